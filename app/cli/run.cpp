#include <unistd.h>

#include <csignal>

#include <QJsonArray>

#include "app/cli/attachment.h"
#include "app/cli/client.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/follower.h"
#include "app/cli/inputforwarder.h"
#include "app/cli/jobend.h"
#include "app/cli/resolvedjobs.h"
#include "app/cli/runarguments.h"
#include "core/unixsignals.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

class Run final : public Command
{
public:
    explicit Run(Context &context)
        : Command(context)
        , m_signals({SIGINT, SIGTERM, SIGHUP, SIGCONT})
    {
        connect(&m_signals, &core::UnixSignals::received, this, &Run::takeSignal);
    }

    void start() override
    {
        QJsonObject arguments = executeArguments(line());
        if (isInteractive()) {
            arguments.insert(u"cols"_s, qint64(RawTerminal::size().columns));
            arguments.insert(u"rows"_s, qint64(RawTerminal::size().rows));
        }
        if (wantsJson() && !isDetached())
            line().reject(u"--json needs --detach: without it, what the job prints is printed."_s);
        if (!lineIsRight())
            return;
        const QStringList after = line().values(u"after"_s);
        if (after.isEmpty())
            return execute(arguments);
        resolveJobs(context(), after, this, [this, arguments](const Reply &reply, const QStringList &ids) mutable {
            if (!succeeded(reply))
                return;
            arguments.insert(u"after"_s, QJsonArray::fromStringList(ids));
            execute(arguments);
        });
    }

private:
    [[nodiscard]] bool isDetached() const { return line().has(u"detach"_s); }

    // Whether it is to be the job's terminal.
    [[nodiscard]] bool isInteractive() const
    {
        return line().has(u"pty"_s) && !isDetached() && !line().has(u"no-stdin"_s) && RawTerminal::isThere();
    }

    void execute(const QJsonObject &arguments)
    {
        client().call(u"execute"_s, arguments, this, [this](const Reply &reply) { takeStart(reply); });
    }

    void takeStart(const Reply &reply)
    {
        if (!reply.error.isEmpty())
            return fail(reply.error, reply.error.startsWith("Job "_L1) ? exitcode::notStarted : exitcode::unknown);
        m_id = reply.fields[u"job_id"].toString();
        if (isDetached()) {
            if (wantsJson())
                console().print(reply.fields);
            else
                console().print(m_id + u'\n');
            return finish();
        }
        const bool isQueued = reply.fields[u"status"].toString() == "queued"_L1;
        if (isInteractive() && !isQueued)
            return attach();
        note(isQueued ? u"job %1 waits in the queue"_s.arg(m_id) : u"job %1"_s.arg(m_id));
        follow(isQueued);
        if (!isQueued)
            forwardInput();
        // What came in the meantime.
        if (m_interrupts > 0)
            interrupt();
    }

    void follow(bool isQueued)
    {
        Follower::Wish wish{m_id};
        wish.isQueued = isQueued;
        m_follower = std::make_unique<Follower>(client(), wish);
        connect(m_follower.get(), &Follower::finished, this, [this](const QJsonObject &job) {
            m_follower->leaveLine();
            note(u"job %1 %2"_s.arg(m_id, endText(job)));
            finish(exitCodeOf(job));
        });
        connect(m_follower.get(), &Follower::failed, this,
                [this](const QString &sentence) { fail(sentence, exitcode::unknown); });
        connect(m_follower.get(), &Follower::closed, this, [this] { finish(exitcode::brokenPipe); });
        connect(m_follower.get(), &Follower::started, this, &Run::forwardInput);
        connect(m_follower.get(), &Follower::lingering, this, [this](const QJsonObject &job) {
            m_ended = job;
            m_follower->leaveLine();
            note(u"job %1 %2; a process that it left behind may still print, Ctrl-C stops following"_s.arg(
                m_id, endText(job)));
        });
        m_follower->start();
    }

    void attach()
    {
        m_attachment = std::make_unique<Attachment>(client(), m_id);
        connect(m_attachment.get(), &Attachment::failed, this,
                [this](const QString &sentence) { fail(sentence, exitcode::unknown); });
        connect(m_attachment.get(), &Attachment::terminated, this, [this](int signal) { finish(128 + signal); });
        connect(m_attachment.get(), &Attachment::detached, this, [this] {
            console().printError(u"\n"_s);
            note(u"job %1 goes on: 'jobdeck attach %1' comes back to it, 'jobdeck kill %1' ends it"_s.arg(m_id));
            finish();
        });
        connect(m_attachment.get(), &Attachment::finished, this,
                [this](const QJsonObject &job) { finish(exitCodeOf(job)); });
        m_attachment->startFirst();
    }

