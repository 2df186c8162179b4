#pragma once

#include <functional>

#include <QDialog>

#include "core/settings.h"
#include "ui/settings/desktopsettings.h"

class QCheckBox;
class QGroupBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace core {
class JobManager;
}

namespace ui {

class ServiceSettings;

// "Start at login". Without `read` there is no such thing here.
struct AutostartSwitch {
    std::function<bool()> read;
    std::function<QString(bool)> write;  // the sentence of what failed; empty: done
};

// All settings on one page. What is changed holds at once and is in jobdeck.ini.
class SettingsDialog final : public QDialog
{
    Q_OBJECT

public:
    // `variables` are the MCP_BG_ variables of the service's environment.
    SettingsDialog(DesktopSettings &desktop, core::JobManager &jobs, const core::SettingsVariables &variables,
                   AutostartSwitch autostart, QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QGroupBox *makeNotifications();
    QGroupBox *makeStatusIcon();
    QGroupBox *makeOutput();
    QGroupBox *makeJobs(core::JobManager &jobs, const core::SettingsVariables &variables);
    QGroupBox *makeOpening();
    QCheckBox *makeFlag(const QString &text, bool DesktopPreferences::*member);
    QSpinBox *makeSeconds(const QString &name, std::chrono::seconds DesktopPreferences::*member, int most);
    QCheckBox *makeAutostart();
    void change(const std::function<void(DesktopPreferences &)> &set);
    void showValues();
    void commitEditor();
    void setOutputFont(const QString &family, int size);

    DesktopSettings &m_desktop;
    AutostartSwitch m_autostart;
    QList<std::function<void(const DesktopPreferences &)>> m_show;  // one for each field
    bool m_showing = false;  // the fields are being filled: what they signal is no change
    ServiceSettings *m_service = nullptr;
    QLineEdit *m_editor = nullptr;
    QLabel *m_message;
};

}  // namespace ui
