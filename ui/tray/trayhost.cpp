#include "ui/tray/trayhost.h"

#include <chrono>

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>
#include <QLibrary>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

const QString watcherName = u"org.kde.StatusNotifierWatcher"_s, watcherPath = u"/StatusNotifierWatcher"_s;

// Who owns _NET_SYSTEM_TRAY_S0 shows XEmbed icons (freedesktop.org's System Tray Protocol). Xlib is there, because
// Qt's xcb plugin needs it.
bool hasEmbedder()
{
    auto *x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    if (!x11 || !x11->display())  // the offscreen platform has one without a display
        return false;
    using InternAtom = unsigned long (*)(void *, const char *, int);
    using GetSelectionOwner = unsigned long (*)(void *, unsigned long);
    static QLibrary library(u"X11"_s, 6);
    static const auto internAtom = reinterpret_cast<InternAtom>(library.resolve("XInternAtom"));
    static const auto selectionOwner = reinterpret_cast<GetSelectionOwner>(library.resolve("XGetSelectionOwner"));
    if (!internAtom || !selectionOwner)
        return false;
    void *display = x11->display();
    return selectionOwner(display, internAtom(display, "_NET_SYSTEM_TRAY_S0", 0)) != 0;
}

}  // namespace

TrayHost::TrayHost(QObject *parent)
    : QObject(parent)
    , m_watcher(watcherName, QDBusConnection::sessionBus(), QDBusServiceWatcher::WatchForOwnerChange)
{
    connect(&m_watcher, &QDBusServiceWatcher::serviceOwnerChanged, this, &TrayHost::askWatcher);
    QDBusConnection bus = QDBusConnection::sessionBus();
    for (const QString &signal : {u"StatusNotifierHostRegistered"_s, u"StatusNotifierHostUnregistered"_s})
        bus.connect(watcherName, watcherPath, watcherName, signal, this, SLOT(askWatcher()));
    askWatcher();
    connect(&m_poll, &QTimer::timeout, this, [this] { update(m_notifier); });
}

TrayHost::Kind TrayHost::kind() const
{
    if (m_notifier)
        return Kind::Notifier;
    return m_embedder ? Kind::Embedder : Kind::None;
}

bool TrayHost::has(Kind kind) const
{
    return kind == Kind::Notifier ? m_notifier : kind == Kind::Embedder && m_embedder;
}

void TrayHost::askWatcher()
{
    QDBusMessage question =
        QDBusMessage::createMethodCall(watcherName, watcherPath, u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    question << watcherName << u"IsStatusNotifierHostRegistered"_s;
    question.setAutoStartService(false);
    // Without a bus there is no answer, not even an error.
    if (!QDBusConnection::sessionBus().isConnected()) {
        QTimer::singleShot(0, this, [this] { conclude(false); });
        return;
    }
    m_question = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(question), this);
    connect(m_question, &QDBusPendingCallWatcher::finished, this, &TrayHost::takeAnswer);
}

void TrayHost::takeAnswer(QDBusPendingCallWatcher *call)
{
    const QDBusPendingReply<QVariant> reply = *call;
    call->deleteLater();
    if (call == m_question)
        conclude(!reply.isError() && reply.value().toBool());
}

void TrayHost::conclude(bool notifier)
{
    if (!m_poll.isActive() && qGuiApp->nativeInterface<QNativeInterface::QX11Application>())
        m_poll.start(5s);
    update(notifier);
    emit answered();
}

void TrayHost::update(bool notifier)
{
    const bool notifierBefore = std::exchange(m_notifier, notifier);
    const bool embedderBefore = std::exchange(m_embedder, hasEmbedder());
    if (m_notifier != notifierBefore || m_embedder != embedderBefore)
        emit changed();
}

}  // namespace ui
