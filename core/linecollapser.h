#pragma once

#include <utility>

#include <QString>
#include <QStringView>

namespace core {

// Writes lines, and of a run of at least three that are the same only the first and how often it was
// repeated.
class LineCollapser final
{
public:
    void addLine(QStringView line);
    // Text of a line that is too long to be held: it and the rest of its line are written as they come.
    void addPart(QStringView part);
    // Ends the text with a last line that has no newline, if it isn't empty.
    void finish(QStringView last);

    // What was written since the last call.
    [[nodiscard]] QString take() { return std::exchange(m_text, {}); }

private:
    void endRun();

    QString m_text;
    QString m_line;  // the last one written
    qint64 m_repeats = 0;  // how often it came again since
    bool m_hasLine = false;
    bool m_isInPart = false;
};

}  // namespace core
