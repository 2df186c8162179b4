#include "fixturetools.h"

#include <QJsonDocument>
#include <QTimer>

#include "fixturemedia.h"

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

Tool tool(const QString &name, const ToolResult &answer)
{
    return tool(name, u"Always gives the same answer"_s, [answer](ToolCall &call) { call.finish(answer); });
}

ToolResult text(const QString &text)
{
    return {{}, text};
}

ContentBlock image()
{
    return ContentBlock::image(onePixel(), u"image/png"_s);
}

ContentBlock resource(const QString &uri, const QString &mimeType, const QString &text)
{
    return ContentBlock::embedded({uri, mimeType, text});
}

// Three steps, as far apart as they must be to be told.
void reportSteps(ToolCall &call, int done)
{
    constexpr int apart = 300;  // ms
    call.progress(done, 100, u"%1 of 100"_s.arg(done));
    if (done < 100)
        QTimer::singleShot(apart, &call, [&call, done] { reportSteps(call, done + 50); });
    else
        QTimer::singleShot(apart, &call, [&call] { call.finish(text(u"All steps are done."_s)); });
}

void needSampling(ToolCall &call)
{
    const QString sampling = u"sampling"_s;
    if (call.clientCapabilities().contains(sampling))
        call.finish(text(u"You could be asked."_s));
    else
        call.reject({ErrorCode::MissingCapability,
                     u"The client must declare the capability \"sampling\"."_s,
                     {{u"requiredCapabilities"_s, QJsonObject{{sampling, QJsonObject()}}}}});
}

QJsonObject schemaWithEverything()
{
    static constexpr char schema[] = R"({
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
    return QJsonDocument::fromJson(schema).object();
}

}  // namespace

void addFixtureTools(ToolRegistry &tools)
{
    // The suite calls whatever is listed first.
    tools.add(tool(u"any"_s, text(u"Well done."_s)));
    tools.add(tool(u"test_simple_text"_s, text(u"This is a simple text response for testing."_s)));
    tools.add(tool(u"test_error_handling"_s, {{}, u"This tool intentionally returns an error for testing."_s, true}));
    tools.add(tool(u"test_image_content"_s, {{}, {}, false, {image()}}));
    tools.add(tool(u"test_audio_content"_s, {{}, {}, false, {ContentBlock::audio(silence(), u"audio/wav"_s)}}));
    tools.add(tool(u"test_embedded_resource"_s,
                   {{}, {}, false, {resource(u"test://embedded-resource"_s, u"text/plain"_s, u"Embedded."_s)}}));
    const ContentBlock json = resource(u"test://mixed-content-resource"_s, u"application/json"_s, u"{\"value\":123}"_s);
    tools.add(tool(u"test_multiple_content_types"_s, {{}, u"Multiple content types test:"_s, false, {image(), json}}));
    tools.add(
        tool(u"test_tool_with_progress"_s, u"Tells its progress"_s, [](ToolCall &call) { reportSteps(call, 0); }));
    tools.add(tool(u"test_missing_capability"_s, u"Needs a client that samples"_s, needSampling));
    // What these must not do, Jobdeck cannot: log, and ask the client.
    tools.add(tool(u"test_logging_tool"_s, text(u"Nothing was logged."_s)));
    tools.add(tool(u"test_streaming_elicitation"_s, text(u"Nothing was asked."_s)));

    Tool everything = tool(u"json_schema_2020_12_tool"_s, text(u"Done."_s));
    everything.inputSchema = schemaWithEverything();
    tools.add(everything);
}
