#pragma once

#include <QByteArrayView>
#include <QString>

#include "core/escapeparser.h"
#include "core/screenlines.h"
#include "core/utf8decoder.h"

namespace core {

// What a person would see of a program's output on a terminal that is endlessly wide and high, as text.
//
// Escape sequences, strings (OSC, DCS, APC, PM, SOS) and control characters are removed, tabs kept. Carriage
// return, backspace and the sequences that progress bars use (cursor in the line and up to 64 lines back,
// erasing) take effect. Positioning on the whole screen and clearing it begin a new line. A string ends at
// the latest with its line: garbage never hides more. Invalid UTF-8 is U+FFFD; controls that reorder text
// stand as ⟨U+202E⟩. Three or more equal lines are the line and "[previous line repeated N times]". Of a line
// longer than 64 Ki characters only the last part can be overwritten. Memory is bounded whatever the input.
//
// Bytes may be fed in any pieces: the text is the same.
class TerminalText final
{
public:
    void feed(QByteArrayView bytes);

    // The text that nothing can change any more, since the last call. It lags behind by up to 64 lines.
    [[nodiscard]] QString take() { return m_lines.take(); }
    // The rest of it. What is fed next is another text.
    [[nodiscard]] QString finish();

    [[nodiscard]] static QString render(QByteArrayView bytes);

private:
    friend class EscapeParser;

    qsizetype feedCharacters(QByteArrayView bytes);
    void putCodePoint(char32_t codePoint) { m_parser.take(codePoint, *this); }
    void print(char32_t codePoint);
    void control(char32_t code);
    void escape(char32_t final);
    void sequence(QByteArrayView parameters, char32_t final);

    ScreenLines m_lines;
    Utf8Decoder m_decoder;
    EscapeParser m_parser;
};

// Bytes as they are: valid UTF-8 stays, U+FFFD stands for each invalid part.
[[nodiscard]] QString rawText(QByteArrayView bytes);

}  // namespace core
