#include "mcp/tools/exactreply.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

QString base64Of(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

// Whose bytes follow each other, for the merged ones.
QJsonArray piecesOf(const core::OutputChunk &chunk)
{
    QJsonArray pieces;
    qint64 length = 0;
    keeper::Stream stream = keeper::Stream::Stdout;
    const auto add = [&] {
        if (length > 0)
            pieces += QJsonArray{int(stream), length};
        length = 0;
    };
    for (const core::OutputSpan &span : chunk.spans) {
        if (span.stream != stream)
            add();
        stream = span.stream;
        length += span.bytes.size();
    }
    add();
    return pieces;
}

}  // namespace

OutputReply exactReply(const core::OutputChunk &chunk, StreamChoice choice, QJsonObject fields)
{
    if (choice == StreamChoice::Merged) {
        fields.insert(u"output"_s, base64Of(chunk.bytes()));
        fields.insert(u"pieces"_s, piecesOf(chunk));
    }
    if (choice == StreamChoice::Separate || choice == StreamChoice::Stdout)
        fields.insert(u"stdout"_s, base64Of(chunk.bytes(core::StreamFilter::Stdout)));
    if (choice == StreamChoice::Separate || choice == StreamChoice::Stderr)
        fields.insert(u"stderr"_s, base64Of(chunk.bytes(core::StreamFilter::Stderr)));
    const QString text =
        u"[%1 bytes as base64 in structuredContent; %2]"_s.arg(chunk.bytes().size()).arg(placeText(fields));
    return {std::move(fields), text};
}

}  // namespace mcp
