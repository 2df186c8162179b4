#include "app/cli/attachment.h"
#include "app/cli/client.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/jobend.h"
#include "app/cli/resolvedjobs.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

class Attach final : public Command
{
public:
    explicit Attach(Context &context)
        : Command(context)
    {
    }

    void start() override
    {
        if (!RawTerminal::isThere())
            return fail(u"It needs a terminal on stdin and stdout. 'jobdeck output -f' follows a job without one, "
                        u"'jobdeck send' types into it."_s,
                        exitcode::usage);
        resolveJobs(context(), line().operands(), this, [this](const Reply &reply, const QStringList &ids) {
            if (succeeded(reply))
                attach(ids.first());
        });
    }

private:
    void attach(const QString &id)
    {
        m_attachment = std::make_unique<Attachment>(client(), id);
        connect(m_attachment.get(), &Attachment::failed, this, [this](const QString &sentence) { fail(sentence); });
        connect(m_attachment.get(), &Attachment::terminated, this, [this](int signal) { finish(128 + signal); });
        connect(m_attachment.get(), &Attachment::detached, this, [this, id] {
            console().printError(u"\n"_s);
            console().note(u"detached from job %1, which goes on"_s.arg(id));
            finish();
        });
        connect(m_attachment.get(), &Attachment::finished, this, [this, id](const QJsonObject &job) {
            console().printError(u"\n"_s);
            console().note(u"job %1 %2"_s.arg(id, endText(job)));
            finish(exitCodeOf(job));
        });
        m_attachment->start();
    }

    std::unique_ptr<Attachment> m_attachment;
};

}  // namespace

CommandSpec attachCommand()
{
    return {
        u"attach"_s,
        u"ID"_s,
        u"be the terminal of a job that runs on one; Ctrl-] leaves it"_s,
        {},
        u"For jobs started with --pty. All keys go to the job, and its terminal gets the\n"
        u"size of this one. Titles, notifications and what it copies to the clipboard do\n"
        u"not pass. Exit code: 0 after Ctrl-], else that of the job, as 'jobdeck run' has it."_s,
        1,
        1,
        false,
        makeCommand<Attach>,
    };
}

}  // namespace cli
