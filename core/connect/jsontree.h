#pragma once

#include <memory>
#include <vector>

#include <QByteArray>
#include <QString>

#include "core/result.h"

namespace core {

enum class JsonDialect {
    Strict,  // RFC 8259
    Commented,  // with // and /* */ comments and commas behind the last member, as VS Code reads its files
};

struct JsonMember;

// A value with the bytes that it takes in the text.
struct JsonNode {
    enum class Type { Null, Boolean, Number, String, Array, Object };

    Type type = Type::Null;
    qsizetype begin = 0;
    qsizetype end = 0;  // behind the last byte
    QString string;  // of a String
    std::vector<JsonNode> elements;  // of an Array
    std::vector<JsonMember> members;  // of an Object, in their order, with names that come twice

    // The last member of this name; null when there is none or this is no object.
    [[nodiscard]] const JsonMember *find(const QString &name) const;
    [[nodiscard]] int count(const QString &name) const;
};

struct JsonMember {
    QString name;
    qsizetype begin = 0;  // of the quoted name
    JsonNode value;
};

// A parsed text. One that is empty, or of blanks and comments only, has no value.
struct JsonTree {
    bool hasValue = false;
    JsonNode root;
};

// Parses a UTF-8 text, with or without a byte order mark. An error says what stands wrong in which line.
Result<JsonTree> parseJson(const QByteArray &text, JsonDialect dialect);

// Where blanks and comments that begin at `at` end. The text must be parsable in the commented dialect.
[[nodiscard]] qsizetype skipJsonBlanks(const QByteArray &text, qsizetype at);

}  // namespace core
