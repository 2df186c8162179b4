#include "core/connect/jsonedit.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include "core/connect/jsonlayout.h"

namespace core {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(core::JsonEdit)
};

// The object that holds the path's last member, as deep as it is there already.
struct Place {
    const JsonNode *object = nullptr;
    const JsonMember *member = nullptr;  // the whole path's; null when it is missing
    qsizetype depth = 0;  // names of the path that lead to `object`
};

Result<Place> findPlace(const JsonTree &tree, const QStringList &path)
{
    Place place{&tree.root};
    if (tree.root.type != JsonNode::Type::Object)
        return Error{Texts::tr("It is not a JSON object.")};
    for (;; ++place.depth) {
        const QString &name = path.at(place.depth);
        if (place.object->count(name) > 1)
            return Error{Texts::tr("\"%1\" stands there twice, and it is not certain which one counts.").arg(name)};
        const JsonMember *member = place.object->find(name);
        if (!member || place.depth + 1 == path.size()) {
            place.member = member;
            return place;
        }
        if (member->value.type != JsonNode::Type::Object)
            return Error{Texts::tr("\"%1\" is not an object there.").arg(name)};
        place.object = &member->value;
    }
}

// Behind the comments that follow `at` in its line; `at` where there are none.
qsizetype behindComments(const QByteArray &text, qsizetype at)
{
    qsizetype end = at;
    while (at < text.size() && (text.at(at) == ' ' || text.at(at) == '\t' || text.at(at) == '/')) {
        if (text.mid(at, 2) == "//") {
            const qsizetype newline = text.indexOf('\n', at);
            return text.at(newline - 1) == '\r' ? newline - 1 : newline;
        }
        if (text.at(at) == '/')
            end = at = text.indexOf("*/", at + 2) + 2;
        else
            ++at;
    }
    return end;
}

QByteArray insertIntoEmpty(const QByteArray &text, const JsonLayout &layout, const JsonNode &object,
                           const QByteArray &name, const QByteArray &value, const JsonNode &node)
{
    const QByteArray indent = jsonIndent(text, object.begin);
    const QByteArray member =
        layout.lineEnd + indent + layout.unit + name + ": " + layout.inLines(value, node, indent + layout.unit);
    const QByteArray inside = text.mid(object.begin + 1, object.end - object.begin - 2);
    QByteArray kept = inside;
    while (!kept.isEmpty() && QByteArray(" \t\r\n").contains(kept.back()))
        kept.chop(1);
    const QByteArray filled = '{' + kept + member + layout.lineEnd + indent + '}';
    return QByteArray(text).replace(object.begin, object.end - object.begin, filled);
}

QByteArray insertBehindLast(const QByteArray &text, const JsonLayout &layout, const JsonNode &object,
                            const QByteArray &name, const QByteArray &value, const JsonNode &node)
{
    const JsonMember &last = object.members.back();
    const qsizetype end = last.value.end;
    const qsizetype next = skipJsonBlanks(text, end);
    const bool comma = text.at(next) == ',';
    QByteArray result = text;
    if (!startsJsonLine(text, last.begin)) {
        const QByteArray member = ' ' + name + ": " + jsonInLine(value, node);
        return result.insert(comma ? next + 1 : end, comma ? member + ',' : ',' + member);
    }
    const QByteArray indent = jsonIndent(text, last.begin);
    const QByteArray member = layout.lineEnd + indent + name + ": " + layout.inLines(value, node, indent);
    result.insert(behindComments(text, comma ? next + 1 : end), comma ? member + ',' : member);
    return comma ? result : result.insert(end, ',');
}

qsizetype blanksBefore(const QByteArray &text, qsizetype at)
{
    while (at > 0 && QByteArray(" \t\r\n").contains(text.at(at - 1)))
        --at;
    return at;
}

QByteArray removeMember(const QByteArray &text, const JsonNode &object, const JsonMember &member)
{
    QByteArray result = text;
    const qsizetype end = member.value.end, next = skipJsonBlanks(text, end);
    const qsizetype index = &member - object.members.data();
    qsizetype from = blanksBefore(text, member.begin);
    if (text.at(next) == ',') {
        qsizetype to = next + 1;
        if (!text.mid(from, member.begin - from).contains('\n')) {
            from = member.begin;
            while (text.at(to) == ' ' || text.at(to) == '\t')
                ++to;
        }
        // A comment between the value and its comma stays.
        return result.replace(from, to - from, text.mid(end, next - end));
    }
    // Of an object that is empty now, the blanks go as well.
    const bool bare = object.members.size() == 1 && from == object.begin + 1 && next == object.end - 1
        && blanksBefore(text, next) <= end;
    result.remove(from, (bare ? next : end) - from);
    if (index > 0) {
        const qsizetype comma = skipJsonBlanks(text, object.members[size_t(index) - 1].value.end);
        result.remove(comma, 1);
    }
    return result;
}

