#include "mcp/quoted.h"

namespace mcp {

QString quoted(QStringView text, qsizetype limit)
{
    QString result = u'"' + text.left(limit).toString();
    if (text.size() > limit) {
        if (result.back().isHighSurrogate())
            result.chop(1);
        result += u'…';
    }
    return result + u'"';
}

}  // namespace mcp
