#include <unistd.h>

#include "app/cli/client.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/inputforwarder.h"
#include "app/cli/resolvedjobs.h"
#include "app/cli/terminalguard.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

constexpr double longestWait = 50, usualWait = 2;  // s

class Send final : public Command
{
public:
    explicit Send(Context &context)
        : Command(context)
    {
    }

    void start() override
    {
        m_wait = line().number(u"wait"_s, 0, longestWait, usualWait);
        m_words = line().operands().mid(1);
        if (line().has(u"stdin"_s) && !m_words.isEmpty())
            line().reject(u"--stdin and TEXT exclude each other; leave one out."_s);
        if (!line().has(u"stdin"_s) && m_words.isEmpty() && !line().has(u"close"_s))
            line().reject(u"It needs a TEXT to send; an empty one ('') presses Enter, --stdin sends what comes on "
                          u"stdin, --close ends the job's input."_s);
        if (!lineIsRight())
            return;
        resolveJobs(context(), {line().operands().first()}, this, [this](const Reply &reply, const QStringList &ids) {
            if (!succeeded(reply))
                return;
            if (line().has(u"stdin"_s))
                forward(ids.first());
            else
                interact(ids.first());
        });
    }

private:
    void interact(const QString &jobId)
    {
        QJsonObject arguments{{u"job_id"_s, jobId}, {u"wait"_s, m_wait}};
        if (!m_words.isEmpty())
            arguments.insert(u"input"_s, m_words.join(u' '));
        if (line().has(u"no-newline"_s))
            arguments.insert(u"newline"_s, false);
        if (line().has(u"close"_s))
            arguments.insert(u"close_stdin"_s, true);
        if (const auto pattern = line().value(u"pattern"_s))
            arguments.insert(u"pattern"_s, *pattern);
        client().call(u"interact"_s, arguments, this, [this](const Reply &reply) {
            if (!succeeded(reply))
                return;
            if (wantsJson())
                console().print(reply.fields);
            else
                print(reply.fields);
            const bool missed = reply.fields.contains(u"matched"_s) && !reply.fields[u"matched"].toBool();
            finish(missed ? exitcode::failure : exitcode::success);
        });
    }

    // As it came by stream; it is text already, without what a terminal would obey.
    void print(const QJsonObject &fields)
    {
        console().print(fields[u"stdout"].toString());
        console().printError(fields[u"stderr"].toString());
    }

    void forward(const QString &jobId)
    {
        m_input = std::make_unique<InputForwarder>(
            client(), jobId, line().has(u"close"_s) ? InputForwarder::AtEnd::Close : InputForwarder::AtEnd::LeaveOpen);
        connect(m_input.get(), &InputForwarder::finished, this, [this] { finish(); });
        connect(m_input.get(), &InputForwarder::refused, this, [this](const QString &sentence) { fail(sentence); });
        connect(m_input.get(), &InputForwarder::lost, this, [this, jobId] {
            fail(u"The service was lost while stdin was sent; part of it may not have reached job %1."_s.arg(jobId));
        });
        m_input->start();
    }

    double m_wait = usualWait;
    QStringList m_words;
    std::unique_ptr<InputForwarder> m_input;
};

}  // namespace

CommandSpec sendCommand()
{
    return {
        u"send"_s,
        u"ID [TEXT…]"_s,
        u"type a line into a job and print what it answers"_s,
        {
            {u"wait"_s, u'w', u"SECONDS"_s, u"for the answer at most (default 2; 0 to 50)"_s},
            {u"pattern"_s, u'p', u"REGEX"_s, u"wait until the answer matches; else exit code 1"_s},
            {u"no-newline"_s, u'n', {}, u"do not press Enter behind TEXT"_s},
            {u"stdin"_s, {}, {}, u"send what comes on stdin instead, byte for byte"_s},
            {u"close"_s, {}, {}, u"end the job's input then"_s},
            {u"json"_s, {}, {}, u"print the answer as JSON"_s},
        },
        u"The answer is what the job prints until it is quiet."_s,
        1,
        -1,
        true,
        makeCommand<Send>,
    };
}

}  // namespace cli
