#include "app/cli/follower.h"

#include <unistd.h>

#include <cstdio>

#include <QJsonArray>

#include "app/cli/client.h"
#include "app/cli/exitcode.h"
#include "app/cli/jobtext.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

constexpr quint64 chunkBytes = 256 << 10;  // larger ones take longer: their memory is new each time
constexpr int patience = 50;  // s, for each question

QByteArray decoded(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

}  // namespace

Follower::Follower(Client &client, Wish wish, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_wish(std::move(wish))
    , m_out(STDOUT_FILENO, m_wish.raw, m_wish.filter)
    , m_err(STDERR_FILENO, m_wish.raw)
{
    for (OutputSink *sink : {&m_out, &m_err}) {
        connect(sink, &OutputSink::drained, this, &Follower::goOn, Qt::QueuedConnection);
        connect(sink, &OutputSink::closed, this, &Follower::closed);
        connect(sink, &OutputSink::failed, this,
                [this](const QString &sentence) { emit failed(sentence, exitcode::failure); });
    }
}

void Follower::start()
{
    ask();
}

void Follower::startUpTo(quint64 end)
{
    m_end = end;
    m_complete = m_wish.from >= m_end;
    goOn();
}

void Follower::startBehind(const QJsonObject &fields)
{
    show(fields);
    m_wish.from = quint64(fields[u"next_offset"].toInteger());
    m_complete = !m_wish.toTheEnd;
    if (m_complete)
        finishSinks();
    goOn();
}

void Follower::ask()
{
    QJsonObject arguments{{u"job_id"_s, m_wish.jobId},
                          {u"offset"_s, qint64(m_wish.from)},
                          {u"limit"_s, qint64(std::min(chunkBytes, m_end - m_wish.from))},
                          {u"stream"_s, m_wish.stream},
                          {u"format"_s, u"base64"_s}};
    if (m_wish.toTheEnd)
        arguments.insert(u"wait"_s, patience);
    m_asking = true;
    m_client.call(u"output"_s, arguments, this, [this](const Reply &reply) { take(reply); });
}

void Follower::take(const Reply &reply)
{
    m_asking = false;
    if (!reply.error.isEmpty())
        return emit failed(reply.error, exitcode::failure);
    m_last = reply.fields;
    if (m_wish.isQueued && m_last[u"status"].toString() != "queued"_L1) {
        m_wish.isQueued = false;
        emit started();
    }
    const auto next = quint64(reply.fields[u"next_offset"].toInteger());
    const bool moves = next > m_wish.from;
    m_complete = reply.fields[u"eof"].toBool() || next >= m_end || (!m_wish.toTheEnd && !moves);
    m_wish.from = std::max(m_wish.from, next);
    // The service reads on while this part is written.
    if (moves && !m_complete && m_out.backlog() == 0 && m_err.backlog() == 0)
        ask();
    show(reply.fields);
    if (!m_complete && hasEnded(m_last) && !moves && !std::exchange(m_lingers, true))
        emit lingering(m_last);
    if (m_complete)
        finishSinks();
    goOn();
}

// Asks for more, or ends, once all is taken.
void Follower::goOn()
{
    if (m_ended || m_asking || m_out.backlog() > 0 || m_err.backlog() > 0)
        return;
    if (!m_complete)
        return ask();
    m_ended = true;
    emit finished(m_last);
}

void Follower::show(const QJsonObject &fields)
{
    tellGaps(fields);
    if (!fields.contains(u"output")) {
        m_out.write(decoded(fields[u"stdout"]));
        m_err.write(decoded(fields[u"stderr"]));
        return;
    }
    const QByteArray bytes = decoded(fields[u"output"]);
    qsizetype at = 0;
    for (const QJsonValue &piece : fields[u"pieces"].toArray()) {
        const qsizetype length = piece[1].toInteger();
        const QByteArray part = length == bytes.size() ? bytes : bytes.mid(at, length);
        (piece[0].toInt() == 2 ? m_err : m_out).write(part);
        at += length;
    }
}

void Follower::tellGaps(const QJsonObject &fields)
{
    for (const QJsonValue &gap : fields[u"gaps"].toArray()) {
        const QString reason = gap[u"reason"].toString();
        const QString why = reason == "dropped"_L1 ? u"dropped, because the job prints more than is kept"_s
            : reason == "disk_full"_L1             ? u"not kept, because the disk was full"_s
                                                   : u"lost, because the log was removed or damaged"_s;
        std::fprintf(
            stderr, "%s\n",
            qUtf8Printable(u"jobdeck: %1 of the output of job %2 (from byte %3) were %4."_s.arg(
                sizeText(gap[u"length"].toInteger()), m_wish.jobId, QString::number(gap[u"offset"].toInteger()), why)));
    }
}

void Follower::finishSinks()
{
    m_out.finish();
    m_err.finish();
}

void Follower::leaveLine()
{
    finishSinks();
    if (::isatty(STDOUT_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1
        && !(m_out.isAtLineStart() && m_err.isAtLineStart()))
        m_err.write("\n");
}

}  // namespace cli
