#include "ui/settings/desktopsettings.h"

#include <algorithm>

#include <QSettings>

#include "core/inifile.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

const QString trayNames[] = {u"while_jobs_run"_s, u"always"_s, u"never"_s};

TrayMode trayMode(const QString &name)
{
    const auto at = std::find(std::begin(trayNames), std::end(trayNames), name);
    return at == std::end(trayNames) ? TrayMode::WhileJobsRun : TrayMode(at - std::begin(trayNames));
}

std::chrono::seconds seconds(const QSettings &file, const QString &key, std::chrono::seconds otherwise, int most)
{
    const int value = file.value(key).toInt();
    return value >= 1 && value <= most ? std::chrono::seconds(value) : otherwise;
}

}  // namespace

DesktopSettings::DesktopSettings(const QString &file, QObject *parent)
    : QObject(parent)
    , m_file(file)
{
    QSettings stored(file, QSettings::IniFormat);
    stored.beginGroup(u"desktop"_s);
    DesktopPreferences &values = m_values;
    values.notifyFailed = stored.value(u"notify_failed"_s, values.notifyFailed).toBool();
    values.notifyFinished = stored.value(u"notify_finished"_s, values.notifyFinished).toBool();
    values.notifyFinishedAfter = seconds(stored, u"notify_finished_after"_s, values.notifyFinishedAfter, 86400);
    values.notifyInput = stored.value(u"notify_input"_s, values.notifyInput).toBool();
    values.tray = trayMode(stored.value(u"tray"_s).toString());
    values.outputFont = stored.value(u"output_font"_s).toString();
    values.wrap = stored.value(u"wrap"_s, values.wrap).toBool();
    values.timestamps = stored.value(u"timestamps"_s, values.timestamps).toBool();
    values.terminalColours = stored.value(u"terminal_colours"_s, values.terminalColours).toBool();
    values.killGrace = seconds(stored, u"kill_grace"_s, values.killGrace, 40);
    values.editorCommand = stored.value(u"editor_command"_s).toString();
    values.closeHintShown = stored.value(u"close_hint_shown"_s, values.closeHintShown).toBool();
}

void DesktopSettings::set(const DesktopPreferences &values)
{
    if (values == m_values)
        return;
    m_values = values;
    const auto flag = [](bool on) { return on ? u"true"_s : u"false"_s; };
    // Not by QSettings: that would take the comments out of a file that belongs to the service and its person, too.
    const auto written =
        core::writeIniValues(m_file, u"desktop"_s,
                             {
                                 {u"notify_failed"_s, flag(values.notifyFailed)},
                                 {u"notify_finished"_s, flag(values.notifyFinished)},
                                 {u"notify_finished_after"_s, QString::number(values.notifyFinishedAfter.count())},
                                 {u"notify_input"_s, flag(values.notifyInput)},
                                 {u"tray"_s, trayNames[int(values.tray)]},
                                 {u"output_font"_s, u""_s + values.outputFont},
                                 {u"wrap"_s, flag(values.wrap)},
                                 {u"timestamps"_s, flag(values.timestamps)},
                                 {u"terminal_colours"_s, flag(values.terminalColours)},
                                 {u"kill_grace"_s, QString::number(values.killGrace.count())},
                                 {u"editor_command"_s, u""_s + values.editorCommand},
                                 {u"close_hint_shown"_s, flag(values.closeHintShown)},
                             });
    emit changed();
    if (!written)
        emit writeFailed(tr("The settings hold until Jobdeck ends, but could not be saved. %1").arg(written.error()));
}

}  // namespace ui
