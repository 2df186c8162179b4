#pragma once

#include <optional>

#include <QByteArray>

namespace mcp {

// Cuts a byte stream into the lines of the stdio framing (specification: basic/transports/stdio). Lines end at the
// byte LF and nowhere else; one CR before it is dropped; blank lines are skipped. The stream may arrive cut at any
// byte. A line over the limit is dropped up to its LF and reported once, as soon as it is known to be too long.
class LineReader final
{
public:
    static constexpr qsizetype defaultLimit = qsizetype(16) * 1024 * 1024;

    struct Line {
        QByteArray text;  // without LF and CR; empty when tooLong
        bool tooLong = false;
    };

    // `limit`: bytes before the LF, a CR included.
    explicit LineReader(qsizetype limit = defaultLimit);

    void append(QByteArrayView bytes);
    // The next whole line; nothing when more bytes are needed. An unfinished line is never given out.
    [[nodiscard]] std::optional<Line> next();
    [[nodiscard]] qsizetype limit() const { return m_limit; }

private:
    [[nodiscard]] std::optional<Line> needMore();

    qsizetype m_limit;
    QByteArray m_buffer;
    qsizetype m_begin = 0;  // of the current line in m_buffer
    qsizetype m_searched = 0;  // there is no LF from m_begin up to here
    bool m_dropping = false;  // the current line was reported as too long
};

}  // namespace mcp
