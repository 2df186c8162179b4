#include "core/doctor/diskchecks.h"

#include <sys/statvfs.h>
#include <unistd.h>

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace core {

namespace {

constexpr quint64 tooLittle = 100'000'000, little = 1'000'000'000;  // bytes
constexpr quint64 tooFewFiles = 1000;
constexpr qsizetype mostNamed = 5;

const QString topic = u"disk"_s;

QString sizeText(quint64 bytes)
{
    return QLocale::c().formattedDataSize(qint64(bytes), 1, QLocale::DataSizeSIFormat);
}

// The folder itself, or the nearest one above it that is there.
QString existing(const QString &folder)
{
    QString path = folder;
    while (!QFileInfo::exists(path) && path != "/"_L1)
        path = QFileInfo(path).path();
    return path;
}

Finding checkRetention(const Paths &paths, const Settings &settings)
{
    quint64 bytes = 0;
    QDirIterator files(paths.jobs(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        bytes += quint64(files.fileInfo().size());
    }
    const auto jobs = QDir(paths.jobs()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
    const QString taken = u"%1 jobs take %2 in %3; finished ones may take %4 (keep_bytes)"_s.arg(jobs).arg(
        sizeText(bytes), paths.jobs(), sizeText(quint64(settings.keepBytes)));
    if (bytes <= quint64(settings.keepBytes))
        return {Finding::Level::Good, topic, taken + u'.'};
    return {
        Finding::Level::Note, topic,
        taken + u". The next clean-up forgets the oldest finished ones; running jobs may take max_output_size each."_s};
}

}  // namespace

Finding judgeDisk(const QString &folder, const DiskSpace &space)
{
    using Level = Finding::Level;
    if (space.readOnly)
        return {Level::Problem, topic,
                u"The folder %1 cannot be written: no job can be started. Make it writable, or set XDG_STATE_HOME or "
                "JOBDECK_HOME to another folder."_s.arg(folder)};
    const QString room = u"%1 are free for %2"_s.arg(sizeText(space.freeBytes), folder);
    const QString remedy = u" Free some, or lower keep_bytes, keep_jobs or keep_days in jobdeck.ini."_s;
    if (space.freeBytes < tooLittle)
        return {Level::Problem, topic, room + u": output of jobs will be lost."_s + remedy};
    if (space.allFiles > 0 && space.freeFiles < tooFewFiles)
        return {Level::Problem, topic,
                u"Only %1 more files can be made in %2: new jobs will fail."_s.arg(space.freeFiles).arg(folder)
                    + remedy};
    return space.freeBytes < little ? Finding{Level::Note, topic, room + u'.' + remedy}
                                    : Finding{Level::Good, topic, room + u'.'};
}

Findings checkDisk(const Paths &paths, const Settings &settings)
{
    const QByteArray folder = QFile::encodeName(existing(paths.state));
    struct statvfs info;
    if (::statvfs(folder.constData(), &info) != 0)
        return {{Finding::Level::Problem, topic,
                 u"The folder %1 cannot be looked at: %2. Correct its permissions."_s.arg(paths.state,
                                                                                          qt_error_string(errno))}};
    const DiskSpace space{quint64(info.f_bavail) * info.f_frsize, quint64(info.f_favail), quint64(info.f_files),
                          (info.f_flag & ST_RDONLY) != 0 || ::access(folder.constData(), W_OK) != 0};
    return {judgeDisk(paths.state, space), checkRetention(paths, settings)};
}

Findings checkBrokenJobs(const Paths &paths)
{
    const QString folder = paths.state + "/broken"_L1;
    const QStringList names = QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    if (names.isEmpty())
        return {};
    QString list = names.mid(0, mostNamed).join(u", "_s);
    if (names.size() > mostNamed)
        list += u", …"_s;
    return {{Finding::Level::Problem, u"jobs"_s,
             u"The folders of jobs that could not be understood are in %1: %2. What they printed is in 'output' there; "
             "remove them when you do not need it."_s.arg(folder, list)}};
}

}  // namespace core
