#pragma once

#include <QDBusServiceWatcher>
#include <QObject>
#include <QTimer>

namespace ui {

// Whether somebody shows tray icons: a StatusNotifierWatcher on the session bus, or else an XEmbed tray on X11. Asks
// neither QSystemTrayIcon nor anything else that Qt 6.4 remembers the first answer of: with a tray that comes later, an
// icon that was made too early is never seen.
class TrayHost final : public QObject
{
    Q_OBJECT

public:
    explicit TrayHost(QObject *parent = nullptr);

    [[nodiscard]] bool isThere() const { return m_notifier || m_embedder; }

signals:
    void changed();

private:
    void setNotifier(bool there);
    void lookForEmbedder();

    QDBusServiceWatcher m_watcher;
    QTimer m_poll;
    bool m_notifier = false, m_embedder = false;
};

}  // namespace ui
