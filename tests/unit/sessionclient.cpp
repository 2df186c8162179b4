#include "sessionclient.h"

#include <stdexcept>

#include "mcp/arguments.h"
#include "mcp/modernmeta.h"
#include "mcp/schema.h"

using namespace Qt::StringLiterals;
using namespace mcp;

namespace {

Tool tool(const QString &name, const std::function<void(ToolCall &)> &handle)
{
    Tool result;
    result.name = name;
    result.title = u"Title of "_s + name;
    result.description = u"What "_s + name + u" does."_s;
    result.inputSchema = Schema::object();
    result.annotations = {{u"readOnlyHint"_s, true}};
    result.handle = handle;
    return result;
}

ServerInfo serverInfo()
{
    ServerInfo info;
    info.instructions = u"Use the tools."_s;
    return info;
}

}  // namespace

SessionClient::SessionClient(Serves serves)
    : session(serverInfo(), serves == Serves::Everything ? Offer{tools, &resources, &prompts, &tasks} : Offer{tools})
{
    addTools();
    addContentTools();
    addPrompts();
    QObject::connect(&session, &Session::send, &session, [this](const QByteArray &line) { lines.append(line); });
}

void SessionClient::addTools()
{
    Tool echo = tool(u"echo"_s, [this](ToolCall &call) {
        ++calls;
        Arguments arguments(call.arguments());
        const QString text = arguments.string(u"text"_s);
        if (!arguments.error().isEmpty())
            return call.fail(arguments.error());
        call.finish({{{u"text"_s, text}}, text, false});
    });
    echo.aliases = {u"old_echo"_s};
    echo.inputSchema = Schema::object().required(u"text"_s, Schema::string());
    echo.outputSchema = Schema::object().required(u"text"_s, Schema::string());
    tools.add(echo);
    tools.add(tool(u"hold"_s, [this](ToolCall &call) {
        ++calls;
        held = &call;
    }));
    tools.add(tool(u"throw"_s, [](ToolCall &) { throw std::runtime_error("/secret/path"); }));
    tools.add(tool(u"abandon"_s, [](ToolCall &call) { delete &call; }));
    tools.add(tool(u"big"_s, [](ToolCall &call) { call.finish({{}, QString(Outbox::maxMessage, u'x'), false}); }));
}

void SessionClient::addContentTools()
{
    tools.add(tool(u"show"_s, [](ToolCall &call) {
        ToolResult result;
        result.more = {ContentBlock::text(u"t"_s), ContentBlock::image("i", u"image/png"_s),
                       ContentBlock::audio("a", u"audio/wav"_s),
                       ContentBlock::embedded({u"test:///e"_s, u"text/plain"_s, u"E"_s}),
                       ContentBlock::link({u"test:///l"_s, u"l"_s, u"L"_s, {}, {}})};
        call.finish(result);
    }));
    tools.add(tool(u"refuse"_s, [](ToolCall &call) {
        call.reject({ErrorCode::MissingCapability, u"No."_s, {{u"requiredCapabilities"_s, QJsonObject()}}});
    }));
    tools.add(tool(u"task"_s, [this](ToolCall &call) {
        if (!call.mayBecomeTask())
            return call.finish({{}, u"no task"_s});
        tasks.put({u"t1"_s});
        call.finishAsTask(*tasks.find(u"t1"_s));
    }));
}

void SessionClient::addPrompts()
{
    const auto begins = [](const QString &begin) {
        QStringList values;
        for (int i = 0; i < 150; ++i)
            values += u"%1%2"_s.arg(begin).arg(i);
        return values;
    };
    prompts.add({u"greet"_s,
                 u"Greet"_s,
                 u"Greets."_s,
                 {{u"who"_s, u"Whom"_s, true, begins}, {u"how"_s, u"How"_s}},
                 [](const Prompt::Arguments &arguments) -> core::Result<QList<PromptMessage>> {
                     if (arguments[u"who"_s] == "nobody"_L1)
                         return core::Error{u"There is nobody."_s};
                     return QList<PromptMessage>{
                         {ContentBlock::text(u"Hello %1, %2."_s.arg(arguments[u"who"_s], arguments[u"how"_s]))}};
                 }});
    prompts.add({u"empty"_s, u"Empty"_s, u"Says nothing."_s, {}, [](const Prompt::Arguments &) {
                     return QList<PromptMessage>();
                 }});
}

QList<QByteArray> SessionClient::sendLine(const QByteArray &line)
{
    lines.clear();
    session.receive(line + '\n');
    return lines;
}

QJsonObject SessionClient::send(const QByteArray &line)
{
    const QList<QByteArray> answers = sendLine(line);
    Q_ASSERT(answers.size() <= 1);
    return answers.isEmpty() ? QJsonObject() : parse(answers.first());
}

QJsonObject SessionClient::send(const QJsonObject &message)
{
    return send(QJsonDocument(message).toJson(QJsonDocument::Compact));
}

QJsonObject SessionClient::request(const QJsonValue &id, const QString &method, const QJsonObject &params)
{
    return send(QJsonObject{{u"jsonrpc"_s, u"2.0"_s}, {u"id"_s, id}, {u"method"_s, method}, {u"params"_s, params}});
}

QJsonObject SessionClient::modern(const QJsonValue &id, const QString &method, QJsonObject params,
                                  const QJsonObject &extraMeta)
{
    QJsonObject meta = modernMeta();
    for (auto it = extraMeta.begin(); it != extraMeta.end(); ++it)
        meta.insert(it.key(), it.value());
    params.insert(u"_meta"_s, meta);
    return request(id, method, params);
}

QJsonObject SessionClient::withTasks(const QJsonValue &id, const QString &method, const QJsonObject &params)
{
    const QJsonObject extensions{{tasksExtension, QJsonObject()}};
    return modern(id, method, params, {{metakey::clientCapabilities, QJsonObject{{u"extensions"_s, extensions}}}});
}

QJsonObject SessionClient::notify(const QString &method, const QJsonObject &params)
{
    return send(QJsonObject{{u"jsonrpc"_s, u"2.0"_s}, {u"method"_s, method}, {u"params"_s, params}});
}

QJsonObject SessionClient::initialize(const QString &version)
{
    const QJsonObject clientInfo{{u"name"_s, u"tester"_s}, {u"version"_s, u"7"_s}};
    return request(
        u"init"_s, u"initialize"_s,
        {{u"protocolVersion"_s, version}, {u"capabilities"_s, QJsonObject()}, {u"clientInfo"_s, clientInfo}});
}

QJsonObject SessionClient::call(const QJsonValue &id, const QString &tool, const QJsonObject &arguments)
{
    return request(id, u"tools/call"_s, {{u"name"_s, tool}, {u"arguments"_s, arguments}});
}

bool SessionClient::isAlive()
{
    return request(u"alive?"_s, u"ping"_s)
        == QJsonObject{{u"jsonrpc"_s, u"2.0"_s}, {u"id"_s, u"alive?"_s}, {u"result"_s, QJsonObject()}};
}

QJsonObject SessionClient::parse(const QByteArray &line)
{
    return QJsonDocument::fromJson(line).object();
}

QJsonObject SessionClient::modernMeta()
{
    return {{metakey::protocolVersion, u"2026-07-28"_s}, {metakey::clientCapabilities, QJsonObject()}};
}

int errorCode(const QJsonObject &response)
{
    return response["error"_L1]["code"_L1].toInt();
}
