#pragma once

#include <utility>

#include <QByteArray>
#include <QString>

// Anything that connects to the service's socket: bytes in, bytes out, no protocol and no event loop.
class RawPeer final
{
public:
    explicit RawPeer(const QString &socketPath);
    ~RawPeer() { close(); }
    RawPeer(RawPeer &&other) noexcept
        : m_fd(std::exchange(other.m_fd, -1))
        , m_input(std::move(other.m_input))
    {
    }
    Q_DISABLE_COPY(RawPeer)

    [[nodiscard]] bool isOpen() const { return m_fd >= 0; }
    // Writes for at most 10 s; false when the other end has closed or reads no more.
    bool write(const QByteArray &bytes);
    // The next line without its end; empty after the time or at the end of the connection.
    QByteArray readLine(int timeoutMs = 10000);
    // Reads until the other end has closed; false when it doesn't in time.
    bool waitForClose(int timeoutMs = 10000);
    void close();

private:
    bool readMore(int timeoutMs);

    int m_fd = -1;
    QByteArray m_input;
};

// What a bridge says first, and a request, as lines.
QByteArray helloLine(const QByteArray &environment = {});
QByteArray requestLine(int id, const QByteArray &method, const QByteArray &params = "{}");
QByteArray initializeLine(int id);
QByteArray executeLine(int id, const QByteArray &command);  // without characters that JSON escapes
