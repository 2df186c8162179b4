#include "mcp/tools/outputarguments.h"

#include "core/boundedexpression.h"
#include "mcp/arguments.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

const QStringList streamNames{u"separate"_s, u"merged"_s, u"stdout"_s, u"stderr"_s};  // in the order of StreamChoice
const QStringList formatNames{u"text"_s, u"raw"_s, u"base64"_s};  // in the order of TextFormat

}  // namespace

OutputStyle outputStyle(Arguments &arguments)
{
    return {StreamChoice(streamNames.indexOf(arguments.oneOf(u"stream"_s, streamNames, streamNames.first()))),
            TextFormat(formatNames.indexOf(arguments.oneOf(u"format"_s, formatNames, formatNames.first())))};
}

std::optional<TextPattern> textPattern(Arguments &arguments)
{
    const auto source = arguments.optionalString(u"pattern"_s);
    if (!source)
        return std::nullopt;
    const auto expression = core::boundedExpression(*source, QRegularExpression::MultilineOption);
    if (!expression.isValid())
        arguments.reject(u"pattern"_s,
                         u"a regular expression (%1 at position %2)"_s.arg(expression.errorString())
                             .arg(core::errorPosition(expression)));
    return TextPattern{*source, expression};
}

Schema streamSchema(const QString &description)
{
    return Schema::oneOf(streamNames, description).byDefault(streamNames.first());
}

Schema formatSchema(const QString &description)
{
    return Schema::oneOf(formatNames, description).byDefault(formatNames.first());
}

void addOutputFields(Schema &result)
{
    result.optional(u"stdout"_s, Schema::string())
        .optional(u"stderr"_s, Schema::string())
        .optional(u"next_offset"_s, Schema::integer());
}

}  // namespace mcp
