#pragma once

#include <optional>
#include <vector>

#include <QByteArray>
#include <QByteArrayView>
#include <QRegularExpression>

#include "core/rawneedle.h"

namespace core {

// A line as a person would see it, without its newline; `scratch` saves allocations from line to line.
[[nodiscard]] QString shownLine(QByteArrayView line, QByteArray &scratch);

// Finds the lines whose shown text matches an expression, in bytes that are fed in any pieces. Text that every match
// must have (core/requiredtext.h) is looked for in the bytes as they are; only lines with it, and lines that a terminal
// shows differently, meet the expression.
class LineMatcher final
{
public:
    static constexpr qsizetype maxLine = 256 << 10;  // a longer line is looked at in pieces of about this length

    struct Line {
        quint64 offset = 0;  // of its first byte
        quint64 end = 0;  // behind its last byte, the newline
        QString text;
        qsizetype start = 0, length = 0;  // of the first match in it
    };

    // The expression is a valid one, made of `source` by boundedExpression().
    LineMatcher(const QString &source, QRegularExpression expression);

    // Looks at bytes that lie at `offset` in the log, behind those fed before, and appends the lines that match.
    void feed(quint64 offset, QByteArrayView bytes, std::vector<Line> &found);
    // What has been fed of the last line is a line: a gap follows, or the end.
    void endLine(std::vector<Line> &found);
    // Where the line begins that has not ended yet; nothing when there is none.
    [[nodiscard]] std::optional<quint64> openLine() const;

private:
    void search(quint64 offset, QByteArrayView lines, std::vector<Line> &found);
    void searchEach(quint64 offset, QByteArrayView lines, std::vector<Line> &found);
    void test(quint64 offset, quint64 end, QByteArrayView line, std::vector<Line> &found);

    QRegularExpression m_expression;
    std::optional<RawNeedle> m_needle;
    QByteArray m_open;  // the bytes of the line that has not ended yet
    quint64 m_openBegin = 0, m_openEnd = 0;
    QByteArray m_scratch;
};

}  // namespace core
