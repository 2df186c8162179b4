#include "core/rawneedle.h"

#include <array>
#include <bit>
#include <cstring>

namespace core {

namespace {

// GCC and Clang make the instructions of the machine out of it.
constexpr qsizetype lane = 16;
constexpr qsizetype stride = 4 * lane;
using Lane = uchar __attribute__((vector_size(lane)));
using SignedLane = signed char __attribute__((vector_size(lane)));

Lane load(const char *bytes)
{
    Lane result;
    std::memcpy(&result, bytes, sizeof result);
    return result;
}

Lane filled(char byte)
{
    return Lane{} + uchar(byte);
}

bool any(Lane hits)
{
    const auto halves = std::bit_cast<std::array<quint64, 2>>(hits);
    return (halves[0] | halves[1]) != 0;
}

bool isLetter(char byte)
{
    const char lower = char(byte | 0x20);
    return lower >= 'a' && lower <= 'z';
}

// How common a byte is in program output, roughly; 0 is the rarest.
int frequency(char byte)
{
    static constexpr QByteArrayView common = "zjqxkvbwygpfmucdhlrsnioate0123456789/.-_ ";
    return int(common.indexOf(isLetter(byte) ? char(byte | 0x20) : byte)) + 1;
}

bool isPlainControl(uchar byte)
{
    return byte < 0x20 ? byte != '\n' && byte != '\t' : byte == 0x7f;
}

// C1 controls are C2 80 to C2 9F; the characters that reorder text lie at E2 80 AA to E2 81 A9.
bool isUnprintable(QByteArrayView bytes, qsizetype i)
{
    const auto byte = uchar(bytes[i]);
    const auto next = uchar(i + 1 < bytes.size() ? bytes[i + 1] : 0);
    if (byte == 0xc2)
        return next < 0xa0;
    if (byte == 0xe2)
        return next <= 0x81;
    return isPlainControl(byte);
}

}  // namespace

RawNeedle::RawNeedle(const QByteArray &needle, Qt::CaseSensitivity sensitivity)
    : m_needle(needle)
    , m_fold(needle.size(), '\0')
{
    for (qsizetype i = 0; i < needle.size(); ++i) {
        if (sensitivity == Qt::CaseInsensitive && isLetter(needle[i])) {
            m_fold[i] = 0x20;
            m_needle[i] = char(needle[i] | 0x20);
        }
        if (frequency(needle[i]) < frequency(needle[m_rare]))
            m_rare = i;
    }
    m_second = m_rare == 0 ? needle.size() - 1 : 0;
    for (qsizetype i = 0; i < needle.size(); ++i) {
        if (i != m_rare && frequency(needle[i]) < frequency(needle[m_second]))
            m_second = i;
    }
}

bool RawNeedle::isAt(const char *bytes) const
{
    for (qsizetype i = 0; i < m_needle.size(); ++i) {
        if (char(bytes[i] | m_fold[i]) != m_needle[i])
            return false;
    }
    return true;
}

qsizetype RawNeedle::find(QByteArrayView bytes, qsizetype from) const
{
    const qsizetype last = bytes.size() - m_needle.size();
    const char *const data = bytes.data();
    const Lane rare = filled(m_needle[m_rare]), rareFold = filled(m_fold[m_rare]);
    const Lane second = filled(m_needle[m_second]), secondFold = filled(m_fold[m_second]);
    qsizetype at = from;
    for (; at + stride <= last + 1; at += stride) {
        Lane hits{};
        for (qsizetype i = 0; i < stride; i += lane) {
            const Lane first = load(data + at + i + m_rare) | rareFold;
            const Lane other = load(data + at + i + m_second) | secondFold;
            hits |= Lane(first == rare) & Lane(other == second);
        }
        if (!any(hits))
            continue;
        for (qsizetype i = at; i < at + stride; ++i) {
            if (isAt(data + i))
                return i;
        }
    }
    for (; at <= last; ++at) {
        if (isAt(data + at))
            return at;
    }
    return bytes.size();
}

quint32 RawNeedle::count(QByteArrayView bytes) const
{
    quint32 result = 0;
    for (qsizetype at = find(bytes, 0); at < bytes.size(); at = find(bytes, at + size()))
        ++result;
    return result;
}

qsizetype findUnprintable(QByteArrayView bytes, qsizetype from)
{
    const char *const data = bytes.data();
    qsizetype at = from;
    while (at < bytes.size()) {
        if (at + stride <= bytes.size()) {
            Lane hits{};
            for (qsizetype i = 0; i < stride; i += lane) {
                // Signed, bytes of other characters than ASCII are below the space too: they get a closer look.
                const Lane part = load(data + at + i);
                const Lane low = Lane(SignedLane(part) < 0x20) & Lane(part != '\n') & Lane(part != '\t');
                hits |= low | Lane(part == 0x7f);
            }
            if (!any(hits)) {
                at += stride;
                continue;
            }
        }
        for (const qsizetype end = std::min(at + stride, bytes.size()); at < end; ++at) {
            if (isUnprintable(bytes, at))
                return at;
        }
    }
    return bytes.size();
}

QByteArrayView withoutColours(QByteArrayView line, QByteArray &scratch)
{
    if (line.endsWith('\r'))
        line.chop(1);
    qsizetype at = findUnprintable(line, 0);
    if (at == line.size())
        return line;
    scratch.resize(0);
    qsizetype copied = 0;
    while (at < line.size()) {
        if (!line.sliced(at).startsWith("\x1b["))
            return {};
        qsizetype end = at + 2;
        while (end < line.size() && (isdigit(uchar(line[end])) || line[end] == ';' || line[end] == ':'))
            ++end;
        const bool colours = end < line.size() && line[end] == 'm';
        const bool erasesBehind = end == at + 2 && end < line.size() && line[end] == 'K';
        if (!colours && !erasesBehind)
            return {};
        scratch.append(line.sliced(copied, at - copied));
        copied = end + 1;
        at = findUnprintable(line, copied);
    }
    return scratch.append(line.sliced(copied));
}

}  // namespace core
