#include "core/screenuse.h"

#include <algorithm>
#include <initializer_list>

#include "core/sequenceparameters.h"

namespace core {

namespace {

constexpr char escape = 0x1b;

// A control sequence: its parameters, and its final byte or 0 if there is none.
struct Sequence {
    QByteArrayView parameters;
    char final = 0;
};

// Of what is behind CSI.
Sequence sequenceAt(QByteArrayView bytes)
{
    constexpr qsizetype longest = 64;
    qsizetype size = 0;
    while (size < std::min(bytes.size(), longest) && bytes[size] >= 0x20 && bytes[size] < 0x40)
        ++size;
    if (size == bytes.size() || bytes[size] < 0x40)
        return {};
    return {bytes.first(size), bytes[size]};
}

bool setsOneOf(const Sequence &sequence, std::initializer_list<int> modes)
{
    const SequenceParameters parameters(sequence.parameters);
    if (!parameters.isPrivate())
        return false;
    for (int i = 0; i < parameters.count(); ++i) {
        if (std::find(modes.begin(), modes.end(), parameters.value(i, 0)) != modes.end())
            return true;
    }
    return false;
}

constexpr std::initializer_list<int> alternateScreen{47, 1047, 1049};

ScreenUse useOf(const Sequence &sequence)
{
    const bool isStandard = SequenceParameters(sequence.parameters).isStandard();
    switch (sequence.final) {
    case 'A':
    case 'F':
    case 'u':
        return isStandard ? ScreenUse::Moves : ScreenUse::Lines;
    case 'H':
    case 'L':
    case 'M':
    case 'S':
    case 'T':
    case 'd':
    case 'f':
    case 'r':
        return isStandard ? ScreenUse::Screen : ScreenUse::Lines;
    case 'J':
        return isStandard && SequenceParameters(sequence.parameters).value(0, 0) > 0 ? ScreenUse::Screen
                                                                                     : ScreenUse::Lines;
    case 'h':
    case 'l':
        return setsOneOf(sequence, alternateScreen) ? ScreenUse::Screen : ScreenUse::Lines;
    default:
        return ScreenUse::Lines;
    }
}

ScreenUse useOfEscape(QByteArrayView behind)
{
    if (behind.isEmpty())
        return ScreenUse::Lines;
    if (behind.front() == '[')
        return useOf(sequenceAt(behind.sliced(1)));
    if (behind.front() == 'c')
        return ScreenUse::Screen;
    return behind.front() == 'M' || behind.front() == '8' ? ScreenUse::Moves : ScreenUse::Lines;
}

// Whether the last setting of one of the modes is on.
bool endsWithMode(QByteArrayView bytes, std::initializer_list<int> modes)
{
    static constexpr QByteArrayView begin("\x1b[?");
    for (qsizetype at = bytes.lastIndexOf(begin); at >= 0; at = at > 0 ? bytes.lastIndexOf(begin, at - 1) : -1) {
        const Sequence sequence = sequenceAt(bytes.sliced(at + 2));
        if ((sequence.final == 'h' || sequence.final == 'l') && setsOneOf(sequence, modes))
            return sequence.final == 'h';
    }
    return false;
}

}  // namespace

ScreenUse screenUse(QByteArrayView bytes)
{
    ScreenUse use = ScreenUse::Lines;
    for (qsizetype at = bytes.indexOf(escape); at >= 0 && use != ScreenUse::Screen; at = bytes.indexOf(escape, at + 1))
        use = std::max(use, useOfEscape(bytes.sliced(at + 1)));
    return use;
}

bool endsOnAlternateScreen(QByteArrayView bytes)
{
    return endsWithMode(bytes, alternateScreen);
}

bool endsWithApplicationKeys(QByteArrayView bytes)
{
    return endsWithMode(bytes, {1});
}

}  // namespace core
