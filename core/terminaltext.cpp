#include "core/terminaltext.h"

#include <algorithm>
#include <cstring>

namespace core {

namespace {

constexpr bool isPrintableAscii(uchar byte)
{
    return byte >= 0x20 && byte < 0x7f;
}

// The number of printable ASCII characters at the begin.
qsizetype printableRun(QByteArrayView bytes)
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
    while (run < bytes.size() && isPrintableAscii(uchar(bytes[run])))
        ++run;
    return run;
}

constexpr bool reordersText(char32_t codePoint)
{
    return (codePoint >= 0x202a && codePoint <= 0x202e) || (codePoint >= 0x2066 && codePoint <= 0x2069);
}

constexpr bool isControl(char32_t codePoint)
{
    return codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0);
}

constexpr bool isVisible(char32_t codePoint)
{
    return !isControl(codePoint) && !reordersText(codePoint);
}

}  // namespace

void TerminalText::feed(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const bool isPlain = m_state == State::Text && m_decoder.isIdle();
        qsizetype run = isPlain ? printableRun(bytes) : 0;
        if (run > 0)
            m_lines.put(bytes.first(run));
        else if (isPlain && uchar(bytes.front()) >= 0x80)
            run = feedCharacters(bytes);
        else
            putByte(uchar(bytes.front()));
        bytes = bytes.sliced(std::max<qsizetype>(run, 1));
    }
}

// Takes bytes as long as they become visible characters, and one of them at least; returns how many it took.
qsizetype TerminalText::feedCharacters(QByteArrayView bytes)
{
    std::array<char32_t, 256> visible;
    size_t count = 0;
    qsizetype taken = 0;
    bool goesOn = true;
    const auto decoded = [&](char32_t codePoint) {
        if (isVisible(codePoint)) {
            visible[count++] = codePoint;
            return;
        }
        m_lines.put(std::u32string_view(visible.data(), std::exchange(count, 0)));
        putCodePoint(codePoint);
        goesOn = m_state == State::Text;
    };
    // A byte may become two code points: the replacement of what it cut, and itself.
    while (goesOn && taken < bytes.size() && count + 2 <= visible.size())
        m_decoder.feed(uchar(bytes[taken++]), decoded);
    m_lines.put(std::u32string_view(visible.data(), count));
    return taken;
}

QString TerminalText::finish()
{
    m_decoder.finish([this](char32_t codePoint) { putCodePoint(codePoint); });
    const QString result = m_lines.finish();
    *this = TerminalText();
    return result;
}

QString TerminalText::render(QByteArrayView bytes)
{
    TerminalText text;
    text.feed(bytes);
    return text.finish();
}

void TerminalText::putByte(uchar byte)
{
    m_decoder.feed(byte, [this](char32_t codePoint) { putCodePoint(codePoint); });
}

void TerminalText::putCodePoint(char32_t codePoint)
{
    switch (m_state) {
    case State::Text:
        text(codePoint);
        break;
    case State::Escape:
    case State::EscapeIntermediate:
        escape(codePoint);
        break;
    case State::Control:
        controlSequence(codePoint);
        break;
    case State::String:
    case State::StringEscape:
        string(codePoint);
        break;
    }
}

void TerminalText::text(char32_t codePoint)
{
    m_state = State::Text;
    if (isControl(codePoint)) {
        control(codePoint);
    } else if (reordersText(codePoint)) {
        m_lines.put(U"\u27e8");
        m_lines.put(QByteArrayView("U+" + QByteArray::number(uint(codePoint), 16).toUpper()));
        m_lines.put(U"\u27e9");
    } else {
        m_lines.put({&codePoint, 1});
    }
}

void TerminalText::control(char32_t code)
{
    switch (code) {
    case '\n':
    case 0x85:
        m_lines.newLine();
        break;
    case '\r':
        m_lines.setColumn(0);
        break;
    case '\b':
        m_lines.moveColumns(-1);
        break;
    case '\t':
        m_lines.put({&code, 1});
        break;
    case 0x1b:
        m_state = State::Escape;
        break;
    case 0x8d:
        m_lines.moveRows(-1);
        break;
    case 0x9b:
        m_state = State::Control;
        m_sequence.begin();
        break;
    case 0x90:
    case 0x98:
    case 0x9d:
    case 0x9e:
    case 0x9f:
        m_state = State::String;
        break;
    default:
        break;
    }
}

void TerminalText::escape(char32_t code)
{
    if (code < 0x20 || code >= 0x7f) {
        text(code);
        return;
    }
    if (code < 0x30) {
        m_state = State::EscapeIntermediate;
        return;
    }
    if (std::exchange(m_state, State::Text) == State::EscapeIntermediate)
        return;
    // ESC and one of '@' to '_' is the same as the control character 0x40 above it.
    if (code >= 0x40 && code < 0x60)
        control(code + 0x40);
    else if (code == '7')
        m_lines.saveCursor();
    else if (code == '8')
        m_lines.restoreCursor();
    else if (code == 'c')
        m_lines.freshLine();
    else if (code == 'k')
        m_state = State::String;  // screen's title
}

void TerminalText::controlSequence(char32_t code)
{
    if (m_sequence.take(code))
        return;
    if (code >= 0x40 && code < 0x7f) {
        m_state = State::Text;
        m_sequence.apply(code, m_lines);
    } else {
        text(code);
    }
}

void TerminalText::string(char32_t code)
{
    const bool isBehindEscape = std::exchange(m_state, State::String) == State::StringEscape;
    if (isBehindEscape && code == '\\') {
        m_state = State::Text;
    } else if (isBehindEscape) {
        m_state = State::Escape;
        escape(code);
    } else if (code == 0x1b) {
        m_state = State::StringEscape;
    } else if (code == '\a' || code == 0x18 || code == 0x1a || code == 0x9c) {
        m_state = State::Text;
    } else if (code == '\n') {
        text(code);
    }
}

QString rawText(QByteArrayView bytes)
{
    QString result;
    result.reserve(bytes.size());
    Utf8Decoder decoder;
    const auto append = [&result](char32_t codePoint) { result += QStringView(QChar::fromUcs4(codePoint)); };
    while (!bytes.isEmpty()) {
        const qsizetype run = decoder.isIdle() ? printableRun(bytes) : 0;
        if (run > 0)
            result += QLatin1StringView(bytes.data(), run);
        else
            decoder.feed(uchar(bytes.front()), append);
        bytes = bytes.sliced(std::max<qsizetype>(run, 1));
    }
    decoder.finish(append);
    return result;
}

}  // namespace core
