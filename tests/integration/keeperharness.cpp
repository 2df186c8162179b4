#include "keeperharness.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <csignal>

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

void KeeperConnection::sendRaw(const QByteArray &bytes)
{
    qsizetype sent = 0;
    while (m_socket.isValid() && sent < bytes.size()) {
        const ssize_t n = ::send(m_socket.get(), bytes.constData() + sent, size_t(bytes.size() - sent), MSG_NOSIGNAL);
        if (n <= 0)
            return;
        sent += n;
    }
}

bool KeeperConnection::readMore(int timeoutMs)
{
    pollfd entry{m_socket.get(), POLLIN, 0};
    if (!m_socket.isValid() || ::poll(&entry, 1, timeoutMs) <= 0)
        return false;
    char buffer[65536];
    const ssize_t n = ::recv(m_socket.get(), buffer, sizeof buffer, 0);
    if (n <= 0) {
        m_socket.reset();
        return false;
    }
    m_input.append(buffer, n);
    return true;
}

KeeperConnection::Frame KeeperConnection::waitFor(keeper::FrameType type, int timeoutMs)
{
    QElapsedTimer time;
    time.start();
    do {
        keeper::FrameHeader header{};
        while (m_input.size() >= qsizetype(sizeof header)) {
            std::memcpy(&header, m_input.constData(), sizeof header);
            const auto size = qsizetype(sizeof header + header.length);
            if (m_input.size() < size)
                break;
            const Frame frame{keeper::FrameType(header.type), m_input.mid(sizeof header, header.length)};
            m_input.remove(0, size);
            if (frame.type == type)
                return frame;
        }
    } while (readMore(int(std::max<qint64>(0, timeoutMs - time.elapsed()))));
    return {keeper::FrameType(0), {}};
}

QJsonObject KeeperConnection::result()
{
    return QJsonDocument::fromJson(waitFor(keeper::FrameType::Result).payload).object();
}

QJsonObject KeeperConnection::finalResult()
{
    for (;;) {
        const QJsonObject object = result();
        if (object.isEmpty() || !object[u"output_open"].toBool())
            return object;
    }
}

bool KeeperConnection::waitForEnd(int timeoutMs)
{
    QElapsedTimer time;
    time.start();
    while (m_socket.isValid() && time.elapsed() < timeoutMs)
        readMore(int(std::max<qint64>(0, timeoutMs - time.elapsed())));
    return !m_socket.isValid();
}

QString testJobId()
{
    return u"test%1"_s.arg(QCoreApplication::applicationPid());
}

KeeperHarness::KeeperHarness(const QString &command, const Options &options)
{
    const QString base = options.folder.isEmpty() ? m_folder.path() : options.folder;
    m_jobFolder = base + u'/' + testJobId();
    m_socketPath = m_folder.path() + "/socket"_L1;
    QDir().mkpath(m_jobFolder);
    m_limits = options.limits.segmentBytes > 0 ? options.limits : keeper::logLimits(options.maxBytes);

    int ends[2];
    ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends);
    const core::UniqueFd theirs(ends[1]);
    m_service = KeeperConnection(core::UniqueFd(ends[0]));
    ::fcntl(theirs.get(), F_SETFD, 0);
    QProcess process;
    process.setProcessEnvironment(options.environment);
    process.start(QStringLiteral(JOBDECK_BIN "/jobdeck-keeper"),
                  {u"--job-dir"_s,       m_jobFolder,
                   u"--socket"_s,        m_socketPath,
                   u"--control-fd"_s,    QString::number(theirs.get()),
                   u"--cwd"_s,           options.cwd.isEmpty() ? m_folder.path() : options.cwd,
                   u"--shell"_s,         options.shell,
                   u"--command"_s,       command,
                   u"--timeout-ms"_s,    QString::number(options.timeoutMs),
                   u"--grace-ms"_s,      QString::number(options.graceMs),
                   u"--segment-bytes"_s, QString::number(m_limits.segmentBytes),
                   u"--head-segments"_s, QString::number(m_limits.headSegments),
                   u"--max-segments"_s,  QString::number(m_limits.maxSegments),
                   u"--nofile"_s,        QString::number(options.descriptors),
                   u"--terminal"_s,      options.terminal ? u"1"_s : u"0"_s,
                   u"--columns"_s,       QString::number(options.size.columns),
                   u"--rows"_s,          QString::number(options.size.rows)});
    process.waitForFinished();
    m_exitCode = process.exitCode();
    m_errors = process.readAllStandardError();
    m_service.attach();
}

KeeperHarness::~KeeperHarness()
{
    if (m_exitCode != 0)
        return;
    if (isLocked()) {
        KeeperConnection last = connect();
        last.attach();
        last.send(keeper::FrameType::Stop, keeper::Stop{SIGKILL, 0, keeper::StopCause::Service, 0});
    }
    m_service.close();
    waitUntilGone();
}

void KeeperHarness::waitForStart()
{
    if (m_service.waitForPayload<keeper::Hello>(keeper::FrameType::Hello).phase == keeper::Phase::Starting)
        m_service.waitFor(keeper::FrameType::Started);
}

KeeperConnection KeeperHarness::connect() const
{
    core::UniqueFd socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, qPrintable(m_socketPath), sizeof address.sun_path);
    if (::connect(socket.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        socket.reset();
    return KeeperConnection(std::move(socket));
}

core::OutputLog KeeperHarness::log() const
{
    core::OutputLog log(m_jobFolder + "/output"_L1, m_limits);
    log.setLive(isLocked() ? core::Live::Yes : core::Live::No);
    return log;
}

QByteArray KeeperHarness::output(core::StreamFilter filter) const
{
    QByteArray bytes;
    const core::OutputLog reader = log();
    quint64 offset = 0;
    for (;;) {
        const core::OutputChunk chunk = reader.read(offset, core::OutputLog::maxLimit, filter);
        bytes += chunk.bytes();
        if (chunk.nextOffset == offset)
            return bytes;
        offset = chunk.nextOffset;
    }
}

bool KeeperHarness::isLocked() const
{
    const core::UniqueFd file(::open(qPrintable(m_jobFolder + "/keeper.lock"_L1), O_RDONLY | O_CLOEXEC));
    return file.isValid() && ::flock(file.get(), LOCK_SH | LOCK_NB) != 0;
}

qint64 KeeperHarness::lockField(const QByteArray &name) const
{
    QFile file(m_jobFolder + "/keeper.lock"_L1);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith(name + ' '))
            return line.mid(name.size() + 1).toLongLong();
    }
    return 0;
}

bool KeeperHarness::waitUntilGone(int timeoutMs) const
{
    return eventually([this] { return !isLocked(); }, timeoutMs);
}

bool processLives(qint64 pid)
{
    QFile stat(u"/proc/%1/stat"_s.arg(pid));
    if (pid <= 0 || !stat.open(QIODevice::ReadOnly))
        return false;
    const QByteArray text = stat.readAll();
    return text.mid(text.lastIndexOf(')') + 2, 1) != "Z";
}

qint64 residentMemory(qint64 pid)
{
    QFile status(u"/proc/%1/statm"_s.arg(pid));
    return status.open(QIODevice::ReadOnly) ? status.readAll().split(' ').value(1).toLongLong() * 4096 : 0;
}

bool eventually(const std::function<bool()> &condition, int timeoutMs)
{
    QElapsedTimer time;
    time.start();
    while (!condition()) {
        if (time.elapsed() > timeoutMs)
            return false;
        QTest::qSleep(5);
    }
    return true;
}
