#include "ui/output/linerenderer.h"

#include <algorithm>
#include <cstring>

#include "ui/output/sgr.h"

namespace ui {

namespace {

constexpr qsizetype maxParameters = 256;

constexpr bool reordersText(char32_t codePoint)
{
    return (codePoint >= 0x202a && codePoint <= 0x202e) || (codePoint >= 0x2066 && codePoint <= 0x2069);
}

constexpr bool isControl(char32_t codePoint)
{
    return codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0);
}

}  // namespace

qsizetype plainPrefix(QByteArrayView bytes)
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

QString lineText(QByteArrayView bytes)
{
    while (bytes.endsWith('\n') || bytes.endsWith('\r'))
        bytes.chop(1);
    if (plainPrefix(bytes) == bytes.size())
        return QString::fromLatin1(bytes);
    LineRenderer renderer;
    renderer.feed(bytes);
    return renderer.finish().text;
}

void LineRenderer::feed(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const bool isPlain = m_state == State::Text && m_decoder.isIdle();
        const qsizetype run = isPlain ? plainPrefix(bytes) : 0;
        if (run > 0)
            m_cells.putAscii(bytes.first(run));
        else
            m_decoder.feed(uchar(bytes.front()), [this](char32_t codePoint) { putCodePoint(codePoint); });
        bytes = bytes.sliced(std::max<qsizetype>(run, 1));
    }
}

StyledLine LineRenderer::line() const
{
    StyledLine result;
    m_cells.write(result);
    return result;
}

StyledLine LineRenderer::finish()
{
    m_decoder.finish([this](char32_t codePoint) { putCodePoint(codePoint); });
    StyledLine result = line();
    *this = LineRenderer();
    return result;
}

void LineRenderer::putCodePoint(char32_t codePoint)
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

void LineRenderer::text(char32_t codePoint)
{
    m_state = State::Text;
    if (codePoint == '\r') {
        m_cells.setColumn(0);
    } else if (codePoint == '\b') {
        m_cells.moveColumns(-1);
    } else if (codePoint == '\t') {
        m_cells.put(codePoint);
    } else if (codePoint == 0x1b) {
        m_state = State::Escape;
    } else if (codePoint == 0x9b) {
        m_parameters.clear();
        m_state = State::Control;
    } else if (codePoint == 0x90 || codePoint == 0x98 || (codePoint >= 0x9d && codePoint <= 0x9f)) {
        m_state = State::String;
    } else if (reordersText(codePoint)) {
        m_cells.put(U'\u27e8');
        m_cells.putAscii("U+" + QByteArray::number(uint(codePoint), 16).toUpper());
        m_cells.put(U'\u27e9');
    } else if (!isControl(codePoint)) {
        m_cells.put(codePoint);
    }
}

void LineRenderer::escape(char32_t code)
{
    const bool isFirst = m_state == State::Escape;
    if (isControl(code) || code >= 0x7f) {
        text(code);
    } else if (code < 0x30) {
        m_state = State::EscapeIntermediate;
    } else if (isFirst && code == '[') {
        m_parameters.clear();
        m_state = State::Control;
    } else if (isFirst && (code == ']' || code == 'P' || code == '_' || code == '^' || code == 'X')) {
        m_state = State::String;
    } else {
        m_state = State::Text;
        if (isFirst && code == 'c')
            m_cells.setStyle({});
    }
}

void LineRenderer::controlSequence(char32_t code)
{
    if (code >= 0x20 && code < 0x40) {
        if (m_parameters.size() < maxParameters)
            m_parameters.append(char(code));
        return;
    }
    m_state = State::Text;
    if (code >= 0x40 && code < 0x7f)
        runControl(char(code));
    else
        text(code);
}

// Ends at BEL, ST and any newline: garbage never hides more than its line.
void LineRenderer::string(char32_t code)
{
    if (m_state == State::StringEscape) {
        m_state = State::Escape;
        escape(code);  // a backslash ends it without effect
    } else if (code == 0x1b) {
        m_state = State::StringEscape;
    } else if (code == 0x07 || code == 0x9c || code == '\n' || code == 0x18 || code == 0x1a) {
        m_state = State::Text;
    }
}

void LineRenderer::runControl(char final)
{
    const bool isForeign = std::ranges::any_of(m_parameters, [](char c) { return c < '0' || c > ';'; });
    if (isForeign)
        return;
    if (final == 'm') {
        TextStyle style = m_cells.style();
        applySgr(m_parameters, style);
        m_cells.setStyle(style);
    } else if (final == 'C' || final == 'a') {
        m_cells.moveColumns(std::max(1, parameter(1)));
    } else if (final == 'D') {
        m_cells.moveColumns(-std::max(1, parameter(1)));
    } else if (final == 'G' || final == '`') {
        m_cells.setColumn(std::max(1, parameter(1)) - 1);
    } else if (final == 'P') {
        m_cells.deleteColumns(std::max(1, parameter(1)));
    } else if (final == 'X') {
        m_cells.eraseColumns(std::max(1, parameter(1)));
    } else if (final == 'K' && parameter(0) == 0) {
        m_cells.eraseToEnd();
    } else if (final == 'K' && parameter(0) == 1) {
        m_cells.eraseToBegin();
    } else if (final == 'K' && parameter(0) == 2) {
        m_cells.clear();
    }
}

int LineRenderer::parameter(int otherwise) const
{
    const qsizetype separator = m_parameters.indexOf(';');
    const QByteArray first = separator < 0 ? m_parameters : m_parameters.first(separator);
    bool isNumber = false;
    const int value = first.toInt(&isNumber);
    return isNumber ? std::min(value, 1 << 16) : otherwise;
}

}  // namespace ui
