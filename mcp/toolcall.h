#pragma once

#include <optional>

#include <QJsonObject>
#include <QObject>

#include "mcp/clientcontext.h"
#include "mcp/error.h"
#include "mcp/tool.h"

namespace mcp {

struct Task;

// One tools/call under way. It is deleted when it has been answered, when the client cancels it and when its
// connection ends: a handler that answers later passes the call as the context of its connections and timers, so
// that they end with it. Deleting a call never touches the job that it is about.
class ToolCall : public QObject
{
    Q_OBJECT

public:
    [[nodiscard]] virtual const QJsonObject &arguments() const = 0;
    [[nodiscard]] virtual const ClientContext &client() const = 0;
    // What the client declares with this call; empty before 2026-07-28.
    [[nodiscard]] virtual QJsonObject clientCapabilities() const = 0;
    // True when the client passed a progress token.
    [[nodiscard]] virtual bool wantsProgress() const = 0;
    // True when finishAsTask() may be called: the client knows tasks, and the server has them.
    [[nodiscard]] virtual bool mayBecomeTask() const = 0;

    // Answers the call. Nothing may be called on it afterwards.
    virtual void finish(const ToolResult &result) = 0;
    // Answers with a task, which is in the TaskStore already and ends there (mcp/taskstore.h). Never with progress.
    virtual void finishAsTask(const Task &task) = 0;
    // Answers with a protocol error, for what no model can correct.
    virtual void reject(const Error &error) = 0;
    // Answers with isError and a sentence that names the thing and says what to do.
    void fail(const QString &sentence);
    // Sends notifications/progress if the client wants it; `progress` must increase from call to call. Never call
    // it right before finish(): the official clients drop a token before they handle such a notification.
    virtual void progress(double progress, std::optional<double> total, const QString &message) = 0;

protected:
    explicit ToolCall(QObject *parent = nullptr);
};

}  // namespace mcp
