#include "mcp/completionmethods.h"

#include <algorithm>

#include <QJsonArray>

#include "mcp/methods.h"
#include "mcp/offer.h"
#include "mcp/promptregistry.h"
#include "mcp/quoted.h"
#include "mcp/request.h"
#include "mcp/resourceprovider.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

constexpr qsizetype mostValues = 100;  // the specification's limit

using Values = core::Result<QStringList>;

Values completePrompt(const Offer &offer, const QString &name, const QString &argument, const QString &begin)
{
    const Prompt *prompt = offer.prompts ? offer.prompts->find(name) : nullptr;
    if (!prompt)
        return core::Error{
            u"There is no prompt %1 to complete; prompts/list names those there are."_s.arg(quoted(name))};
    for (const PromptArgument &known : prompt->arguments) {
        if (known.name == argument)
            return known.complete ? known.complete(begin) : QStringList();
    }
    return core::Error{u"The prompt %1 has no argument %2."_s.arg(quoted(name), quoted(argument))};
}

Values completeTemplate(const Offer &offer, const QString &uri, const QString &variable, const QString &begin)
{
    const QList<ResourceTemplate> templates =
        offer.resources ? offer.resources->templates() : QList<ResourceTemplate>();
    if (std::ranges::none_of(templates, [&uri](const ResourceTemplate &each) { return each.uriTemplate == uri; }))
        return core::Error{
            u"There is no resource template %1; resources/templates/list names those there are."_s.arg(quoted(uri))};
    if (!uri.contains(u'{' + variable + u'}'))
        return core::Error{u"The resource template %1 has no variable %2."_s.arg(quoted(uri), quoted(variable))};
    return offer.resources->complete(uri, variable, begin);
}

Values valuesFor(const Offer &offer, const QJsonObject &params)
{
    const QJsonValue ref = params["ref"_L1], argument = params["argument"_L1];
    if (!argument["name"_L1].isString() || !argument["value"_L1].isString())
        return core::Error{u"The parameter \"argument\" of completion/complete must have the strings \"name\" and "
                           "\"value\"."_s};
    const QString name = argument["name"_L1].toString(), begin = argument["value"_L1].toString();
    if (ref["type"_L1] == "ref/prompt"_L1 && ref["name"_L1].isString())
        return completePrompt(offer, ref["name"_L1].toString(), name, begin);
    if (ref["type"_L1] == "ref/resource"_L1 && ref["uri"_L1].isString())
        return completeTemplate(offer, ref["uri"_L1].toString(), name, begin);
    return core::Error{u"The parameter \"ref\" of completion/complete must be a \"ref/prompt\" with a name or a "
                       "\"ref/resource\" with a uri."_s};
}

void complete(Request &request, const Offer &offer)
{
    const Values values = valuesFor(offer, request.params());
    if (!values)
        return request.fail(ErrorCode::InvalidParams, values.error());
    const QStringList shown = values->first(std::min(mostValues, values->size()));
    request.finish({{u"completion"_s,
                     QJsonObject{{u"values"_s, QJsonArray::fromStringList(shown)},
                                 {u"total"_s, values->size()},
                                 {u"hasMore"_s, values->size() > shown.size()}}}});
}

}  // namespace

void addCompletionMethods(Methods &methods, const Offer &offer)
{
    constexpr Methods::Eras eras = Methods::Legacy | Methods::Modern;
    methods.addCapability(u"completions"_s, {}, eras);
    methods.add(u"completion/complete"_s, eras, [offer](Request &request) { complete(request, offer); });
}

}  // namespace mcp
