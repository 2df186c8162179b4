#pragma once

#include <chrono>

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

namespace cli {

class Client;
struct Reply;

// Hands on to a job what comes on stdin, byte for byte, and its end. Waits with reading while the job does not read. A
// terminal is read only while this process is in its foreground, and not when stdout is a pipe: the keys are meant for
// the pager behind it.
class InputForwarder final : public QObject
{
    Q_OBJECT

public:
    enum class AtEnd { Close, LeaveOpen };

    // What is to become of the job's stdin when ours ends.
    InputForwarder(Client &client, QString jobId, AtEnd atEnd, QObject *parent = nullptr);

    void start();
    // The process goes on after it was stopped (SIGCONT), perhaps in the foreground again.
    void resume();

signals:
    // The job has taken all up to the end.
    void finished();
    // The job takes no more, with the service's sentence.
    void refused(const QString &sentence);
    // Instead of it: the service was lost, and nobody knows whether the job has the last part. No more is sent.
    void lost();

private:
    void read();
    void send();
    void take(const Reply &reply);
    [[nodiscard]] bool mayRead() const;

    Client &m_client;
    QString m_jobId;
    AtEnd m_whatAtEnd;
    QSocketNotifier m_readable;
    QByteArray m_bytes;  // that the job has not taken
    bool m_atEnd = false;
    QTimer m_again;
};

}  // namespace cli
