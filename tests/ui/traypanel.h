#pragma once

#include <functional>
#include <memory>

#include <QDBusConnection>
#include <QImage>
#include <QMutex>
#include <QObject>
#include <QStringList>
#include <QThread>
#include <QVariant>

// What a desktop's panel has on the session bus. Lives in a thread of its own, as Qt asks it questions that it waits for.
class StatusNotifierWatcher final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.kde.StatusNotifierWatcher")
    Q_PROPERTY(bool IsStatusNotifierHostRegistered READ hasHost)
    Q_PROPERTY(QStringList RegisteredStatusNotifierItems READ items)
    Q_PROPERTY(int ProtocolVersion READ protocol)

public:
    [[nodiscard]] bool hasHost() const { return m_hasHost; }
    void setHasHost(bool hasHost) { m_hasHost = hasHost; }
    [[nodiscard]] QStringList items() const
    {
        const QMutexLocker locker(&m_mutex);
        return m_items;
    }
    [[nodiscard]] int protocol() const { return 0; }

public slots:
    void RegisterStatusNotifierItem(const QString &item)
    {
        const QMutexLocker locker(&m_mutex);
        m_items += item;
    }
    void RegisterStatusNotifierHost(const QString &) { }

signals:
    void StatusNotifierHostRegistered();
    void StatusNotifierHostUnregistered();

private:
    mutable QMutex m_mutex;
    QStringList m_items;
    bool m_hasHost = true;
};

// An entry of a menu that is read over D-Bus.
struct MenuEntry {
    int id = 0;
    QVariantMap properties;
    QList<MenuEntry> entries;

    [[nodiscard]] QString label() const { return properties.value(QStringLiteral("label")).toString(); }
    [[nodiscard]] bool isVisible() const { return properties.value(QStringLiteral("visible"), true).toBool(); }
    // The first visible one whose label begins so; id 0: there is none.
    [[nodiscard]] MenuEntry find(const QString &label) const;
};

// The panel: a watcher, and what it sees of the icon that came last. Its end is the panel's.
class TrayPanel final
{
public:
    explicit TrayPanel(bool hasHost = true);
    ~TrayPanel();
    Q_DISABLE_COPY_MOVE(TrayPanel)

    void addHost();
    // The services of all items that came.
    [[nodiscard]] QStringList items() const { return m_watcher->items(); }
    // Whether the last of them is still on the bus.
    [[nodiscard]] bool hasItem() const;

    [[nodiscard]] QVariant property(const QString &name) const;
    [[nodiscard]] QString toolTip() const;
    [[nodiscard]] QList<QImage> pictures() const;
    void activate() const;

    [[nodiscard]] MenuEntry menu() const;
    void click(int id) const;

private:
    [[nodiscard]] QVariantList ask(const QString &path, const QString &interface, const QString &method,
                                   const QVariantList &arguments) const;

    void inThread(const std::function<void()> &act);

    QDBusConnection m_bus;
    QThread m_thread;
    QObject m_place;  // in the thread
    std::unique_ptr<StatusNotifierWatcher> m_watcher;  // too
};
