#pragma once

#include <functional>
#include <memory>
#include <optional>

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

#include "app/cli/terminalguard.h"
#include "core/uniquefd.h"

namespace cli {

// stdout or stderr as the place to which a job's output goes: byte for byte, or through a TerminalGuard when it is a
// terminal. Never blocks the event loop on a pipe or a terminal that takes no more.
class OutputSink final : public QObject
{
    Q_OBJECT

public:
    using Filter = std::function<QByteArray(const QByteArray &)>;

    // `raw`: everything passes, also to a terminal. A filter sees it first.
    OutputSink(int descriptor, bool raw, Filter filter = {}, QObject *parent = nullptr);

    void write(const QByteArray &bytes);
    // Bytes that wait to be taken.
    [[nodiscard]] qsizetype backlog() const { return m_waiting.size() - m_written; }
    // Nothing more comes from the job: gives the terminal its own colours back. What waits is still to be taken.
    void finish();
    // What was written last ended its line, or nothing was.
    [[nodiscard]] bool isAtLineStart() const { return m_isAtLineStart; }

signals:
    void drained();  // backlog() has become 0
    void closed();  // nobody reads it any more (EPIPE); comes once, and later bytes are dropped
    void failed(const QString &sentence);  // it cannot be written, for instance because the disk is full

private:
    void queue(const QByteArray &bytes);
    void flush();

    Filter m_filter;
    std::optional<TerminalGuard> m_guard;
    core::UniqueFd m_fd;
    std::unique_ptr<QSocketNotifier> m_writable;
    QByteArray m_waiting;
    qsizetype m_written = 0;  // of them
    bool m_isAtLineStart = true;
    bool m_isDead = false;
};

}  // namespace cli
