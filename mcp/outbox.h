#pragma once

#include <functional>

#include <QByteArray>

#include "mcp/error.h"
#include "mcp/ratelimit.h"

class QJsonArray;

namespace mcp {

// The way out of a session: makes lines of messages and sees to it that none can break a client. A response that is
// too large becomes an error that says so.
class Outbox final
{
public:
    static constexpr qsizetype maxMessage = 8 * 1024 * 1024;  // bytes; the official clients break off at 10 MB
    static constexpr int complaintsPerSecond = 10;

    using Sink = std::function<void(const QByteArray &line)>;

    explicit Outbox(Sink sink);

    // Nothing goes out any more.
    void close() { m_closed = true; }
    [[nodiscard]] bool isClosed() const { return m_closed; }

    // Any message that nobody waits for; one that is too large is not sent.
    void send(const QJsonObject &message);
    void respond(const QJsonObject &response);
    // The responses to a batch, in one array; nothing when there are none. When they are too large together they go
    // out one by one.
    void respond(const QJsonArray &responses);
    // An error without an id, for what cannot be read; it may come in a flood, so only some are answered.
    void complain(const Error &error);

private:
    void write(const QByteArray &line);

    Sink m_sink;
    RateLimit m_complaints{complaintsPerSecond};
    bool m_closed = false;
};

}  // namespace mcp
