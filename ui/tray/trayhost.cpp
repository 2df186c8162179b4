#include "ui/tray/trayhost.h"

#include <chrono>

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QGuiApplication>
#include <QLibrary>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

const QString watcherName = u"org.kde.StatusNotifierWatcher"_s;

// Who owns _NET_SYSTEM_TRAY_S0 shows XEmbed icons (freedesktop.org's System Tray Protocol). Xlib is there, because
// Qt's xcb plugin needs it.
bool hasEmbedder()
{
    auto *x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    if (!x11)
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
    connect(&m_watcher, &QDBusServiceWatcher::serviceOwnerChanged, this,
            [this](const QString &, const QString &, const QString &owner) { setNotifier(!owner.isEmpty()); });
    const QDBusConnection bus = QDBusConnection::sessionBus();
    m_notifier = bus.isConnected() && bus.interface()->isServiceRegistered(watcherName);
    m_embedder = !m_notifier && hasEmbedder();
    connect(&m_poll, &QTimer::timeout, this, &TrayHost::lookForEmbedder);
    if (qGuiApp->nativeInterface<QNativeInterface::QX11Application>())
        m_poll.start(5s);
}

void TrayHost::setNotifier(bool there)
{
    if (std::exchange(m_notifier, there) != there)
        emit changed();
}

void TrayHost::lookForEmbedder()
{
    const bool there = !m_notifier && hasEmbedder();
    if (std::exchange(m_embedder, there) != there)
        emit changed();
}

}  // namespace ui
