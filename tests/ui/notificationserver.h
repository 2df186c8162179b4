#pragma once

#include <QDBusConnection>
#include <QDBusContext>
#include <QList>
#include <QObject>
#include <QStringList>
#include <QVariantMap>

// A notification server of a test's own on the session bus, by a connection of its own. It writes down what it is asked
// for, and its signals are what a person does.
class NotificationServer final : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Shown {
        uint id = 0;
        QString application;
        uint replaces = 0;
        QString icon, summary, body;
        QStringList actions;
        QVariantMap hints;
        int timeout = 0;
    };

    explicit NotificationServer(const QStringList &capabilities)
        : m_capabilities(capabilities)
        , m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, connectionName))
    {
        if (!m_bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), this,
                                  QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals)
            || !m_bus.registerService(QStringLiteral("org.freedesktop.Notifications")))
            qFatal("The notification server cannot be on the bus.");
    }
    ~NotificationServer() override { QDBusConnection::disconnectFromBus(connectionName); }

    QList<Shown> shown;
    QList<uint> closed;
    bool refuses = false;

public slots:
    QStringList GetCapabilities() { return m_capabilities; }
    uint Notify(const QString &application, uint replaces, const QString &icon, const QString &summary,
                const QString &body, const QStringList &actions, const QVariantMap &hints, int timeout)
    {
        if (refuses) {
            sendErrorReply(QDBusError::LimitsExceeded, QStringLiteral("Too many."));
            return 0;
        }
        const uint id = replaces != 0 ? replaces : ++m_last;
        shown.append({id, application, replaces, icon, summary, body, actions, hints, timeout});
        return id;
    }
    void CloseNotification(uint id)
    {
        closed += id;
        emit NotificationClosed(id, 3);
    }

signals:
    void ActionInvoked(uint id, const QString &key);
    void ActivationToken(uint id, const QString &token);
    void NotificationClosed(uint id, uint reason);

private:
    static constexpr QLatin1StringView connectionName{"notification server"};

    QStringList m_capabilities;
    QDBusConnection m_bus;
    uint m_last = 40;
};
