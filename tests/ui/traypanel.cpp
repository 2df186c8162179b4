#include "tests/ui/traypanel.h"

#include <QDBusArgument>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCall>
#include <QDBusVariant>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QString connectionName = u"tray panel"_s, watcherName = u"org.kde.StatusNotifierWatcher"_s,
              watcherPath = u"/StatusNotifierWatcher"_s, itemName = u"org.kde.StatusNotifierItem"_s,
              menuName = u"com.canonical.dbusmenu"_s;

QList<QImage> takePictures(const QDBusArgument &argument)
{
    QList<QImage> result;
    argument.beginArray();
    while (!argument.atEnd()) {
        int width = 0, height = 0;
        QByteArray pixels;
        argument.beginStructure();
        argument >> width >> height >> pixels;
        argument.endStructure();
        if (pixels.size() == qsizetype(width) * height * 4)  // ARGB, as bytes
            result += QImage(reinterpret_cast<const uchar *>(pixels.constData()), width, height, QImage::Format_ARGB32)
                          .copy();
    }
    argument.endArray();
    return result;
}

MenuEntry takeEntry(const QDBusArgument &argument)
{
    MenuEntry entry;
    QVariantList entries;
    argument.beginStructure();
    argument >> entry.id >> entry.properties >> entries;
    argument.endStructure();
    for (const QVariant &inner : entries)
        entry.entries += takeEntry(inner.value<QDBusArgument>());
    return entry;
}

}  // namespace

MenuEntry MenuEntry::find(const QString &label) const
{
    for (const MenuEntry &entry : entries) {
        if (entry.isVisible() && entry.label().startsWith(label))
            return entry;
    }
    return {};
}

TrayPanel::TrayPanel(bool hasHost)
    : m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, connectionName))
{
    m_place.moveToThread(&m_thread);
    m_thread.start();
    bool isThere = false;
    inThread([&] {
        m_watcher = std::make_unique<StatusNotifierWatcher>();
        m_watcher->setHasHost(hasHost);
        isThere = m_bus.registerObject(watcherPath, m_watcher.get(),
                                       QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals
                                           | QDBusConnection::ExportAllProperties)
            && m_bus.registerService(watcherName);
    });
    if (!isThere)
        qFatal("The panel cannot be on the bus.");
}

TrayPanel::~TrayPanel()
{
    inThread([this] {
        m_bus.unregisterService(watcherName);
        m_bus.unregisterObject(watcherPath);
        m_watcher.reset();
    });
    m_thread.quit();
    m_thread.wait();
    QDBusConnection::disconnectFromBus(connectionName);
}

void TrayPanel::inThread(const std::function<void()> &act)
{
    QMetaObject::invokeMethod(&m_place, act, Qt::BlockingQueuedConnection);
}

void TrayPanel::addHost()
{
    inThread([this] {
        m_watcher->setHasHost(true);
        emit m_watcher->StatusNotifierHostRegistered();
    });
}

bool TrayPanel::hasItem() const
{
    return !items().isEmpty() && m_bus.interface()->isServiceRegistered(items().last());
}

// The icon is in this thread: nobody may wait for it without an event loop.
QVariantList TrayPanel::ask(const QString &path, const QString &interface, const QString &method,
                            const QVariantList &arguments) const
{
    if (items().isEmpty())
        return {};
    QDBusMessage question = QDBusMessage::createMethodCall(items().last(), path, interface, method);
    question.setArguments(arguments);
    const QDBusPendingCall call = m_bus.asyncCall(question);
    if (!QTest::qWaitFor([&] { return call.isFinished(); }, 20000) || call.isError())
        qWarning("%s: %s", qPrintable(method), qPrintable(call.error().message()));
    return call.reply().arguments();
}

QVariant TrayPanel::property(const QString &name) const
{
    const QVariantList answer =
        ask(u"/StatusNotifierItem"_s, u"org.freedesktop.DBus.Properties"_s, u"Get"_s, {itemName, name});
    return answer.isEmpty() ? QVariant() : answer.first().value<QDBusVariant>().variant();
}

QString TrayPanel::toolTip() const
{
    const auto argument = property(u"ToolTip"_s).value<QDBusArgument>();
    QString icon, title, text;
    argument.beginStructure();
    argument >> icon;
    (void)takePictures(argument);
    argument >> title >> text;
    argument.endStructure();
    return title;
}

QList<QImage> TrayPanel::pictures() const
{
    return takePictures(property(u"IconPixmap"_s).value<QDBusArgument>());
}

void TrayPanel::activate() const
{
    (void)ask(u"/StatusNotifierItem"_s, itemName, u"Activate"_s, {1, 1});
}

MenuEntry TrayPanel::menu() const
{
    const QString path = property(u"Menu"_s).value<QDBusObjectPath>().path();
    const QVariantList answer = ask(path, menuName, u"GetLayout"_s, {0, -1, QStringList()});
    return answer.size() == 2 ? takeEntry(answer[1].value<QDBusArgument>()) : MenuEntry();
}

void TrayPanel::click(int id) const
{
    const QString path = property(u"Menu"_s).value<QDBusObjectPath>().path();
    (void)ask(path, menuName, u"Event"_s,
              {id, u"clicked"_s, QVariant::fromValue(QDBusVariant(0)), QVariant::fromValue(0U)});
}
