#include "ui/tray/autostart.h"

#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include "core/durablefile.h"
#include "core/paths.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

// A string of the file (Desktop Entry Specification, "Possible value types").
QString escaped(QString text)
{
    return text.replace(u'\\', u"\\\\"_s);
}

// A word of Exec: in quotes, with what is special in them escaped, and that again as a string of the file ("The Exec
// key").
QString execWord(QString word)
{
    for (const QChar c : u"\\\"`$"_s)
        word.replace(c, u"\\"_s + c);
    return u'"' + escaped(word).replace(u'%', u"%%"_s) + u'"';
}

}  // namespace

Autostart::Autostart(const QString &program)
    : m_program(program)
    , m_file(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + "/autostart/"_L1 + applicationId
             + ".desktop"_L1)
{
}

bool Autostart::isOn() const
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    bool inEntry = false, on = false;
    for (const QByteArray &line : file.readAll().split('\n')) {
        const QByteArray text = QByteArray(line).replace(' ', "").trimmed();
        if (text.startsWith('['))
            inEntry = text == "[DesktopEntry]";
        else if (inEntry && (text == "Hidden=true" || text == "X-GNOME-Autostart-enabled=false"))
            return false;
        on |= inEntry;
    }
    return on;
}

core::Result<void> Autostart::set(bool on)
{
    if (!on) {
        if (QFile::exists(m_file) && !QFile::remove(m_file))
            return core::Error{u"%1 cannot be removed. Is its folder read-only?"_s.arg(m_file)};
        return {};
    }
    if (const auto made = core::makePrivateFolder(QFileInfo(m_file).path()); !made)
        return core::Error{made.error()};
    const QString text =
        u"[Desktop Entry]\nType=Application\nName=Jobdeck\nComment=Runs the jobs of coding agents\n"
        "Exec=%1 --background\nTryExec=%2\nIcon=%3\nTerminal=false\nX-GNOME-Autostart-enabled=true\n"_s.arg(
            execWord(m_program), escaped(m_program), applicationId);
    return core::writeDurably(m_file, text.toUtf8());
}

}  // namespace ui
