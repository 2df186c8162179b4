#include "core/connect/jsonlayout.h"

#include "core/connect/jsonedit.h"

namespace core {

namespace {

qsizetype lineStart(const QByteArray &text, qsizetype at)
{
    return at == 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

}  // namespace

JsonLayout JsonLayout::of(const QByteArray &text, const JsonTree &tree)
{
    JsonLayout layout{text.contains("\r\n") ? "\r\n" : "\n", "  "};
    if (!tree.hasValue || tree.root.members.empty())
        return layout;
    const qsizetype first = tree.root.members.front().begin;
    const QByteArray outer = jsonIndent(text, tree.root.begin), inner = jsonIndent(text, first);
    if (startsJsonLine(text, first) && inner.size() > outer.size() && inner.startsWith(outer))
        layout.unit = inner.mid(outer.size());
    return layout;
}

QByteArray JsonLayout::inLines(const QByteArray &text, const JsonNode &node, const QByteArray &indent) const
{
    if (node.type != JsonNode::Type::Object || node.members.empty())
        return jsonInLine(text, node);
    QByteArray lines;
    for (const JsonMember &member : node.members) {
        lines += (lines.isEmpty() ? "{" : ",") + lineEnd + indent + unit + jsonString(member.name) + ": ";
        lines += inLines(text, member.value, indent + unit);
    }
    return lines + lineEnd + indent + '}';
}

QByteArray jsonInLine(const QByteArray &text, const JsonNode &node)
{
    QByteArrayList parts;
    switch (node.type) {
    case JsonNode::Type::Object:
        for (const JsonMember &member : node.members)
            parts += jsonString(member.name) + ": " + jsonInLine(text, member.value);
        return '{' + parts.join(", ") + '}';
    case JsonNode::Type::Array:
        for (const JsonNode &element : node.elements)
            parts += jsonInLine(text, element);
        return '[' + parts.join(", ") + ']';
    default:
        return text.mid(node.begin, node.end - node.begin);
    }
}

QByteArray jsonIndent(const QByteArray &text, qsizetype at)
{
    qsizetype start = lineStart(text, at);
    if (start == 0 && text.startsWith("\xEF\xBB\xBF"))
        start = 3;
    qsizetype end = start;
    while (end < at && (text.at(end) == ' ' || text.at(end) == '\t'))
        ++end;
    return text.mid(start, end - start);
}

bool startsJsonLine(const QByteArray &text, qsizetype at)
{
    const qsizetype start = lineStart(text, at);
    return start > 0 && start + jsonIndent(text, at).size() == at;
}

}  // namespace core
