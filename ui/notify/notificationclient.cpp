#include "ui/notify/notificationclient.h"

#include <utility>

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QLoggingCategory>
#include <QVariantMap>

#include "ui/tray/autostart.h"

Q_LOGGING_CATEGORY(lcNotify, "jobdeck.ui.notify", QtWarningMsg)

using namespace Qt::StringLiterals;

namespace ui {

namespace {

const QString service = u"org.freedesktop.Notifications"_s, path = u"/org/freedesktop/Notifications"_s;

QDBusMessage method(const QString &name)
{
    return QDBusMessage::createMethodCall(service, path, service, name);
}

}  // namespace

NotificationClient::NotificationClient(QObject *parent)
    : QObject(parent)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    bus.connect(service, path, service, u"ActionInvoked"_s, this, SLOT(takeAction(uint, QString)));
    bus.connect(service, path, service, u"NotificationClosed"_s, this, SLOT(takeClosed(uint, uint)));
    bus.connect(service, path, service, u"ActivationToken"_s, this, SLOT(takeToken(uint, QString)));
    auto *watcher = new QDBusServiceWatcher(service, bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceOwnerChanged, this, &NotificationClient::forgetServer);
}

// Another one knows nothing of what was shown. What is not answered yet may be on its way to it.
void NotificationClient::forgetServer()
{
    m_capabilities.reset();
    m_tokens.clear();
    const QHash<uint, quint64> shown = std::exchange(m_handles, {});
    for (const quint64 handle : shown)
        lose(handle);
}

void NotificationClient::lose(quint64 handle)
{
    if (m_ids.remove(handle))
        emit closed(handle);
}

quint64 NotificationClient::show(const Notification &notification, quint64 replaces)
{
    const quint64 handle = ++m_last;
    const uint replaced = m_ids.take(replaces);
    m_ids.insert(handle, replaced);
    if (m_capabilities) {
        send(handle, notification);
    } else {
        m_waiting.append({handle, notification});
        if (m_waiting.size() == 1)
            askCapabilities();
    }
    return handle;
}

void NotificationClient::askCapabilities()
{
    auto *call =
        new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(method(u"GetCapabilities"_s)), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, [this, call] {
        const QDBusPendingReply<QStringList> reply = *call;
        call->deleteLater();
        if (reply.isError()) {
            qCWarning(lcNotify, "Notifications cannot be shown: %s", qPrintable(reply.error().message()));
            for (const auto &waiting : std::exchange(m_waiting, {}))
                lose(waiting.first);
            return;
        }
        m_capabilities = reply.value();
        for (const auto &[handle, notification] : std::exchange(m_waiting, {})) {
            if (m_ids.contains(handle))
                send(handle, notification);
        }
    });
}

void NotificationClient::send(quint64 handle, const Notification &notification)
{
    QStringList actions;
    if (m_capabilities->contains(u"actions"_s)) {
        actions = {u"default"_s, notification.actions.isEmpty() ? QString() : notification.actions.first().label};
        for (const NotificationAction &action : notification.actions)
            actions << action.key << action.label;
    }
    const bool markup = m_capabilities->contains(u"body-markup"_s);
    const QVariantMap hints{{u"desktop-entry"_s, QString(applicationId)},
                            {u"urgency"_s, QVariant::fromValue(uchar(1))},
                            {u"category"_s, u"x-jobdeck.job"_s}};
    QDBusMessage notify = method(u"Notify"_s);
    notify << u"Jobdeck"_s << m_ids.value(handle) << QString(applicationId) << notification.summary
           << (markup ? notification.body.toHtmlEscaped() : notification.body) << actions << hints << -1;
    auto *call = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(notify), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, [this, call, handle] {
        const QDBusPendingReply<uint> reply = *call;
        call->deleteLater();
        if (reply.isError()) {
            qCWarning(lcNotify, "A notification could not be shown: %s", qPrintable(reply.error().message()));
            lose(handle);
        } else if (!m_ids.contains(handle)) {  // withdrawn meanwhile
            QDBusConnection::sessionBus().asyncCall(method(u"CloseNotification"_s) << reply.value());
        } else {
            m_ids.insert(handle, reply.value());
            m_handles.insert(reply.value(), handle);
        }
    });
}

void NotificationClient::withdraw(quint64 handle)
{
    if (const uint id = m_ids.take(handle); id != 0) {
        m_handles.remove(id);
        QDBusConnection::sessionBus().asyncCall(method(u"CloseNotification"_s) << id);
    }
}

void NotificationClient::takeAction(uint id, const QString &key)
{
    if (const quint64 handle = handleOf(id))
        emit actionInvoked(handle, key, m_tokens.take(id));
}

void NotificationClient::takeClosed(uint id, uint)
{
    m_tokens.remove(id);
    lose(m_handles.take(id));
}

// Comes before ActionInvoked.
void NotificationClient::takeToken(uint id, const QString &token)
{
    if (handleOf(id) != 0)
        m_tokens.insert(id, token);
}

}  // namespace ui
