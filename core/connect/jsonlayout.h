#pragma once

#include <QByteArray>

#include "core/connect/jsontree.h"

namespace core {

// How a JSON file is written: what a new member in it should look like.
struct JsonLayout {
    QByteArray lineEnd;
    QByteArray unit;  // one step of indentation

    // As the file's own members are; "\n" and two blanks for one that does not show it.
    static JsonLayout of(const QByteArray &text, const JsonTree &tree);

    // The value of `node` in `text`, its objects with a line for each member; `indent` is that of the first line.
    [[nodiscard]] QByteArray inLines(const QByteArray &text, const JsonNode &node, const QByteArray &indent) const;
};

// The value without blanks and comments but one blank behind each comma and colon: equal for equal values, but for the
// order of members and the spelling of numbers and strings.
[[nodiscard]] QByteArray jsonInLine(const QByteArray &text, const JsonNode &node);

// The blanks at the beginning of the line in which `at` lies.
[[nodiscard]] QByteArray jsonIndent(const QByteArray &text, qsizetype at);

// Whether nothing but blanks stands before `at` in its line.
[[nodiscard]] bool startsJsonLine(const QByteArray &text, qsizetype at);

}  // namespace core
