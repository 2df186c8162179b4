#include "core/terminaltext.h"

#include <algorithm>
#include <array>

#include "core/characters.h"
#include "core/controlsequence.h"

namespace core {

namespace {

constexpr bool isVisible(char32_t codePoint)
{
    return !isControl(codePoint) && !reordersText(codePoint);
}

}  // namespace

void TerminalText::feed(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const bool isPlain = m_parser.isInText() && m_decoder.isIdle();
        qsizetype run = isPlain ? printableRun(bytes) : 0;
        if (run > 0)
            m_lines.put(bytes.first(run));
        else if (isPlain && uchar(bytes.front()) >= 0x80)
            run = feedCharacters(bytes);
        else
            m_decoder.feed(uchar(bytes.front()), [this](char32_t codePoint) { putCodePoint(codePoint); });
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
        goesOn = m_parser.isInText();
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

void TerminalText::print(char32_t codePoint)
{
    if (reordersText(codePoint)) {
        m_lines.put(U"\u27e8");
        m_lines.put(QByteArrayView(codePointName(codePoint)));
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
    case 0x8d:
        m_lines.moveRows(-1);
        break;
    default:
        break;
    }
}

void TerminalText::escape(char32_t final)
{
    if (final == '7')
        m_lines.saveCursor();
    else if (final == '8')
        m_lines.restoreCursor();
    else if (final == 'c')
        m_lines.freshLine();
}

void TerminalText::sequence(QByteArrayView parameters, char32_t final)
{
    ControlSequence(parameters).apply(final, m_lines);
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
