#include "ui/notify/busapplication.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusError>

#include "ui/tray/autostart.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

const QString path = u"/io/github/jobdeck/Jobdeck"_s;

QString tokenIn(const QVariantMap &platformData)
{
    const QString token = platformData[u"activation-token"_s].toString();
    return token.isEmpty() ? platformData[u"desktop-startup-id"_s].toString() : token;
}

}  // namespace

BusApplication::BusApplication(QObject *parent)
    : QObject(parent)
{
}

BusApplication::~BusApplication()
{
    if (m_visible)
        QDBusConnection::sessionBus().interface()->unregisterService(applicationId);
}

void BusApplication::appear()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (m_visible || !bus.isConnected())
        return;
    m_visible = bus.registerObject(path, this, QDBusConnection::ExportScriptableSlots)
        && bus.interface()->registerService(applicationId, QDBusConnectionInterface::QueueService).isValid();
}

void BusApplication::Activate(const QVariantMap &platformData)
{
    emit activationRequested(tokenIn(platformData));
}

void BusApplication::Open(const QStringList &, const QVariantMap &platformData)
{
    Activate(platformData);
}

void BusApplication::ActivateAction(const QString &action, const QVariantList &, const QVariantMap &)
{
    if (action == "quit"_L1)
        emit quitRequested();
    else
        sendErrorReply(QDBusError::InvalidArgs, u"Jobdeck has no action '%1'; there is only 'quit'."_s.arg(action));
}

}  // namespace ui
