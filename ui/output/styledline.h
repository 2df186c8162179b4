#pragma once

#include <QString>
#include <QVector>

#include "core/outputspan.h"

namespace ui {

// A colour as an escape sequence names it; what is painted for it depends on the palette (terminalcolours.h).
struct TextColour {
    enum class Kind : quint8 { Default, Indexed, Rgb };

    Kind kind = Kind::Default;
    quint32 value = 0;  // 0 to 255, or 0xrrggbb

    bool operator==(const TextColour &) const = default;
};

struct TextStyle {
    TextColour text, background;
    bool bold = false;
    bool faint = false;
    bool italic = false;
    bool underline = false;
    bool struckOut = false;
    bool inverse = false;

    bool operator==(const TextStyle &) const = default;
    [[nodiscard]] bool isPlain() const { return *this == TextStyle(); }
};

// Characters (UTF-16 units) of a line that look the same.
struct StyledRun {
    int start = 0;
    int length = 0;
    TextStyle style;

    bool operator==(const StyledRun &) const = default;
};

// A row of the output as it is shown: a line, a piece of a line that is too long for one (rowborders.h), or the place
// of a gap. What lies outside the runs is plain.
struct StyledLine {
    QString text;  // without the newline; of a gap: the sentence about it
    QVector<StyledRun> runs;  // ascending; none of them is plain
    quint64 offset = 0, end = 0;  // the bytes that it shows, its newline included
    bool fromStderr = false;  // at least some of it
    bool continued = false;  // it does not begin where a line begins
    bool continues = false;  // the line goes on in the next row
    qint64 timeMs = 0;  // when its first byte came, milliseconds since 1970 UTC; 0: unknown
    core::Gap gap = core::Gap::None;
    quint64 gapBytes = 0;
};

// A part of a line's text that can be opened.
struct LinkSpan {
    int start = 0;
    int length = 0;
    QString target;
};

}  // namespace ui
