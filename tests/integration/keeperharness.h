#pragma once

#include <functional>

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QTemporaryDir>

#include "core/keeper/logformat.h"
#include "core/keeper/protocol.h"
#include "core/outputlog.h"
#include "core/uniquefd.h"

// A service's end of a connection to a keeper, in blocking style for tests.
class KeeperConnection final
{
public:
    struct Frame {
        keeper::FrameType type;
        QByteArray payload;
    };

    KeeperConnection() = default;
    explicit KeeperConnection(core::UniqueFd socket)
        : m_socket(std::move(socket))
    {
    }

    void sendRaw(const QByteArray &bytes);
    template<typename Payload>
    void send(keeper::FrameType type, const Payload &payload, const QByteArray &rest = {})
    {
        const keeper::FrameHeader header{std::uint32_t(type),
                                         std::uint32_t(sizeof payload) + std::uint32_t(rest.size())};
        sendRaw(QByteArray(reinterpret_cast<const char *>(&header), sizeof header)
                + QByteArray(reinterpret_cast<const char *>(&payload), sizeof payload) + rest);
    }
    void attach() { send(keeper::FrameType::Attach, keeper::Attach{keeper::protocolVersion}); }

    // The next frame of a type, those before it are dropped; type 0 when the connection ends or after the time.
    Frame waitFor(keeper::FrameType type, int timeoutMs = 20000);
    template<typename Payload>
    Payload waitForPayload(keeper::FrameType type)
    {
        Payload payload{};
        const Frame frame = waitFor(type);
        if (frame.payload.size() >= qsizetype(sizeof payload))
            std::memcpy(&payload, frame.payload.constData(), sizeof payload);
        return payload;
    }
    // result.json as the keeper sends it; the first one, or the one for which nothing holds the output any more.
    QJsonObject result();
    QJsonObject finalResult();
    // Whether the keeper closes the connection within the time.
    bool waitForEnd(int timeoutMs = 20000);
    void close() { m_socket.reset(); }
    [[nodiscard]] bool isOpen() const { return m_socket.isValid(); }

private:
    bool readMore(int timeoutMs);

    core::UniqueFd m_socket;
    QByteArray m_input;
};

// The id of the jobs of this test program.
QString testJobId();

// A real keeper with a job folder of its own, without any service.
class KeeperHarness final
{
public:
    struct Options {
        QString cwd;  // default: the folder
        QString shell = QStringLiteral("/bin/bash");
        qint64 timeoutMs = 0;
        qint64 graceMs = 5000;
        quint64 maxBytes = 10 << 20;
        keeper::LogLimits limits{};  // instead of maxBytes
        QString folder;  // where the job's folder is made; default: a temporary one
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        quint64 descriptors = 1024;
        bool terminal = false;
        keeper::TerminalSize size;
    };

    KeeperHarness(const QString &command, const Options &options);
    explicit KeeperHarness(const QString &command)
        : KeeperHarness(command, Options())
    {
    }
    ~KeeperHarness();
    Q_DISABLE_COPY_MOVE(KeeperHarness)

    [[nodiscard]] int startExitCode() const { return m_exitCode; }
    [[nodiscard]] QByteArray startErrors() const { return m_errors; }
    KeeperConnection &service() { return m_service; }
    // Until the command has been executed.
    void waitForStart();
    // A further service, on the keeper's socket; not attached yet.
    [[nodiscard]] KeeperConnection connect() const;

    [[nodiscard]] QString jobFolder() const { return m_jobFolder; }
    [[nodiscard]] QString socketPath() const { return m_socketPath; }
    [[nodiscard]] core::OutputLog log() const;
    // All that was printed, in the order of arrival; gaps are left out.
    [[nodiscard]] QByteArray output(core::StreamFilter filter = core::StreamFilter::Both) const;
    [[nodiscard]] bool isLocked() const;  // the keeper lives
    [[nodiscard]] qint64 lockField(const QByteArray &name) const;
    bool waitUntilGone(int timeoutMs = 20000) const;

private:
    QTemporaryDir m_folder;
    QString m_jobFolder, m_socketPath;
    keeper::LogLimits m_limits{};
    KeeperConnection m_service;
    int m_exitCode = -1;
    QByteArray m_errors;
};

// Whether a process is there and not a zombie.
bool processLives(qint64 pid);
// Resident memory in bytes.
qint64 residentMemory(qint64 pid);
// Polls until the condition holds.
bool eventually(const std::function<bool()> &condition, int timeoutMs = 20000);
