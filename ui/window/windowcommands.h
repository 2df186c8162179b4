#pragma once

#include <QList>
#include <QObject>

namespace core {
class Job;
}

namespace ui {

class DesktopSettings;
class InputBar;
class JobCommands;
class JobListPane;
class OutputPane;
class WindowActions;

// Makes the window's actions do what they say, to the selected jobs and to the output that is shown, and keeps those
// enabled that can be done.
class WindowCommands final : public QObject
{
    Q_OBJECT

public:
    struct Parts {
        WindowActions &actions;
        JobCommands &commands;
        DesktopSettings &settings;
        JobListPane &list;
        OutputPane &output;
        InputBar &input;
    };
    WindowCommands(const Parts &parts, QObject *parent);

    void update();

signals:
    void message(const QString &sentence);

private:
    void connectJob();
    void connectOutput();
    void connectView();
    void takeSettings();
    [[nodiscard]] QList<core::Job *> selected() const;

    WindowActions &m_actions;
    JobCommands &m_commands;
    DesktopSettings &m_settings;
    JobListPane &m_list;
    OutputPane &m_output;
    InputBar &m_input;
};

}  // namespace ui
