#pragma once

#include <memory>
#include <optional>

#include <QJsonObject>
#include <QObject>
#include <QSocketNotifier>

#include "app/cli/follower.h"
#include "app/cli/rawterminal.h"
#include "app/cli/screenfilter.h"
#include "core/unixsignals.h"

namespace cli {

class Client;

// The person's terminal as the terminal of a job that runs on one: raw, in its size, until Ctrl-] or the job's end. What
// was on the job's screen is drawn again as far as its output tells.
class Attachment final : public QObject
{
    Q_OBJECT

public:
    Attachment(Client &client, QString jobId, QObject *parent = nullptr);
    ~Attachment() override;

    void start();
    // The same for a job that was just started for this terminal, in its size: nothing of its output is old, and it may
    // have ended.
    void startFirst();
    // Gives the terminal back; what comes later has no effect.
    void end();

signals:
    // One of the four, once; the terminal is given back before.
    void detached();
    void finished(const QJsonObject &job);
    void failed(const QString &sentence);
    void terminated(int signal);  // TERM or HUP

private:
    void fit();
    void takeTerminal();
    void askForOldOutput();
    // `old`: bytes of output that were shown before, or could have been.
    void follow(qint64 old);
    void takeSignal(int number);
    void readKeys();
    void send();

    Client &m_client;
    QString m_jobId;
    core::UnixSignals m_signals;
    std::optional<RawTerminal> m_raw;
    ScreenFilter m_filter;
    qint64 m_replayed = 0;  // bytes of old output that are still to be drawn again
    std::unique_ptr<Follower> m_follower;
    std::unique_ptr<QSocketNotifier> m_keys;
    QByteArray m_typed;  // that the job has not taken
    bool m_sending = false, m_ended = false;
};

}  // namespace cli
