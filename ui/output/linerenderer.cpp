#include "ui/output/linerenderer.h"

#include <algorithm>

#include "ui/output/sgr.h"

namespace ui {

namespace {

// The first parameter.
int parameter(QByteArrayView parameters, int otherwise)
{
    const qsizetype separator = parameters.indexOf(';');
    const QByteArrayView first = separator < 0 ? parameters : parameters.first(separator);
    bool isNumber = false;
    const int value = first.toByteArray().toInt(&isNumber);
    return isNumber ? std::min(value, 1 << 16) : otherwise;
}

}  // namespace

QString lineText(QByteArrayView bytes)
{
    while (bytes.endsWith('\n') || bytes.endsWith('\r'))
        bytes.chop(1);
    if (core::printableRun(bytes) == bytes.size())
        return QString::fromLatin1(bytes);
    LineRenderer renderer;
    renderer.feed(bytes);
    return renderer.finish().text;
}

void LineRenderer::feed(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const bool isPlain = m_parser.isInText() && m_decoder.isIdle();
        const qsizetype run = isPlain ? core::printableRun(bytes) : 0;
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

void LineRenderer::print(char32_t codePoint)
{
    if (core::reordersText(codePoint)) {
        m_cells.put(U'\u27e8');
        m_cells.putAscii(core::codePointName(codePoint));
        m_cells.put(U'\u27e9');
    } else {
        m_cells.put(codePoint);
    }
}

void LineRenderer::control(char32_t code)
{
    if (code == '\r')
        m_cells.setColumn(0);
    else if (code == '\b')
        m_cells.moveColumns(-1);
    else if (code == '\t')
        m_cells.put(code);
}

void LineRenderer::escape(char32_t final)
{
    if (final == 'c')
        m_cells.setStyle({});
}

void LineRenderer::sequence(QByteArrayView parameters, char32_t final)
{
    const bool isForeign = std::ranges::any_of(parameters, [](char c) { return c < '0' || c > ';'; });
    if (isForeign)
        return;
    if (final == 'm') {
        TextStyle style = m_cells.style();
        applySgr(parameters, style);
        m_cells.setStyle(style);
    } else if (final == 'C' || final == 'a') {
        m_cells.moveColumns(std::max(1, parameter(parameters, 1)));
    } else if (final == 'D') {
        m_cells.moveColumns(-std::max(1, parameter(parameters, 1)));
    } else if (final == 'G' || final == '`') {
        m_cells.setColumn(std::max(1, parameter(parameters, 1)) - 1);
    } else if (final == 'P') {
        m_cells.deleteColumns(std::max(1, parameter(parameters, 1)));
    } else if (final == 'X') {
        m_cells.eraseColumns(std::max(1, parameter(parameters, 1)));
    } else if (final == 'K' && parameter(parameters, 0) == 0) {
        m_cells.eraseToEnd();
    } else if (final == 'K' && parameter(parameters, 0) == 1) {
        m_cells.eraseToBegin();
    } else if (final == 'K' && parameter(parameters, 0) == 2) {
        m_cells.clear();
    }
}

}  // namespace ui
