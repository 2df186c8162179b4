#pragma once

#include <QDBusContext>
#include <QObject>
#include <QStringList>
#include <QVariantMap>

namespace ui {

// The application on the session bus: org.freedesktop.Application (Desktop Entry Specification, "D-Bus Activation") at
// the name that is its id. What makes the window one is the service's lock, not this name: where there is no bus, or
// another program has the name, everything but activation by the bus works.
class BusApplication final : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Application")

public:
    explicit BusApplication(QObject *parent = nullptr);
    ~BusApplication() override;

    // Takes the name, or waits for it when another has it. Calls may come from then on.
    void appear();

public slots:
    Q_SCRIPTABLE void Activate(const QVariantMap &platformData);
    // Jobdeck opens no files: the same as Activate.
    Q_SCRIPTABLE void Open(const QStringList &uris, const QVariantMap &platformData);
    // `quit` is the only action; others get an error.
    Q_SCRIPTABLE void ActivateAction(const QString &action, const QVariantList &parameters,
                                     const QVariantMap &platformData);

signals:
    void activationRequested(const QString &activationToken);
    void quitRequested();

private:
    bool m_visible = false;
};

}  // namespace ui
