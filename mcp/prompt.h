#pragma once

#include <functional>

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include "core/result.h"
#include "mcp/contentblock.h"

namespace mcp {

struct PromptArgument {
    QString name;
    QString description;
    bool required = false;
    // The values that begin with what is typed, the likeliest first; may be empty.
    std::function<QStringList(const QString &begin)> complete = {};
};

// One message of a prompt, in the user's name.
struct PromptMessage {
    ContentBlock content;
};

// Something that a person may ask for, by name (specification: server/prompts).
struct Prompt {
    QString name;
    QString title;
    QString description;
    QList<PromptArgument> arguments;
    // Runs on the event loop and must not block. The error is a sentence: an argument names something that isn't there.
    using Arguments = QMap<QString, QString>;
    std::function<core::Result<QList<PromptMessage>>(const Arguments &)> get;
};

}  // namespace mcp
