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
// terminal is read only while this process is in its foreground.
class InputForwarder final : public QObject
{
    Q_OBJECT

public:
    InputForwarder(Client &client, QString jobId, QObject *parent = nullptr);

    void start();
    // The process goes on after it was stopped (SIGCONT), perhaps in the foreground again.
    void resume();

signals:
    // The job takes no more, with the service's sentence.
    void refused(const QString &sentence);

private:
    void read();
    void send();
    void take(const Reply &reply);
    [[nodiscard]] bool mayRead() const;

    Client &m_client;
    QString m_jobId;
    QSocketNotifier m_readable;
    QByteArray m_bytes;  // that the job has not taken
    bool m_atEnd = false;
    QTimer m_again;
};

}  // namespace cli
