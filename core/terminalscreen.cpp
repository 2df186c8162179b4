#include "core/terminalscreen.h"

#include <algorithm>
#include <utility>

#include "core/characters.h"
#include "core/pagesequence.h"
#include "core/sequenceparameters.h"

namespace core {

namespace {

// DEC Special Graphics (VT100), from '`' to '~'.
constexpr char32_t lineDrawing[] = U"◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";

}  // namespace

TerminalScreen::TerminalScreen(keeper::TerminalSize size, Begin begin)
    : m_width(int(size.columns))
    , m_mayBeAlternate(begin == Begin::Middle)
    , m_main(size, ScreenPage::Scrollback::Yes)
    , m_alternate(size, ScreenPage::Scrollback::No)
{
}

void TerminalScreen::feed(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const bool isPlain = m_parser.isInText() && m_decoder.isIdle() && !drawsLines();
        const qsizetype run = isPlain ? printableRun(bytes) : 0;
        if (run > 0) {
            page().put(bytes.first(run));
            m_last = uchar(bytes[run - 1]);
        } else {
            m_decoder.feed(uchar(bytes.front()), [this](char32_t codePoint) { m_parser.take(codePoint, *this); });
        }
        bytes = bytes.sliced(std::max<qsizetype>(run, 1));
    }
}

void TerminalScreen::skip()
{
    m_decoder.finish([this](char32_t codePoint) { m_parser.take(codePoint, *this); });
    m_parser = EscapeParser();
}

QString TerminalScreen::text(ScreenPage::Extent extent) const
{
    return m_isAlternate ? m_alternate.text(ScreenPage::Extent::Screen) : m_main.text(extent);
}

void TerminalScreen::print(char32_t codePoint)
{
    if (drawsLines() && codePoint >= '`' && codePoint <= '~')
        codePoint = lineDrawing[codePoint - '`'];
    if (reordersText(codePoint)) {
        page().put(char32_t(U'\u27e8'));
        page().put(QByteArrayView(codePointName(codePoint)));
        page().put(char32_t(U'\u27e9'));
        return;
    }
    m_last = codePoint;
    page().put(codePoint);
}

void TerminalScreen::control(char32_t code)
{
    switch (code) {
    case '\b':
        return page().moveColumns(-1);
    case '\t':
        return page().tab();
    case '\n':
    case '\v':
    case '\f':
    case 0x84:
        return page().lineFeed();
    case 0x85:
        page().lineFeed();
        return page().setColumn(0);
    case '\r':
        return page().setColumn(0);
    case 0x0e:
    case 0x0f:
        m_shift = code == 0x0e;
        return;
    case 0x8d:
        return page().reverseLineFeed();
    default:
        return;
    }
}

void TerminalScreen::escape(char32_t final)
{
    if (final == '7')
        page().saveCursor();
    else if (final == '8')
        page().restoreCursor();
    else if (final == 'c')
        reset();
}

void TerminalScreen::designate(char32_t intermediate, char32_t final)
{
    if (intermediate == '(' || intermediate == ')')
        m_drawsLines[intermediate == ')'] = final == '0';
}

void TerminalScreen::sequence(QByteArrayView bytes, char32_t final)
{
    const SequenceParameters parameters(bytes);
    if (parameters.isPrivate() && (final == 'h' || final == 'l')) {
        for (int i = 0; i < parameters.count(); ++i)
            setMode(parameters.value(i, 0), final == 'h');
    } else if (parameters.isStandard() && final == 'b') {
        repeat(parameters.value(0, 1));
    } else if (parameters.isStandard()) {
        applySequence(page(), parameters, final);
    }
}

// At most a row: more makes much of little, and no program needs it.
void TerminalScreen::repeat(int count)
{
    for (int i = std::clamp(count, 1, m_width); m_last != 0 && i > 0; --i)
        page().put(m_last);
}

void TerminalScreen::setMode(int mode, bool on)
{
    if (mode == 7)
        page().setWraps(on);
    else if (mode == 47 || mode == 1047 || mode == 1049)
        showAlternate(on);
}

void TerminalScreen::showAlternate(bool on)
{
    // It is left without having been entered: what looked like the main screen was it.
    if (std::exchange(m_mayBeAlternate, false) && !on)
        m_main.reset();
    if (on && !m_isAlternate) {
        m_main.saveCursor();
        m_alternate.reset();
    } else if (!on && m_isAlternate) {
        m_main.restoreCursor();
    }
    m_isAlternate = on;
}

void TerminalScreen::reset()
{
    m_mayBeAlternate = false;
    m_main.reset();
    m_isAlternate = false;
    std::fill(std::begin(m_drawsLines), std::end(m_drawsLines), false);
    m_shift = 0;
}

}  // namespace core
