#pragma once

#include <QByteArrayView>
#include <QString>

#include "core/escapeparser.h"
#include "core/utf8decoder.h"
#include "ui/output/linecells.h"

namespace ui {

// The bytes of one line as text with styles. Escape sequences for colours and weight become runs; carriage return,
// backspace and what progress bars do inside their line take effect, so that they show their last state; all other
// sequences, strings (OSC, DCS, APC, PM, SOS) and control characters are removed, tabs kept. Invalid UTF-8 is U+FFFD;
// controls that reorder text stand as ⟨U+202E⟩, as in core::TerminalText. A newline is as good as nothing.
//
// Bytes may be fed in any pieces: the line is the same. The cost is in proportion to the bytes.
class LineRenderer final
{
public:
    void feed(QByteArrayView bytes);

    // What the line shows now: a character that is not complete yet is left out.
    [[nodiscard]] StyledLine line() const;
    // The end of the line: what is not complete never will be. What is fed next is another line.
    [[nodiscard]] StyledLine finish();

private:
    friend class core::EscapeParser;

    void putCodePoint(char32_t codePoint) { m_parser.take(codePoint, *this); }
    void print(char32_t codePoint);
    void control(char32_t code);
    void escape(char32_t final);
    void sequence(QByteArrayView parameters, char32_t final);

    LineCells m_cells;
    core::Utf8Decoder m_decoder;
    core::EscapeParser m_parser;
};

// The same as plain text: what find and filter match against.
[[nodiscard]] QString lineText(QByteArrayView bytes);

}  // namespace ui
