#pragma once

#include <QByteArray>

#include "core/escapeparser.h"
#include "core/utf8decoder.h"

namespace cli {

// Lets through what a job prints to a person's terminal and holds back what it could use against the person: only text,
// line ends, tabs, backspaces, carriage returns, colours (SGR) and erasing in the line pass. Titles, the clipboard (OSC
// 52), links, queries that the terminal would answer, cursor movements and modes are dropped; controls that reorder text
// stand as ⟨U+202E⟩, invalid UTF-8 as U+FFFD. Fed in any pieces.
class TerminalGuard final
{
public:
    // What may be printed of it.
    [[nodiscard]] QByteArray take(const QByteArray &bytes);
    // What sets the terminal back to its own colours, if anything changed them.
    [[nodiscard]] QByteArray finish();

private:
    friend class core::EscapeParser;

    void print(char32_t codePoint);
    void control(char32_t code);
    void escape(char32_t) { }
    void sequence(QByteArrayView parameters, char32_t final);

    core::Utf8Decoder m_decoder;
    core::EscapeParser m_parser;
    QByteArray m_safe;
    bool m_coloured = false;
};

}  // namespace cli
