#include "core/patternwatch.h"

#include <algorithm>

#include "core/excerpt.h"
#include "core/linematcher.h"
#include "core/requiredtext.h"

namespace core {

namespace {

constexpr quint64 readAtOnce = 64 << 10;
constexpr qsizetype keptBytes = 16 << 10;  // of lines that have ended, and of the one that has not

}  // namespace

PatternWatch::PatternWatch(std::function<OutputLog()> log, const QString &source, QRegularExpression expression,
                           quint64 from, QObject *parent)
    : QObject(parent)
    , m_log(std::move(log))
    , m_expression(std::move(expression))
    , m_needle(requiredNeedle(source))
    , m_slices([this] { return step(); }, this)
    , m_position(from)
{
}

void PatternWatch::look()
{
    if (!m_found)
        m_slices.start();
}

quint64 PatternWatch::cursor() const
{
    const qsizetype open = m_window.lastIndexOf('\n') + 1;
    return open < m_window.size() ? offsetOf(open) : m_position;
}

bool PatternWatch::step()
{
    const OutputChunk chunk = m_log().read(m_position, readAtOnce);
    if (chunk.nextOffset <= m_position) {
        m_slices.stop();
        emit caughtUp();
        return m_slices.isRunning();
    }
    append(chunk);
    if (const std::optional<Match> matched = mayMatch() ? match() : std::nullopt) {
        m_found = true;
        m_slices.stop();
        emit found(*matched);
        return false;
    }
    trim();
    return true;
}

void PatternWatch::append(const OutputChunk &chunk)
{
    m_position = chunk.nextOffset;
    for (const OutputSpan &span : chunk.spans) {
        if (span.gap != Gap::None) {
            m_window.clear();
            m_pieces.clear();
            continue;
        }
        const bool follows =
            !m_pieces.empty() && m_pieces.back().offset + quint64(m_window.size() - m_pieces.back().at) == span.offset;
        if (!follows)
            m_pieces.push_back({m_window.size(), span.offset});
        m_window += span.bytes;
    }
}

bool PatternWatch::mayMatch() const
{
    if (m_window.isEmpty())
        return false;
    return !m_needle || m_needle->find(m_window, 0) < m_window.size() || findUnprintable(m_window, 0) < m_window.size();
}

std::optional<PatternWatch::Match> PatternWatch::match() const
{
    QString text;
    std::vector<ShownLine> lines;
    QByteArray scratch;
    for (qsizetype begin = 0; begin < m_window.size();) {
        const qsizetype newline = m_window.indexOf('\n', begin);
        const qsizetype end = newline < 0 ? m_window.size() : newline + 1;
        text += shownLine(QByteArrayView(m_window).sliced(begin, end - begin), scratch);
        lines.push_back({text.size(), begin, end});
        if (newline >= 0)
            text += u'\n';
        begin = end;
    }
    const QRegularExpressionMatch matched = m_expression.match(text);
    if (!matched.hasMatch())
        return std::nullopt;
    // An end behind a newline is the end of that line.
    const qsizetype start = matched.capturedStart();
    const qsizetype last = std::max(start, matched.capturedEnd() - 1);
    const auto lineAt = [&](qsizetype at) {
        const auto line = std::ranges::lower_bound(lines, at, {}, &ShownLine::textEnd);
        return line == lines.end() ? std::prev(line) : line;
    };
    const auto firstLine = lineAt(start), lastLine = lineAt(last);
    const qsizetype textBegin = firstLine == lines.begin() ? 0 : std::prev(firstLine)->textEnd + 1;
    return Match{excerpt(text.sliced(textBegin, lastLine->textEnd - textBegin), longestText, start - textBegin,
                         matched.capturedLength()),
                 offsetOf(firstLine->bytesBegin), offsetOf(lastLine->bytesEnd - 1) + 1};
}

// Forgets what lies so far back that no match is expected to begin in it.
void PatternWatch::trim()
{
    const qsizetype open = m_window.lastIndexOf('\n') + 1;
    qsizetype begin = open;
    if (m_window.size() - open > keptBytes)
        begin = m_window.size() - keptBytes;
    for (int lines = 0; begin > 0 && begin <= open && lines < linesAcross; ++lines) {
        const qsizetype before = begin < 2 ? 0 : m_window.lastIndexOf('\n', begin - 2) + 1;
        if (open - before > keptBytes)
            break;
        begin = before;
    }
    if (begin == 0)
        return;
    const quint64 offset = offsetOf(begin);
    const auto behind = std::ranges::find_if(m_pieces, [begin](const Piece &piece) { return piece.at > begin; });
    m_pieces.erase(m_pieces.begin(), behind);
    for (Piece &piece : m_pieces)
        piece.at -= begin;
    if (begin < m_window.size())
        m_pieces.insert(m_pieces.begin(), {0, offset});
    m_window.remove(0, begin);
}

quint64 PatternWatch::offsetOf(qsizetype at) const
{
    const auto behind = std::ranges::upper_bound(m_pieces, at, {}, &Piece::at);
    if (behind == m_pieces.begin())
        return m_position;
    const Piece &piece = *std::prev(behind);
    return piece.offset + quint64(at - piece.at);
}

}  // namespace core
