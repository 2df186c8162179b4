#include "app/cli/attachment.h"

#include <unistd.h>

#include <csignal>

#include <QTimer>

#include "app/cli/client.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace cli {

namespace {

constexpr char detachKey = '\x1d';  // Ctrl-]
constexpr char detachSequence[] = "\033[93;5u";  // the same from a terminal with another keyboard protocol
constexpr qint64 drawnAgain = 256 << 10;  // bytes of old output, from the first one; of more only the last lines
constexpr int mostKeys = 4096;  // bytes in one read
constexpr auto untilRead = 20ms;  // a job that does not read its terminal is sent the keys again

}  // namespace

Attachment::Attachment(Client &client, QString jobId, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_jobId(std::move(jobId))
    , m_signals({SIGWINCH, SIGTERM, SIGHUP, SIGINT})
{
    connect(&m_signals, &core::UnixSignals::received, this, &Attachment::takeSignal);
}

Attachment::~Attachment()
{
    end();
}

void Attachment::start()
{
    const keeper::TerminalSize size = RawTerminal::size();
    m_client.request(u"jobdeck/resize"_s,
                     {{u"job_id"_s, m_jobId}, {u"columns"_s, qint64(size.columns)}, {u"rows"_s, qint64(size.rows)}},
                     this, [this](const Reply &reply) {
                         if (!reply.error.isEmpty())
                             return emit failed(reply.error);
                         takeTerminal();
                         askForOldOutput();
                     });
}

void Attachment::askForOldOutput()
{
    m_client.call(u"status"_s, {{u"job_id"_s, m_jobId}}, this,
                  [this](const Reply &status) { follow(status.fields[u"output_bytes"].toInteger()); });
}

void Attachment::startFirst()
{
    takeTerminal();
    follow(0);
}

void Attachment::takeTerminal()
{
    m_raw.emplace();
    m_keys = std::make_unique<QSocketNotifier>(STDIN_FILENO, QSocketNotifier::Read);
    connect(m_keys.get(), &QSocketNotifier::activated, this, &Attachment::readKeys);
}

void Attachment::follow(qint64 old)
{
    m_replayed = old;
    m_filter.setReplaying(m_replayed > 0);
    Follower::Wish wish{m_jobId};
    wish.raw = true;
    wish.filter = [this](const QByteArray &bytes) {
        const QByteArray again = m_filter.take(bytes.first(std::min<qint64>(m_replayed, bytes.size())));
        if (m_replayed > bytes.size()) {
            m_replayed -= bytes.size();
            return again;
        }
        m_filter.setReplaying(false);
        return again + m_filter.take(bytes.mid(std::exchange(m_replayed, 0)));
    };
    m_follower = std::make_unique<Follower>(m_client, wish);
    connect(m_follower.get(), &Follower::finished, this, [this](const QJsonObject &job) {
        end();
        emit finished(job);
    });
    connect(m_follower.get(), &Follower::failed, this, [this](const QString &sentence) {
        end();
        emit failed(sentence);
    });
    connect(m_follower.get(), &Follower::closed, this, [this] {
        end();
        emit terminated(SIGHUP);
    });
    if (m_replayed <= drawnAgain)
        return m_follower->start();
    m_client.call(u"tail"_s,
                  {{u"job_id"_s, m_jobId}, {u"lines"_s, 1000}, {u"stream"_s, u"merged"_s}, {u"format"_s, u"base64"_s}},
                  this, [this](const Reply &tail) {
                      m_replayed = QByteArray::fromBase64(tail.fields[u"output"].toString().toLatin1()).size();
                      m_follower->startBehind(tail.fields);
                  });
}

void Attachment::fit()
{
    const keeper::TerminalSize size = RawTerminal::size();
    m_client.request(u"jobdeck/resize"_s,
                     {{u"job_id"_s, m_jobId}, {u"columns"_s, qint64(size.columns)}, {u"rows"_s, qint64(size.rows)}},
                     this, [](const Reply &) {});
}

void Attachment::takeSignal(int number)
{
    if (number == SIGWINCH)
        return fit();
    end();
    emit terminated(number);
}

void Attachment::readKeys()
{
    QByteArray keys(mostKeys, Qt::Uninitialized);
    const ssize_t n = ::read(STDIN_FILENO, keys.data(), size_t(keys.size()));
    if (n <= 0) {
        end();
        return emit terminated(SIGHUP);
    }
    keys.truncate(n);
    qsizetype cut = keys.indexOf(detachKey);
    if (cut < 0)
        cut = keys.indexOf(detachSequence);
    m_typed += cut < 0 ? keys : keys.first(cut);
    send();
    if (cut < 0)
        return;
    end();
    emit detached();
}

void Attachment::send()
{
    if (m_sending || m_typed.isEmpty())
        return;
    m_sending = true;
    const qsizetype size = m_typed.size();
    m_client.request(u"jobdeck/input"_s, {{u"job_id"_s, m_jobId}, {u"data"_s, QString::fromLatin1(m_typed.toBase64())}},
                     this, [this, size](const Reply &reply) {
                         m_sending = false;
                         // A job that takes no more keys has ended or soon will.
                         const bool full = reply.fields[u"queued"].toInteger() < 0;
                         if (!full)
                             m_typed.remove(0, size);
                         QTimer::singleShot(full ? untilRead : 0ms, this, &Attachment::send);
                     });
}

void Attachment::end()
{
    if (!m_raw || std::exchange(m_ended, true))
        return;
    m_keys.reset();
    if (m_follower)
        m_follower->disconnect(this);
    const QByteArray sequences = m_filter.restoration();
    [[maybe_unused]] const ssize_t n = ::write(STDOUT_FILENO, sequences.constData(), size_t(sequences.size()));
    m_raw.reset();
}

}  // namespace cli
