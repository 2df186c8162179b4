#include "app/cli/client.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/following.h"
#include "app/cli/streamchoice.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

constexpr int usualLines = 10, mostLines = 1000;

class Tail final : public Following
{
public:
    using Following::Following;

protected:
    bool readLine(Follower::Wish &wish) override
    {
        m_lines = line().integer(u"lines"_s, 1, mostLines, usualLines);
        wish.toTheEnd = line().has(u"follow"_s);
        wish.stream = streamOf(line());
        wish.raw = line().has(u"raw"_s);
        if (wish.toTheEnd && wantsJson())
            line().reject(u"--follow prints no JSON here; 'jobdeck output --follow --json' does."_s);
        m_wish = wish;
        return true;
    }

    // The last lines first, then what comes behind them.
    void begin(Follower &follower) override
    {
        ask(u"base64"_s, follower.jobId(), [this, &follower](const Reply &reply) {
            if (succeeded(reply))
                follower.startBehind(reply.fields);
        });
    }

    void printJson(const QString &jobId) override
    {
        ask(m_wish.raw ? u"raw"_s : u"text"_s, jobId, [this](const Reply &reply) {
            if (!succeeded(reply))
                return;
            console().print(reply.fields);
            finish();
        });
    }

private:
    void ask(const QString &format, const QString &jobId, const Client::Answer &answer)
    {
        const QString stream = m_wish.stream == "merged"_L1 && wantsJson() ? u"separate"_s : m_wish.stream;
        client().call(u"tail"_s,
                      {{u"job_id"_s, jobId}, {u"lines"_s, m_lines}, {u"stream"_s, stream}, {u"format"_s, format}}, this,
                      answer);
    }

    qint64 m_lines = usualLines;
    Follower::Wish m_wish;
};

}  // namespace

CommandSpec tailCommand()
{
    return {
        u"tail"_s,
        u"ID"_s,
        u"print the last lines of a job's output"_s,
        {
            {u"lines"_s, u'n', u"N"_s, u"so many lines (default 10, at most 1000)"_s},
            {u"follow"_s, u'f', {}, u"go on with what is still to come"_s},
            streamOption(),
            rawOption(),
            {u"json"_s, {}, {}, u"print JSON: the last lines of each stream"_s},
        },
        {},
        1,
        1,
        false,
        makeCommand<Tail>,
    };
}

}  // namespace cli
