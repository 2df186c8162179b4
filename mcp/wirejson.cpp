#include "mcp/wirejson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace mcp {

namespace {

bool isSurrogateEscape(QByteArrayView escape)
{
    return escape.size() >= 6 && escape[1] == 'u' && (escape[2] == 'd' || escape[2] == 'D')
        && QByteArrayView("89abcdefABCDEF").contains(escape[3]);
}

// Qt writes a paired surrogate as UTF-8 and only an unpaired one as an escape, so that the text can be mended after
// it was written, without walking and copying the values.
QByteArray mended(const QByteArray &text)
{
    QByteArray result;
    qsizetype copied = 0;
    qsizetype at = text.indexOf('\\');
    while (at >= 0) {
        const bool isSurrogate = isSurrogateEscape(QByteArrayView(text).sliced(at));
        if (isSurrogate) {
            result += QByteArrayView(text).sliced(copied, at - copied);
            result += "\xEF\xBF\xBD";
            copied = at + 6;
        }
        at = text.indexOf('\\', at + (isSurrogate ? 6 : 2));
    }
    if (copied == 0)
        return text;
    return result.append(QByteArrayView(text).sliced(copied));
}

QByteArray line(const QJsonDocument &document)
{
    return mended(document.toJson(QJsonDocument::Compact)) + '\n';
}

}  // namespace

QByteArray wireJson(const QJsonObject &message)
{
    return line(QJsonDocument(message));
}

QByteArray wireJson(const QJsonArray &messages)
{
    return line(QJsonDocument(messages));
}

}  // namespace mcp
