#include "app/cli/following.h"

#include <csignal>

#include "app/cli/client.h"
#include "app/cli/console.h"
#include "app/cli/jobend.h"
#include "app/cli/resolvedjobs.h"

using namespace Qt::StringLiterals;

namespace cli {

Following::Following(Context &context)
    : Command(context)
    , m_signals({SIGINT, SIGTERM, SIGHUP})
{
    connect(&m_signals, &core::UnixSignals::received, this, [this](int number) {
        if (m_follower)
            m_follower->leaveLine();
        finish(128 + number);
    });
}

void Following::start()
{
    Follower::Wish wish;
    const bool right = readLine(wish);
    if (!lineIsRight() || !right)
        return;
    resolveJobs(context(), line().operands(), this, [this, wish](const Reply &reply, const QStringList &ids) mutable {
        if (!succeeded(reply))
            return;
        wish.jobId = ids.first();
        if (wantsJson())
            printJson(wish.jobId);
        else
            follow(wish);
    });
}

void Following::follow(const Follower::Wish &wish)
{
    m_follower = std::make_unique<Follower>(client(), wish);
    connect(m_follower.get(), &Follower::finished, this, [this, wish](const QJsonObject &job) {
        if (wish.toTheEnd)
            m_follower->leaveLine();
        if (wish.toTheEnd && console().outIsTerminal())
            console().note(u"job %1 %2"_s.arg(wish.jobId, endText(job)));
        finish();
    });
    connect(m_follower.get(), &Follower::failed, this,
            [this](const QString &sentence, int exitCode) { fail(sentence, exitCode); });
    connect(m_follower.get(), &Follower::closed, this, [this] { finish(exitcode::brokenPipe); });
    connect(m_follower.get(), &Follower::lingering, this, [this, wish](const QJsonObject &job) {
        m_follower->leaveLine();
        if (console().outIsTerminal())
            console().note(u"job %1 %2; a process that it left behind may still print, Ctrl-C stops following"_s.arg(
                wish.jobId, endText(job)));
    });
    begin(*m_follower);
}

}  // namespace cli
