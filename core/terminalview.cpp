#include "core/terminalview.h"

#include <algorithm>

#include "core/terminalscreen.h"

namespace core {

namespace {

constexpr quint64 keysLookedAt = 1 << 20;

OutputChunk readAll(const OutputLog &log, quint64 from, quint64 to)
{
    OutputChunk chunk = log.read(from, 0);
    chunk.spans.clear();
    for (quint64 at = from; at < to;) {
        const OutputChunk piece = log.read(at, to - at);
        if (piece.nextOffset <= at)
            break;
        chunk.spans += piece.spans;
        at = piece.nextOffset;
    }
    return chunk;
}

void feed(TerminalScreen &screen, const OutputChunk &chunk)
{
    for (const OutputSpan &span : chunk.spans) {
        if (span.gap != Gap::None)
            screen.skip();
        else
            screen.feed(span.bytes);
    }
}

}  // namespace

std::optional<TerminalView> terminalView(const OutputLog &log, keeper::TerminalSize size, quint64 from, quint64 to)
{
    from = std::max(from, to - std::min(to, largestView));
    const quint64 begin = from - std::min(from, viewContext);
    const OutputChunk before = readAll(log, begin, from), range = readAll(log, from, to);
    const QByteArray bytes = range.bytes();
    const ScreenUse use = screenUse(bytes);
    if (use == ScreenUse::Lines && !endsOnAlternateScreen(before.bytes()))
        return std::nullopt;
    TerminalScreen screen(size, begin == 0 ? TerminalScreen::Begin::Output : TerminalScreen::Begin::Middle);
    feed(screen, before);
    if (from > 0)
        screen.mark();
    feed(screen, range);
    const bool isScreen = use == ScreenUse::Screen || screen.isAlternate();
    return TerminalView{screen.text(isScreen ? ScreenPage::Extent::Screen : ScreenPage::Extent::Changed), isScreen};
}

bool hasApplicationKeys(const OutputLog &log)
{
    const quint64 end = log.extent().end;
    return endsWithApplicationKeys(readAll(log, end - std::min(end, keysLookedAt), end).bytes());
}

}  // namespace core
