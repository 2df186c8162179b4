#pragma once

#include <QByteArrayView>
#include <QString>

#include "core/escapeparser.h"
#include "core/screenpage.h"
#include "core/utf8decoder.h"

namespace core {

// What a terminal of a given size shows of a program's output, its scrollback included, as text: cursor addressing,
// scroll regions, erasing, the alternate screen, line drawing, wide and combining characters (xterm's control
// sequences). Colours are dropped. A line that was too long for a row is one line; runs of equal lines are collapsed as
// in TerminalText.
//
// Bytes may be fed in any pieces. Memory is bounded by the size of the screen, and by what scrolls off since mark().
class TerminalScreen final
{
public:
    enum class Begin {
        Output,  // of the program
        Middle,  // somewhere in its output: perhaps on the alternate screen
    };

    explicit TerminalScreen(keeper::TerminalSize size, Begin begin = Begin::Output);

    void feed(QByteArrayView bytes);
    // Output is missing here: what was begun is not completed.
    void skip();

    // What is fed from now on is what text() is about.
    void mark() { m_main.mark(); }
    // On the alternate screen: that. Else `extent` of the main one. Without a mark(), all that was fed is to be read.
    [[nodiscard]] QString text(ScreenPage::Extent extent) const;
    [[nodiscard]] bool isAlternate() const { return m_isAlternate; }

private:
    friend class EscapeParser;

    [[nodiscard]] ScreenPage &page() { return m_isAlternate ? m_alternate : m_main; }
    [[nodiscard]] bool drawsLines() const { return m_drawsLines[m_shift]; }
    void print(char32_t codePoint);
    void control(char32_t code);
    void escape(char32_t final);
    void designate(char32_t intermediate, char32_t final);
    void sequence(QByteArrayView bytes, char32_t final);
    void repeat(int count);
    void setMode(int mode, bool on);
    void showAlternate(bool on);
    void reset();

    int m_width;
    bool m_mayBeAlternate;
    ScreenPage m_main, m_alternate;
    bool m_isAlternate = false;
    bool m_drawsLines[2]{};  // of the character sets G0 and G1: DEC's line drawing
    int m_shift = 0;  // which of them is used
    char32_t m_last = 0;  // printed, for REP
    Utf8Decoder m_decoder;
    EscapeParser m_parser;
};

}  // namespace core
