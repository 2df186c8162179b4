#include "fixtureprompts.h"

#include "fixturemedia.h"

#include "mcp/promptregistry.h"

using namespace Qt::StringLiterals;
using namespace mcp;

namespace {

PromptArgument argument(const QString &name, const QStringList &values = {})
{
    return {name, u"A test argument"_s, true, [values](const QString &begin) { return values.filter(begin); }};
}

Prompt prompt(const QString &name, const QList<PromptArgument> &arguments,
              const std::function<QList<PromptMessage>(const Prompt::Arguments &)> &messages)
{
    return {name, name, u"For the scenarios about prompts"_s, arguments, messages};
}

PromptMessage text(const QString &text)
{
    return {ContentBlock::text(text)};
}

}  // namespace

void addFixturePrompts(PromptRegistry &prompts)
{
    using Given = Prompt::Arguments;
    prompts.add(prompt(u"test_simple_prompt"_s, {},
                       [](const Given &) { return QList{text(u"This is a simple prompt for testing."_s)}; }));
    prompts.add(prompt(u"test_prompt_with_arguments"_s,
                       {argument(u"arg1"_s, {u"test1"_s, u"test2"_s}), argument(u"arg2"_s)}, [](const Given &given) {
                           return QList{text(u"Prompt with arguments: arg1='%1', arg2='%2'"_s.arg(given[u"arg1"_s],
                                                                                                  given[u"arg2"_s]))};
                       }));
    prompts.add(prompt(u"test_prompt_with_embedded_resource"_s, {argument(u"resourceUri"_s)}, [](const Given &given) {
        const ResourceContents contents{given[u"resourceUri"_s], u"text/plain"_s,
                                        u"Embedded resource content for testing."_s};
        return QList<PromptMessage>{{ContentBlock::embedded(contents)}, text(u"Please process the resource above."_s)};
    }));
    prompts.add(prompt(u"test_prompt_with_image"_s, {}, [](const Given &) {
        return QList<PromptMessage>{{ContentBlock::image(onePixel(), u"image/png"_s)},
                                    text(u"Please look at the image above."_s)};
    }));
}
