#pragma once

#include <utility>

#include <QtGlobal>

namespace core {

// Decodes UTF-8 a byte at a time; U+FFFD stands for each maximal part of a character that is not completed
// (the WHATWG's and Unicode's recommended practice).
class Utf8Decoder final
{
public:
    static constexpr char32_t replacement = 0xfffd;

    // No character is open.
    [[nodiscard]] bool isIdle() const { return m_needed == 0; }

    // Calls `emitted(char32_t)` for each code point that the byte completes: none, one or two.
    template<typename Emitted>
    void feed(uchar byte, Emitted emitted)
    {
        if (m_needed > 0) {
            if (byte >= m_lower && byte <= m_upper) {
                m_lower = 0x80;
                m_upper = 0xbf;
                m_codePoint = m_codePoint << 6 | (byte & 0x3f);
                if (--m_needed == 0)
                    emitted(m_codePoint);
                return;
            }
            m_needed = 0;
            emitted(replacement);
        }
        if (byte < 0x80)
            emitted(char32_t(byte));
        else if (!begin(byte))
            emitted(replacement);
    }

    // The end of the text.
    template<typename Emitted>
    void finish(Emitted emitted)
    {
        if (std::exchange(m_needed, 0) > 0)
            emitted(replacement);
    }

private:
    // False if no character begins with the byte. Overlong forms, surrogates and what lies above U+10FFFF are
    // excluded by the range of the second byte.
    bool begin(uchar byte)
    {
        m_lower = byte == 0xe0 ? 0xa0 : byte == 0xf0 ? 0x90 : 0x80;
        m_upper = byte == 0xed ? 0x9f : byte == 0xf4 ? 0x8f : 0xbf;
        if (byte < 0xc2 || byte > 0xf4)
            return false;
        m_needed = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
        m_codePoint = byte & (0x3f >> m_needed);
        return true;
    }

    char32_t m_codePoint = 0;
    int m_needed = 0;  // bytes that are still to come
    uchar m_lower = 0x80;
    uchar m_upper = 0xbf;
};

}  // namespace core