    void forwardInput()
    {
        if (line().has(u"no-stdin"_s))
            return;
        m_input = std::make_unique<InputForwarder>(client(), m_id, InputForwarder::AtEnd::Close);
        connect(m_input.get(), &InputForwarder::lost, this, [this] {
            console().complain(
                u"The service was lost while stdin was passed on; part of it may not have reached job %1, "
                u"and the rest is not sent."_s.arg(m_id));
        });
        m_input->start();
    }

    void takeSignal(int number)
    {
        if (number == SIGCONT) {
            if (m_input)
                m_input->resume();
            return;
        }
        if (m_attachment) {
            m_attachment->end();
            return finish(128 + number);
        }
        m_signal = number;
        ++m_interrupts;
        if (m_follower)
            interrupt();
        else if (m_interrupts > 1)
            finish(128 + number);  // the service does not answer
    }

    void interrupt()
    {
        if (m_signal == SIGINT && line().has(u"kill-on-interrupt"_s) && m_ended.isEmpty())
            return kill();
        m_follower->leaveLine();
        if (!m_ended.isEmpty())
            return finish(exitCodeOf(m_ended));
        note(u"job %1 goes on: 'jobdeck output -f %1' follows it again, 'jobdeck kill %1' ends it"_s.arg(m_id));
        finish(128 + m_signal);
    }

    // The first Ctrl-C as the job would have had it, the second one for good.
    void kill()
    {
        const bool again = m_interrupts > 1;
        client().call(u"kill"_s, {{u"job_id"_s, m_id}, {u"signal"_s, again ? u"KILL"_s : u"INT"_s}}, this,
                      [this](const Reply &reply) {
                          if (!reply.error.isEmpty())
                              console().complain(reply.error);
                      });
    }

    // Beside the output of the job only where a person sees both.
    void note(const QString &text)
    {
        if (console().outIsTerminal())
            console().note(text);
    }

    core::UnixSignals m_signals;
    int m_signal = 0, m_interrupts = 0;
    QString m_id;
    std::unique_ptr<Follower> m_follower;
    std::unique_ptr<InputForwarder> m_input;
    std::unique_ptr<Attachment> m_attachment;
    QJsonObject m_ended;  // how the job ended, while its output is still open
};

}  // namespace

CommandSpec runCommand()
{
    return {
        u"run"_s,
        u"[--] COMMAND…"_s,
        u"run a command as a job and follow its output"_s,
        {
            {u"name"_s, u'n', u"NAME"_s, u"a name for the job"_s},
            {u"cwd"_s, u'C', u"FOLDER"_s, u"where it starts; default: here"_s},
            {u"env"_s, u'e', u"NAME=VALUE"_s, u"a variable besides this shell's own; may be repeated"_s},
            {u"timeout"_s, u't', u"SECONDS"_s, u"kill it after so long"_s},
            {u"pty"_s, u'p', {}, u"run it on a terminal of its own; here that is yours"_s},
            {u"detach"_s, u'd', {}, u"print its id and do not follow"_s},
            {u"queue"_s, u'q', {}, u"wait when max_jobs jobs of this shell run already"_s},
            {u"after"_s, {}, u"ID"_s, u"start when this job has completed; may be repeated"_s},
            {u"no-stdin"_s, {}, {}, u"do not pass stdin on to it"_s},
            {u"kill-on-interrupt"_s, u'k', {}, u"Ctrl-C kills it; a second one at once"_s},
            {u"json"_s, {}, {}, u"with --detach: print JSON"_s},
        },
        u"One COMMAND word is shell text: jobdeck run 'make && make check'. Ctrl-C only\n"
        u"stops following. What comes on stdin goes to the job, and so does its end: not\n"
        u"when it is detached ('jobdeck send' does it then), nor from a terminal while\n"
        u"stdout is a pipe. Exit code: the job's own; 128 and the number of the signal\n"
        u"that ended it; 126 it could not be started; 125 nobody knows, or Jobdeck\n"
        u"failed; 130 after Ctrl-C."_s,
        1,
        -1,
        true,
        makeCommand<Run>,
    };
}

}  // namespace cli
