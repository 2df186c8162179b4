#pragma once

#include <QDBusServiceWatcher>
#include <QObject>
#include <QTimer>

class QDBusPendingCallWatcher;

namespace ui {

// Whether somebody shows tray icons: a StatusNotifierWatcher on the session bus that has a host, or else an XEmbed tray on
// X11. Asks neither QSystemTrayIcon nor anything else that Qt 6.4 remembers the first answer of: with a tray that comes
// later, and at login the watcher is there before its host, an icon that was made too early is never seen.
class TrayHost final : public QObject
{
    Q_OBJECT

public:
    enum class Kind { None, Notifier, Embedder };

    explicit TrayHost(QObject *parent = nullptr);

    // The kind that Qt would make an icon for now. None until the bus has answered.
    [[nodiscard]] Kind kind() const;
    [[nodiscard]] bool has(Kind kind) const;

signals:
    void changed();
    // The bus has answered, or cannot: kind() is what it is. After changed(), also when that did not come.
    void answered();

private slots:
    void askWatcher();

private:
    void takeAnswer(QDBusPendingCallWatcher *call);
    void conclude(bool notifier);
    void update(bool notifier);

    QDBusServiceWatcher m_watcher;
    QTimer m_poll;
    QDBusPendingCallWatcher *m_question = nullptr;  // the last one; earlier answers do not count
    bool m_notifier = false, m_embedder = false;
};

}  // namespace ui
