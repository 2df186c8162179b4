#include <chrono>

#include <QJsonArray>
#include <QTimer>

#include "app/cli/client.h"
#include "app/cli/commands.h"
#include "app/cli/completion.h"
#include "app/cli/console.h"
#include "app/cli/visibletext.h"
#include "core/localsocket.h"
#include "core/paths.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace cli {

namespace {

constexpr auto patience = 2s;  // of somebody who has pressed Tab
constexpr int mostJobs = 200;

bool isActive(const QString &status)
{
    return status == "running"_L1 || status == "queued"_L1;
}

// What the completions of the shells ask: a line for each word that can stand there, with a tab and what it means behind
// it; or ":files", ":folders" or ":programs" for what a shell knows better. Nothing at all when anything is wrong, and no
// service is started for it.
class Complete final : public Command
{
public:
    explicit Complete(Context &context)
        : Command(context)
    {
    }

    void start() override
    {
        const QStringList &words = line().operands();
        m_typed = words.isEmpty() ? QString() : words.last();
        m_completion = completionOf(words);
        switch (m_completion.kind) {
        case Completion::Kind::Words:
            return tellWords();
        case Completion::Kind::Jobs:
            return askForJobs();
        case Completion::Kind::Files:
            return tell(u":files\n"_s);
        case Completion::Kind::Folders:
            return tell(u":folders\n"_s);
        case Completion::Kind::Programs:
            return tell(u":programs\n"_s);
        }
    }

private:
    void tellWords()
    {
        QString text;
        for (const Completion::Word &word : std::as_const(m_completion.words))
            text += lineFor(word.word, word.help);
        tell(text);
    }

    void askForJobs()
    {
        const auto paths = core::findPaths();
        if (!paths || !core::connectToSocket(paths->serviceSocket()).isValid())
            return finish();
        QTimer::singleShot(patience, this, [this] { finish(); });
        client().call(u"list"_s, {{u"limit"_s, mostJobs}}, this, [this](const Reply &reply) {
            QString text;
            for (const QJsonValue &value : reply.fields[u"jobs"].toArray())
                text += linesFor(value.toObject());
            tell(text);
        });
    }

    [[nodiscard]] QString linesFor(const QJsonObject &job) const
    {
        const QString status = job[u"status"].toString(), name = job[u"name"].toString();
        const QString states = m_completion.states;
        if ((states == "active"_L1 && !isActive(status)) || (states == "ended"_L1 && isActive(status)))
            return {};
        const QString command = fitted(visible(job[u"command"].toString()), 50);
        const QString help = u"%1: %2"_s.arg(status, command);
        const bool isOneLine = !name.isEmpty() && !name.contains(u'\n') && !name.contains(u'\t');
        return lineFor(job[u"job_id"].toString(), help) + (isOneLine ? lineFor(name, help) : QString());
    }

    [[nodiscard]] QString lineFor(const QString &word, const QString &help) const
    {
        return word.startsWith(m_typed) ? word + u'\t' + help + u'\n' : QString();
    }

    void tell(const QString &text)
    {
        console().print(text);
        finish();
    }

    QString m_typed;
    Completion m_completion;
};

}  // namespace

CommandSpec completeCommand()
{
    CommandSpec spec;
    spec.name = u"__complete"_s;
    spec.make = makeCommand<Complete>;
    spec.needsService = false;
    return spec;
}

}  // namespace cli
