#include "mcp/promptmethods.h"

#include <QJsonArray>

#include "mcp/methods.h"
#include "mcp/parameters.h"
#include "mcp/promptregistry.h"
#include "mcp/quoted.h"
#include "mcp/request.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace mcp {

namespace {

QJsonObject described(const Prompt &prompt, ProtocolVersion version)
{
    QJsonArray arguments;
    for (const PromptArgument &argument : prompt.arguments)
        arguments.append(QJsonObject{
            {u"name"_s, argument.name}, {u"description"_s, argument.description}, {u"required"_s, argument.required}});
    QJsonObject entry{{u"name"_s, prompt.name}, {u"description"_s, prompt.description}, {u"arguments"_s, arguments}};
    if (hasTitles(version))
        entry.insert("title"_L1, prompt.title);
    return entry;
}

void listPrompts(Request &request, const PromptRegistry &prompts)
{
    if (refuseCursor(request))
        return;
    QJsonArray list;
    for (const auto &[name, prompt] : prompts.prompts())
        list.append(described(prompt, request.version()));
    request.finishCacheable({{u"prompts"_s, list}}, 1h, Request::CacheScope::Public);
}

// What is wrong with the arguments; empty when nothing is. Those that the prompt does not know are ignored.
QString faultOf(const Prompt &prompt, const QJsonValue &given)
{
    if (!given.isUndefined() && !given.isObject())
        return u"The parameter \"arguments\" of prompts/get must be an object."_s;
    for (const PromptArgument &argument : prompt.arguments) {
        const QJsonValue value = given[argument.name];
        if (!value.isString() && (argument.required || !value.isUndefined()))
            return u"The argument \"%1\" of the prompt %2 must be a string."_s.arg(argument.name, quoted(prompt.name));
    }
    return {};
}

void getPrompt(Request &request, const PromptRegistry &prompts)
{
    const std::optional<QString> name = stringParameter(request, u"name"_s);
    if (!name)
        return;
    const Prompt *prompt = prompts.find(*name);
    if (!prompt)
        return request.fail(ErrorCode::InvalidParams,
                            u"There is no prompt %1; prompts/list names those there are."_s.arg(quoted(*name)));
    const QJsonValue given = request.params()["arguments"_L1];
    if (const QString fault = faultOf(*prompt, given); !fault.isEmpty())
        return request.fail(ErrorCode::InvalidParams, fault);
    Prompt::Arguments arguments;
    for (const PromptArgument &argument : prompt->arguments) {
        if (given[argument.name].isString())
            arguments.insert(argument.name, given[argument.name].toString());
    }
    const core::Result<QList<PromptMessage>> answer = prompt->get(arguments);
    if (!answer)
        return request.fail(ErrorCode::InvalidParams, answer.error());
    QJsonArray messages;
    for (const PromptMessage &message : *answer)
        messages.append(QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, message.content.toJson(request.version())}});
    request.finish({{u"description"_s, prompt->description}, {u"messages"_s, messages}});
}

}  // namespace

void addPromptMethods(Methods &methods, const PromptRegistry &prompts)
{
    constexpr Methods::Eras eras = Methods::Legacy | Methods::Modern;
    methods.addCapability(u"prompts"_s, {}, eras);
    methods.add(u"prompts/list"_s, eras, [&prompts](Request &request) { listPrompts(request, prompts); });
    methods.add(u"prompts/get"_s, eras, [&prompts](Request &request) { getPrompt(request, prompts); });
}

}  // namespace mcp
