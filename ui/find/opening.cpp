#include "ui/find/opening.h"

#include <algorithm>

#include <QCoreApplication>
#include <QDesktopServices>
#include <QFileInfo>
#include <QProcess>
#include <QUrl>

#include "core/environment.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(ui::Opening)
};

QString replaced(const QString &argument, const FilePlace &place)
{
    QString result;
    for (qsizetype i = 0; i < argument.size(); ++i) {
        const QChar next = argument[i] == u'%' && i + 1 < argument.size() ? argument[i + 1] : QChar();
        if (next == u'f')
            result += place.path;
        else if (next == u'l')
            result += QString::number(std::max(1, place.line));
        else if (next == u'c')
            result += QString::number(std::max(1, place.column));
        else if (next == u'%')
            result += u'%';
        else {
            result += argument[i];
            continue;
        }
        ++i;
    }
    return result;
}

// The token that our own start was given is spent: an editor that shows it would not come to the front.
bool startProgram(QStringList commandLine)
{
    core::Environment environment = core::currentEnvironment();
    environment.remove("XDG_ACTIVATION_TOKEN");
    environment.remove("DESKTOP_STARTUP_ID");
    const core::EnvironmentOverride current(environment);
    const QString program = commandLine.takeFirst();
    return QProcess::startDetached(program, commandLine);
}

}  // namespace

QStringList editorCommandLine(const QString &command, const FilePlace &place)
{
    QStringList words = QProcess::splitCommand(command);
    if (words.isEmpty())
        return {};
    const bool namesFile =
        std::ranges::any_of(words, [](QString word) { return word.remove("%%"_L1).contains("%f"_L1); });
    for (qsizetype i = 1; i < words.size(); ++i)
        words[i] = replaced(words.at(i), place);
    if (!namesFile)
        words += place.path;
    return words;
}

QString openFile(const FilePlace &place, const QString &editorCommand)
{
    if (!QFileInfo(place.path).isFile())
        return Texts::tr("“%1” does not exist any more.").arg(place.path);
    const QStringList commandLine = editorCommandLine(editorCommand, place);
    if (commandLine.isEmpty()) {
        return QDesktopServices::openUrl(QUrl::fromLocalFile(place.path))
            ? QString()
            : Texts::tr("No program is set for “%1”. An editor can be chosen in Settings.").arg(place.path);
    }
    return startProgram(commandLine)
        ? QString()
        : Texts::tr("The editor “%1” could not be started. Another one can be chosen in Settings.")
              .arg(commandLine.first());
}

QString openTarget(const QString &target, const QString &editorCommand)
{
    if (const FilePlace place = fileOfTarget(target); !place.path.isEmpty())
        return openFile(place, editorCommand);
    const QUrl url(target);
    const bool isWeb = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!isWeb)
        return Texts::tr("Only http and https addresses are opened.");
    return QDesktopServices::openUrl(url) ? QString() : Texts::tr("No program opened “%1”.").arg(target);
}

}  // namespace ui
