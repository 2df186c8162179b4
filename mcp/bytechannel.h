#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

#include "core/uniquefd.h"

namespace mcp {

// Two directions of bytes on the event loop: the ends of two pipes, or of one socket.
class ByteChannel final : public QObject
{
    Q_OBJECT

public:
    ByteChannel(core::UniqueFd input, core::UniqueFd output, QObject *parent = nullptr);
    ~ByteChannel() override;

    void write(const QByteArray &bytes);
    // Bytes that wait for the other end to read them.
    [[nodiscard]] qsizetype backlog() const { return m_waiting.size(); }
    // Stops and goes on taking input, when what it leads to is full. Without effect at the end of the input.
    void setReading(bool on);

signals:
    void received(const QByteArray &bytes);
    void inputEnded();  // once; nothing is received any more
    void outputClosed();  // nobody reads at the other end any more (EPIPE)
    void drained();  // backlog() has become smaller

private:
    void read();
    void flush();

    core::UniqueFd m_input, m_output;
    int m_outputFlags;
    QSocketNotifier m_readable, m_writable;
    QByteArray m_waiting;
    bool m_inputEnded = false;
};

// stdin and stdout of this process. Takes stdout away from everybody else in it: descriptor 1 then leads to stderr, so
// that no library can write between two messages.
struct StandardStreams {
    core::UniqueFd input, output;
};
StandardStreams takeStandardStreams();

}  // namespace mcp
