#pragma once

#include <QByteArray>

class QJsonArray;
class QJsonObject;

namespace mcp {

// The line to send for a message or for a batch's answers: compact JSON, keys sorted, ended by LF, no other LF in it.
// An unpaired surrogate in any string or key becomes U+FFFD: Qt would write it as \ud800, which other parsers refuse
// together with the whole message.
[[nodiscard]] QByteArray wireJson(const QJsonObject &message);
[[nodiscard]] QByteArray wireJson(const QJsonArray &messages);

}  // namespace mcp
