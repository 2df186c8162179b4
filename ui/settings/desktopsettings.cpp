#include "ui/settings/desktopsettings.h"

#include <algorithm>

#include <QDir>
#include <QFileInfo>

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
    QDir().mkpath(QFileInfo(m_file).path());
    QSettings stored(m_file, QSettings::IniFormat);
    stored.beginGroup(u"desktop"_s);
    stored.setValue(u"notify_failed"_s, values.notifyFailed);
    stored.setValue(u"notify_finished"_s, values.notifyFinished);
    stored.setValue(u"notify_finished_after"_s, qlonglong(values.notifyFinishedAfter.count()));
    stored.setValue(u"notify_input"_s, values.notifyInput);
    stored.setValue(u"tray"_s, trayNames[int(values.tray)]);
    stored.setValue(u"output_font"_s, values.outputFont);
    stored.setValue(u"wrap"_s, values.wrap);
    stored.setValue(u"timestamps"_s, values.timestamps);
    stored.setValue(u"terminal_colours"_s, values.terminalColours);
    stored.setValue(u"kill_grace"_s, qlonglong(values.killGrace.count()));
    stored.setValue(u"editor_command"_s, values.editorCommand);
    stored.setValue(u"close_hint_shown"_s, values.closeHintShown);
    stored.sync();
    emit changed();
    if (stored.status() != QSettings::NoError)
        emit writeFailed(
            tr("The settings could not be written to %1. Is the disk full or the folder read-only?").arg(m_file));
}

}  // namespace ui
