#include "app/cli/client.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/following.h"
#include "app/cli/streamchoice.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

constexpr int jsonChunk = 1 << 20, patience = 50;  // bytes, s

class Output final : public Following
{
public:
    using Following::Following;

protected:
    bool readLine(Follower::Wish &wish) override
    {
        wish.from = quint64(line().integer(u"since"_s, 0, std::numeric_limits<qint64>::max(), 0));
        wish.toTheEnd = line().has(u"follow"_s);
        wish.stream = streamOf(line());
        wish.raw = line().has(u"raw"_s);
        m_wish = wish;
        return true;
    }

    void begin(Follower &follower) override
    {
        if (m_wish.toTheEnd)
            return follower.start();
        askForEnd(follower.jobId(), [&follower](quint64 end) { follower.startUpTo(end); });
    }

    void printJson(const QString &jobId) override
    {
        m_wish.jobId = jobId;
        if (m_wish.toTheEnd)
            return printParts(std::numeric_limits<quint64>::max());
        askForEnd(jobId, [this](quint64 end) { printParts(end); });
    }

private:
    // Without --follow what there is now, also of a job that prints faster than it is read.
    void askForEnd(const QString &jobId, const std::function<void(quint64)> &go)
    {
        client().call(u"status"_s, {{u"job_id"_s, jobId}}, this, [this, go](const Reply &reply) {
            if (succeeded(reply))
                go(quint64(reply.fields[u"output_bytes"].toInteger()));
        });
    }

    // An object for each part, each byte once.
    void printParts(quint64 end)
    {
        QJsonObject arguments{{u"job_id"_s, m_wish.jobId},
                              {u"offset"_s, qint64(m_wish.from)},
                              {u"limit"_s, jsonChunk},
                              {u"stream"_s, m_wish.stream == "merged"_L1 ? u"separate"_s : m_wish.stream},
                              {u"format"_s, m_wish.raw ? u"raw"_s : u"text"_s}};
        if (m_wish.toTheEnd)
            arguments.insert(u"wait"_s, patience);
        client().call(u"output"_s, arguments, this, [this, end](const Reply &reply) {
            if (!succeeded(reply))
                return;
            const auto next = quint64(reply.fields[u"next_offset"].toInteger());
            const bool moved = next > m_wish.from;
            const bool ended = reply.fields[u"eof"].toBool();
            if (moved || ended || !m_wish.toTheEnd)
                console().print(reply.fields);
            m_wish.from = next;
            if (ended || next >= end || (!moved && !m_wish.toTheEnd))
                finish();
            else
                printParts(end);
        });
    }

    Follower::Wish m_wish;
};

}  // namespace

CommandSpec outputCommand()
{
    return {
        u"output"_s,
        u"ID"_s,
        u"print what a job has printed"_s,
        {
            {u"follow"_s, u'f', {}, u"go on with what is still to come"_s},
            {u"since"_s, {}, u"OFFSET"_s, u"begin at this byte (next_offset of --json)"_s},
            streamOption(),
            rawOption(),
            {u"json"_s, {}, {}, u"print JSON: text by stream, and the next offset"_s},
        },
        u"stdout goes to stdout and stderr to stderr, in the order in which it came: exact\n"
        u"bytes to a file or a pipe; to a terminal nothing that could take it over, unless\n"
        u"--raw is given."_s,
        1,
        1,
        false,
        makeCommand<Output>,
    };
}

}  // namespace cli
