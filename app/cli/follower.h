#pragma once

#include <limits>

#include <QJsonObject>
#include <QObject>

#include "app/cli/outputsink.h"

namespace cli {

class Client;
struct Reply;

// Reads a job's output from the service by cursor and writes it to stdout and stderr, byte for byte and in the order in
// which it came; asks for more only when that is taken. Loses nothing when the service is replaced meanwhile.
class Follower final : public QObject
{
    Q_OBJECT

public:
    struct Wish {
        QString jobId;
        quint64 from = 0;  // the first byte
        QString stream = QStringLiteral("merged");  // or "stdout", "stderr"
        bool isQueued = false;  // as far as is known: then started() follows
        bool toTheEnd = true;  // also what is still to come, until nobody holds the output open any more
        bool raw = false;  // see OutputSink
        OutputSink::Filter filter = {};  // of stdout, instead of what a terminal is guarded with
    };

    Follower(Client &client, Wish wish, QObject *parent = nullptr);

    void start();
    // The same, but ends at this offset, however much a job that still runs prints meanwhile.
    void startUpTo(quint64 end);
    // As start(), but prints first what the tool tail has given (as base64), and goes on behind it.
    void startBehind(const QJsonObject &fields);
    [[nodiscard]] const QString &jobId() const { return m_wish.jobId; }
    // Gives the terminal its colours back and ends an unfinished line on it; for what Jobdeck has to say then.
    void leaveLine();

signals:
    // Once; all was written. `job`: status, exit_code or signal, duration_s, … as far as it has ended.
    void finished(const QJsonObject &job);
    // Instead of it, with an exit code.
    void failed(const QString &sentence, int exitCode);
    // Nobody reads stdout or stderr any more.
    void closed();
    // A job that waited in the queue (Wish::isQueued) runs now. Once.
    void started();
    // The job has ended with these fields, but a process that it left behind keeps its output open. Once, before
    // finished().
    void lingering(const QJsonObject &job);

private:
    void ask();
    void finishSinks();
    void take(const Reply &reply);
    void goOn();
    void show(const QJsonObject &fields);
    void tellGaps(const QJsonObject &fields);

    Client &m_client;
    Wish m_wish;
    OutputSink m_out, m_err;
    quint64 m_end = std::numeric_limits<quint64>::max();
    QJsonObject m_last;
    bool m_complete = false;  // nothing more is to be read
    bool m_asking = false, m_ended = false, m_lingers = false;
};

}  // namespace cli
