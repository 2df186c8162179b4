#include "core/doctor/installationchecks.h"

#include <unistd.h>

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace core {

namespace {

struct Program {
    QString name;
    Finding::Level level;  // of its absence
    QString consequence;
};

}  // namespace

Findings checkPrograms()
{
    using Level = Finding::Level;
    const Program programs[] = {
        {u"jobdeck-keeper"_s, Level::Problem, u"no job can be started. Install the package jobdeck again"_s},
        {u"jobdeckd"_s, Level::Problem, u"no service can be started. Install the package jobdeck again"_s},
        {u"jobdeck-desktop"_s, Level::Note,
         u"there is no window. Install the package with the desktop if you want one"_s}};
    Findings findings;
    for (const Program &program : programs) {
        const QString path = siblingProgram(program.name);
        const QFileInfo info(path);
        if (info.isFile() && info.isExecutable())
            findings += {Level::Good, u"programs"_s, u"%1 is %2."_s.arg(program.name, path)};
        else
            findings += {program.level, u"programs"_s,
                         u"The program %1 %2: %3."_s.arg(path, info.exists() ? u"cannot be run"_s : u"is missing"_s,
                                                         program.consequence)};
    }
    return findings;
}

Findings checkRuntime(const Result<Paths> &paths)
{
    const QString topic = u"runtime folder"_s;
    if (!paths)
        return {{Finding::Level::Problem, topic, paths.error()}};
    Findings findings{{Finding::Level::Good, topic, u"%1 is private."_s.arg(paths->runtime)}};
    const QString session = u"/run/user/%1"_s.arg(::geteuid());
    if (!qEnvironmentVariableIsSet("JOBDECK_HOME") && QFileInfo::exists(session)
        && !paths->runtime.startsWith(session + u'/'))
        findings += {Finding::Level::Note, topic,
                     u"%1 is not used: it must belong to user id %2 with mode 0700 and be writable."_s.arg(session).arg(
                         ::geteuid())};
    return findings;
}

Findings checkSettings(const QString &file, const Result<Settings> &settings)
{
    const QString topic = u"settings"_s;
    if (!settings)
        return {
            {Finding::Level::Problem, topic, settings.error() + u" Until then no service starts (exit code 78)."_s}};
    return {
        {Finding::Level::Good, topic,
         QFileInfo::exists(file) ? u"%1 is valid."_s.arg(file) : u"There is no %1: the defaults hold."_s.arg(file)}};
}

}  // namespace core
