#include "mcp/tools/terminalkeys.h"

#include <algorithm>

#include <QByteArrayView>

namespace mcp {

namespace {

constexpr char escape = 0x1b;

bool isCursorKey(QByteArrayView bytes)
{
    return bytes.size() >= 3 && bytes[0] == escape && bytes[1] == '[' && QByteArrayView("ABCDFH").contains(bytes[2]);
}

// CSI with numbers, or ESC O, and a final byte, up to the end.
bool isSequence(QByteArrayView behindEscape)
{
    if (behindEscape.size() < 2)
        return false;
    if (behindEscape[0] == 'O')
        return behindEscape.size() == 2;
    if (behindEscape[0] != '[' || behindEscape.back() < 0x40)
        return false;
    const QByteArrayView parameters = behindEscape.sliced(1).chopped(1);
    return std::all_of(parameters.begin(), parameters.end(), [](char c) { return (c >= '0' && c <= '9') || c == ';'; });
}

}  // namespace

QByteArray typed(const QByteArray &text, bool applicationKeys)
{
    QByteArray bytes = text;
    bytes.replace("\r\n", "\r").replace('\n', '\r');
    for (qsizetype at = bytes.indexOf(escape); applicationKeys && at >= 0; at = bytes.indexOf(escape, at + 1)) {
        if (isCursorKey(QByteArrayView(bytes).sliced(at)))
            bytes[at + 1] = 'O';
    }
    return bytes;
}

bool hasCursorKeys(const QByteArray &text)
{
    for (qsizetype at = text.indexOf(escape); at >= 0; at = text.indexOf(escape, at + 1)) {
        if (isCursorKey(QByteArrayView(text).sliced(at)))
            return true;
    }
    return false;
}

bool endsWithKey(const QByteArray &text)
{
    if (text.isEmpty())
        return false;
    const uchar last = uchar(text.back());
    const qsizetype begin = text.lastIndexOf(escape);
    return last < 0x20 || last == 0x7f || (begin >= 0 && isSequence(QByteArrayView(text).sliced(begin + 1)));
}

}  // namespace mcp
