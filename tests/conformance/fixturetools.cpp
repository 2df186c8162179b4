#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>

#include "fixtures.h"

#include "mcp/schema.h"
#include "mcp/toolcall.h"
#include "mcp/toolregistry.h"

using namespace Qt::StringLiterals;
using namespace mcp;

namespace {

Tool tool(const QString &name, const QString &description, std::function<void(ToolCall &)> handle)
{
    Tool result;
    result.name = name;
    result.description = description;
    result.inputSchema = Schema::object();
    result.handle = std::move(handle);
    return result;
}

Tool textTool(const QString &name, const QString &text)
{
    return tool(name, u"Answers with a text"_s, [text](ToolCall &call) { call.finish({{}, text, false}); });
}

// Tells three steps, as far apart as Jobdeck ever sends them.
void reportSteps(ToolCall &call, int done)
{
    constexpr int apart = 300;  // ms
    call.progress(done, 100, u"%1 of 100"_s.arg(done));
    if (done < 100)
        QTimer::singleShot(apart, &call, [&call, done] { reportSteps(call, done + 50); });
    else
        QTimer::singleShot(apart, &call, [&call] { call.finish({{}, u"All steps are done."_s, false}); });
}

QJsonObject schemaWithEverything()
{
    static constexpr char text[] = R"({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "$defs": {"address": {"$anchor": "addressDef", "type": "object",
            "properties": {"street": {"type": "string"}, "city": {"type": "string"}}}},
        "properties": {
            "name": {"type": "string"}, "address": {"$ref": "#/$defs/address"},
            "contactMethod": {"type": "string", "enum": ["phone", "email"]},
            "phone": {"type": "string"}, "email": {"type": "string"}},
        "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
        "if": {"properties": {"contactMethod": {"const": "phone"}}, "required": ["contactMethod"]},
        "then": {"required": ["phone"]},
        "else": {"required": ["email"]},
        "additionalProperties": false
    })";
    return QJsonDocument::fromJson(text).object();
}

}  // namespace

void addFixtureTools(ToolRegistry &tools)
{
    tools.add(textTool(u"test_simple_text"_s, u"This is a simple text response for testing."_s));
    tools.add(textTool(u"test_logging_tool"_s, u"Nothing was logged."_s));
    tools.add(textTool(u"test_streaming_elicitation"_s, u"Nothing was asked."_s));
    tools.add(tool(u"test_error_handling"_s, u"Always fails"_s,
                   [](ToolCall &call) { call.fail(u"This tool intentionally returns an error for testing."_s); }));
    tools.add(
        tool(u"test_tool_with_progress"_s, u"Tells its progress"_s, [](ToolCall &call) { reportSteps(call, 0); }));
    Tool everything = textTool(u"json_schema_2020_12_tool"_s, u"Done."_s);
    everything.inputSchema = schemaWithEverything();
    tools.add(everything);
}
