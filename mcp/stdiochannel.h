#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

#include "core/uniquefd.h"

namespace mcp {

// The agent's end of a bridge: stdin and stdout as byte streams on the event loop. Takes stdout away from everybody
// else in the process: descriptor 1 then leads to stderr, so that no library can write between two messages.
class StdioChannel final : public QObject
{
    Q_OBJECT

public:
    explicit StdioChannel(QObject *parent = nullptr);
    ~StdioChannel() override;

    void write(const QByteArray &bytes);
    // Bytes that wait for the agent to read them.
    [[nodiscard]] qsizetype backlog() const { return m_output.size(); }
    // Stops and goes on taking input, when what it leads to is full.
    void setReading(bool on);

signals:
    void received(const QByteArray &bytes);
    // stdin has ended.
    void inputEnded();
    // Nobody reads stdout any more (EPIPE).
    void outputClosed();
    // backlog() has become smaller.
    void drained();

private:
    void read();
    void flush();

    core::UniqueFd m_stdout;
    int m_stdoutFlags;
    QSocketNotifier m_readable;
    QSocketNotifier m_writable;
    QByteArray m_output;
};

}  // namespace mcp
