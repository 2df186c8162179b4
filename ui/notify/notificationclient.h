#pragma once

#include <optional>

#include <QHash>
#include <QList>
#include <QObject>
#include <QStringList>

namespace ui {

struct NotificationAction {
    QString key, label;
    bool operator==(const NotificationAction &) const = default;
};

struct Notification {
    QString summary;
    QString body;  // plain text
    QList<NotificationAction> actions;
    bool operator==(const Notification &) const = default;
};

// The person's notification server (freedesktop.org's Desktop Notifications Specification 1.2). Nothing waits for it:
// one that is not there, or is replaced, loses what was shown and nothing else.
class NotificationClient final : public QObject
{
    Q_OBJECT

public:
    explicit NotificationClient(QObject *parent = nullptr);

    // Returns a handle of our own, never 0. What is shown under `replaces` gives way to it.
    quint64 show(const Notification &notification, quint64 replaces = 0);
    void withdraw(quint64 handle);

signals:
    // `key`: one of its actions, or "default" for a click on it. `activationToken` may be empty.
    void actionInvoked(quint64 handle, const QString &key, const QString &activationToken);
    // It is not to be seen any more, or never was.
    void closed(quint64 handle);

private slots:
    void takeAction(uint id, const QString &key);
    void takeClosed(uint id, uint reason);
    void takeToken(uint id, const QString &token);

private:
    void askCapabilities();
    void forgetServer();
    void lose(quint64 handle);
    void send(quint64 handle, const Notification &notification);
    [[nodiscard]] quint64 handleOf(uint id) const { return m_handles.value(id); }

    std::optional<QStringList> m_capabilities;  // none until the server has answered
    QList<std::pair<quint64, Notification>> m_waiting;  // for them
    QHash<quint64, uint> m_ids;  // the server's, by handle; 0 until it has answered
    QHash<uint, quint64> m_handles;
    QHash<uint, QString> m_tokens;
    quint64 m_last = 0;
};

}  // namespace ui
