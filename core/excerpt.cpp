#include "core/excerpt.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace core {

QString excerpt(const QString &text, qsizetype longest, qsizetype start, qsizetype length)
{
    if (text.size() <= longest)
        return text;
    const qsizetype around = std::max<qsizetype>(0, longest - length) / 2;
    qsizetype begin = std::clamp<qsizetype>(start - around, 0, text.size() - longest);
    qsizetype end = begin + longest;
    if (text[begin].isLowSurrogate())
        ++begin;
    if (end < text.size() && text[end].isLowSurrogate())
        --end;
    return (begin > 0 ? u"…"_s : QString()) + text.sliced(begin, end - begin)
        + (end < text.size() ? u"…"_s : QString());
}

}  // namespace core
