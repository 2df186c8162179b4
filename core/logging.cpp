#include "core/logging.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>

#include <QDateTime>
#include <QFile>

#include "core/uniquefd.h"

using namespace Qt::StringLiterals;

namespace core {

namespace {

constexpr off_t fullAt = 1 << 20;

struct LogFile {
    QByteArray name;
    UniqueFd fd;

    void open() { fd.reset(::open(name.constData(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)); }

    void write(const QByteArray &line)
    {
        struct stat info;
        if (fd.isValid() && ::fstat(fd.get(), &info) == 0 && info.st_size > fullAt) {
            std::rename(name.constData(), (name + ".1").constData());
            open();
        }
        // A log that cannot be written must not stop the service.
        [[maybe_unused]] const ssize_t n = fd.isValid() ? ::write(fd.get(), line.constData(), size_t(line.size())) : 0;
    }
};

LogFile &logFile()
{
    static LogFile file;
    return file;
}

const char *levelName(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
        return "critical";
    case QtFatalMsg:
        return "fatal";
    }
    return "";
}

void handleMessage(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    const QByteArray line = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1() + ' '
        + levelName(type) + ' ' + context.category + ": " + text.toUtf8().replace('\n', ' ') + '\n';
    std::fwrite(line.constData(), 1, size_t(line.size()), stderr);
    logFile().write(line);
}

}  // namespace

void installLogging(const QString &file)
{
    if (!file.isEmpty()) {
        logFile().name = QFile::encodeName(file);
        logFile().open();
    }
    qInstallMessageHandler(handleMessage);
}

}  // namespace core
