#pragma once

#include <optional>

#include <QRegularExpression>

#include "mcp/schema.h"
#include "mcp/tools/outputreply.h"

namespace mcp {

class Arguments;

// The arguments `stream` and `format` that several tools have, and the output fields of their results.
struct OutputStyle {
    StreamChoice choice = StreamChoice::Separate;
    TextFormat format = TextFormat::Text;
};

// The argument `pattern`: `^` and `$` match at every line.
struct TextPattern {
    QString source;
    QRegularExpression expression;
};

OutputStyle outputStyle(Arguments &arguments);
std::optional<TextPattern> textPattern(Arguments &arguments);
Schema streamSchema(const QString &description = {});
Schema formatSchema(const QString &description = {});
void addOutputFields(Schema &result);

}  // namespace mcp
