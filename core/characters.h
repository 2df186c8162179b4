#pragma once

#include <cstring>

#include <QByteArray>
#include <QByteArrayView>

namespace core {

// C0, DEL and C1 (ECMA-48, 5.2 and 5.3).
constexpr bool isControl(char32_t codePoint)
{
    return codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0);
}

// The embeddings, overrides and isolates of UAX #9, with which text can show itself as another.
constexpr bool reordersText(char32_t codePoint)
{
    return (codePoint >= 0x202a && codePoint <= 0x202e) || (codePoint >= 0x2066 && codePoint <= 0x2069);
}

// What is shown of such a character between U+27E8 and U+27E9: "U+202E".
inline QByteArray codePointName(char32_t codePoint)
{
    return "U+" + QByteArray::number(uint(codePoint), 16).toUpper();
}

// The number of bytes at the begin that show as themselves: printable ASCII.
inline qsizetype printableRun(QByteArrayView bytes)
{
    constexpr quint64 ones = 0x0101010101010101;
    qsizetype run = 0;
    for (; run + 8 <= bytes.size(); run += 8) {
        quint64 word;
        std::memcpy(&word, bytes.data() + run, sizeof word);
        // The high bit of each byte: is it non-ASCII, below 0x20, or 0x7f?
        if ((word | (word - ones * 0x20) | (word + ones)) & (ones * 0x80))
            break;
    }
    while (run < bytes.size() && uchar(bytes[run]) >= 0x20 && uchar(bytes[run]) < 0x7f)
        ++run;
    return run;
}

}  // namespace core
