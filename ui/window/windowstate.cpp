#include "ui/window/windowstate.h"

#include <QMainWindow>
#include <QSettings>
#include <QSplitter>

using namespace Qt::StringLiterals;

namespace ui {

void restoreWindow(QMainWindow &window, QSplitter &splitter, const QString &file)
{
    const QSettings stored(file, QSettings::IniFormat);
    if (!window.restoreGeometry(stored.value(u"geometry"_s).toByteArray()))
        window.resize(1180, 760);
    window.restoreState(stored.value(u"state"_s).toByteArray());
    if (!splitter.restoreState(stored.value(u"splitter"_s).toByteArray()))
        splitter.setSizes({400, 780});
}

void saveWindow(const QMainWindow &window, const QSplitter &splitter, const QString &file)
{
    QSettings stored(file, QSettings::IniFormat);
    stored.setValue(u"geometry"_s, window.saveGeometry());
    stored.setValue(u"state"_s, window.saveState());
    stored.setValue(u"splitter"_s, splitter.saveState());
}

}  // namespace ui
