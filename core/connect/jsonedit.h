#pragma once

#include <QStringList>

#include "core/connect/jsontree.h"

namespace core {

// Changes of one member in the JSON text of a file that belongs to somebody else: everything but this member stays byte
// for byte, comments, order, indentation and line ends included. `path` names the members from the root object down.
//
// An error is a sentence, and nothing is to be written then: the text is not valid, a part of the path is no object or
// stands there twice, or the member can't be changed without changing more.

// With the member set to `value`, a JSON text without comments, which is laid out as its surroundings are. Members of
// the path that are missing are made as objects; an empty text becomes an object.
Result<QByteArray> withJsonMember(const QByteArray &text, JsonDialect dialect, const QStringList &path,
                                  const QByteArray &value);

// Without the member; objects that held nothing else stay, empty. A member that is not there changes nothing.
Result<QByteArray> withoutJsonMember(const QByteArray &text, JsonDialect dialect, const QStringList &path);

// The member's value; null when there is none. `tree` must live on.
Result<const JsonNode *> jsonMember(const JsonTree &tree, const QStringList &path);

// A string as JSON, in quotes.
[[nodiscard]] QByteArray jsonString(const QString &text);

}  // namespace core