// The value of the object without what is at the path, in a form that is equal for equal values; objects on the path
// that are missing count as empty ones at the end.
QByteArray rest(const QByteArray &text, const JsonNode &object, const QStringList &path)
{
    QByteArrayList parts;
    const bool last = path.size() == 1;
    for (const JsonMember &member : object.members) {
        if (member.name != path.first())
            parts += jsonString(member.name) + jsonInLine(text, member.value);
        else if (!last)
            parts += jsonString(member.name) + rest(text, member.value, path.mid(1));
    }
    if (!last && object.count(path.first()) == 0)
        parts += jsonString(path.first()) + rest(text, {}, path.mid(1));
    return '{' + parts.join(',') + '}';
}

// What was meant has happened, and nothing else.
Result<QByteArray> checked(const QByteArray &before, const JsonTree &tree, const QByteArray &after, JsonDialect dialect,
                           const QStringList &path, const QByteArray &wanted)
{
    const auto result = parseJson(after, dialect);
    const auto member = result ? jsonMember(*result, path) : Result<const JsonNode *>(nullptr);
    const QByteArray found = member && *member ? jsonInLine(after, **member) : QByteArray();
    if (!result || !member || found != wanted || rest(before, tree.root, path) != rest(after, result->root, path))
        return Error{Texts::tr("\"%1\" can't be changed there without changing more.").arg(path.last())};
    return after;
}

}  // namespace

Result<QByteArray> withJsonMember(const QByteArray &text, JsonDialect dialect, const QStringList &path,
                                  const QByteArray &value)
{
    const auto tree = parseJson(text, dialect);
    if (!tree)
        return Error{tree.error()};
    if (!tree->hasValue) {
        const QByteArray lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        const bool atStart = text.isEmpty() || text.endsWith('\n') || text == "\xEF\xBB\xBF";
        return withJsonMember(text + (atStart ? QByteArray() : lineEnd) + "{}" + lineEnd, dialect, path, value);
    }
    const auto place = findPlace(*tree, path);
    if (!place)
        return Error{place.error()};

    QByteArray content = value;
    if (!place->member) {
        for (qsizetype i = path.size() - 1; i > place->depth; --i)
            content = '{' + jsonString(path.at(i)) + ": " + content + '}';
    }
    const auto parsed = parseJson(content, JsonDialect::Strict);
    Q_ASSERT(parsed && parsed->hasValue);
    const JsonLayout layout = JsonLayout::of(text, *tree);
    QByteArray after = text;
    if (const JsonMember *member = place->member) {
        const bool inLines = startsJsonLine(text, member->begin);
        after.replace(member->value.begin, member->value.end - member->value.begin,
                      inLines ? layout.inLines(content, parsed->root, jsonIndent(text, member->begin))
                              : jsonInLine(content, parsed->root));
    } else {
        const QByteArray name = jsonString(path.at(place->depth));
        const auto insert = place->object->members.empty() ? insertIntoEmpty : insertBehindLast;
        after = insert(text, layout, *place->object, name, content, parsed->root);
    }
    const auto wanted = parseJson(value, JsonDialect::Strict);
    return checked(text, *tree, after, dialect, path, jsonInLine(value, wanted->root));
}

Result<QByteArray> withoutJsonMember(const QByteArray &text, JsonDialect dialect, const QStringList &path)
{
    const auto tree = parseJson(text, dialect);
    if (!tree)
        return Error{tree.error()};
    if (!tree->hasValue)
        return text;
    const auto place = findPlace(*tree, path);
    if (!place)
        return Error{place.error()};
    if (!place->member)
        return text;
    return checked(text, *tree, removeMember(text, *place->object, *place->member), dialect, path, {});
}

Result<const JsonNode *> jsonMember(const JsonTree &tree, const QStringList &path)
{
    if (!tree.hasValue)
        return nullptr;
    const auto place = findPlace(tree, path);
    if (!place)
        return Error{place.error()};
    return place->member ? &place->member->value : nullptr;
}

QByteArray jsonString(const QString &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return array.mid(1, array.size() - 2);
}

}  // namespace core
