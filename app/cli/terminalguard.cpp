#include "app/cli/terminalguard.h"

#include <algorithm>

#include <QString>

#include "core/characters.h"

namespace cli {

namespace {

QByteArray utf8(char32_t codePoint)
{
    return QString::fromUcs4(&codePoint, 1).toUtf8();
}

// Numbers alone: no private or intermediate bytes.
bool isPlain(QByteArrayView parameters)
{
    return std::ranges::all_of(parameters, [](char c) { return (c >= '0' && c <= '9') || c == ';' || c == ':'; });
}

}  // namespace

QByteArray TerminalGuard::take(const QByteArray &bytes)
{
    const auto take = [this](char32_t codePoint) { m_parser.take(codePoint, *this); };
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        if (m_parser.isInText() && m_decoder.isIdle()) {
            const qsizetype run = core::printableRun(QByteArrayView(bytes).sliced(at));
            m_safe.append(QByteArrayView(bytes).sliced(at, run));
            at += run;
            if (at == bytes.size())
                break;
        }
        m_decoder.feed(uchar(bytes[at]), take);
    }
    return std::exchange(m_safe, {});
}

QByteArray TerminalGuard::finish()
{
    m_decoder.finish([this](char32_t codePoint) { m_parser.take(codePoint, *this); });
    return std::exchange(m_safe, {}) + (std::exchange(m_coloured, false) ? "\033[0m" : "");
}

void TerminalGuard::print(char32_t codePoint)
{
    if (core::reordersText(codePoint))
        m_safe += "\u27e8" + core::codePointName(codePoint) + "\u27e9";
    else
        m_safe += utf8(codePoint);
}

void TerminalGuard::control(char32_t code)
{
    if (code == '\n' || code == '\r' || code == '\t' || code == '\b')
        m_safe += char(code);
}

void TerminalGuard::sequence(QByteArrayView parameters, char32_t final)
{
    if ((final != 'm' && final != 'K') || !isPlain(parameters))
        return;
    m_safe += "\033[" + parameters.toByteArray() + char(final);
    m_coloured = m_coloured || final == 'm';
}

}  // namespace cli
