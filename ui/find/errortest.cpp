#include "ui/find/errortest.h"

#include <algorithm>
#include <array>
#include <memory>

#include "ui/find/errorexpressions.h"
#include "ui/find/lines.h"
#include "ui/output/linerenderer.h"

namespace ui {

namespace {

// One of these is in every line that isErrorLine() says, in upper or lower case; tst_finderrors.cpp holds them together.
// `pair` is the place of two bytes that are rare in other text.
struct Telltale {
    QByteArrayView word;
    qsizetype pair;
};

constexpr Telltale telltales[] = {
    {"error", 1},        {"err!", 1},         {"fatal", 0},        {"fail", 0},          {"fault", 0},
    {"panic", 0},        {"critical", 0},     {"severe", 1},       {"undefined", 3},     {"multiple def", 2},
    {"find -l", 5},      {"*** ", 0},         {"***timeout", 0},   {"***not run", 0},    {"not ok", 4},
    {"assertion", 1},    {"traceback", 4},    {"exception", 1},    {"unhandled", 1},     {"uncaught", 4},
    {"caused by", 7},    {"terminate ", 2},   {"dumped", 2},       {"smashing", 0},      {"double free", 2},
    {"sanitizer", 5},    {"mmand not fo", 0}, {"such file", 0},    {"rmission deni", 0}, {"t execute", 2},
    {"ninja: ", 2},      {"\xe2\x9c\x95", 0}, {"\xe2\x9c\x96", 0}, {"\xe2\x9c\x97", 0},  {"\xe2\x9c\x98", 0},
    {"\xe2\x9d\x8c", 0}, {"\xc3\x97 ", 0},
};

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c;
}

size_t pairOf(char first, char second)
{
    return size_t(uchar(first)) << 8 | uchar(second);
}

using Pairs = std::array<bool, 1 << 16>;

const Pairs &telltalePairs()
{
    static const std::unique_ptr<const Pairs> pairs = [] {
        auto set = std::make_unique<Pairs>(Pairs{});
        const auto upper = [](char c) { return c >= 'a' && c <= 'z' ? char(c & ~0x20) : c; };
        for (const Telltale &telltale : telltales) {
            const char first = telltale.word[telltale.pair], second = telltale.word[telltale.pair + 1];
            for (const char one : {first, upper(first)}) {
                for (const char two : {second, upper(second)})
                    set->at(pairOf(one, two)) = true;
            }
        }
        return set;
    }();
    return *pairs;
}

bool isTelltaleAt(QByteArrayView bytes, qsizetype at)
{
    return std::ranges::any_of(telltales, [&](const Telltale &telltale) {
        const qsizetype begin = at - telltale.pair;
        return begin >= 0 && begin + telltale.word.size() <= bytes.size()
            && std::equal(telltale.word.begin(), telltale.word.end(), bytes.begin() + begin,
                          [](char a, char b) { return a == lower(b); });
    });
}

// The first place at or behind `from` at which a telltale word has its pair; the size if there is none.
qsizetype findTelltale(QByteArrayView bytes, qsizetype from)
{
    const bool *const pairs = telltalePairs().data();
    const char *const data = bytes.data();
    for (qsizetype at = from; at + 1 < bytes.size(); ++at) {
        if (pairs[pairOf(data[at], data[at + 1])] && isTelltaleAt(bytes, at))
            return at;
    }
    return bytes.size();
}

}  // namespace

void ErrorTest::test(const LineBlock &block, std::vector<LineHit> &hits)
{
    qsizetype end = 0;
    for (qsizetype at = findTelltale(block.bytes, 0); at < block.bytes.size(); at = findTelltale(block.bytes, end)) {
        const qsizetype begin = rowBegin(block, at, end);
        end = rowEnd(block, begin);
        if (isErrorLine(lineText(block.bytes.sliced(begin, end - begin))))
            hits.push_back({block.offset + quint64(begin)});
    }
}

}  // namespace ui
