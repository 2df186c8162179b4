#pragma once

#include <QElapsedTimer>
#include <QPointer>

#include "mcp/requestid.h"
#include "mcp/toolcall.h"

namespace mcp {

class Request;
class ToolRegistry;

// The ToolCall behind a tools/call request, whose child it is and with which it ends. When it is deleted before it has
// answered, the request is answered with -32603: a client never waits for a call that nobody is working on.
class ToolInvocation final : public ToolCall
{
    Q_OBJECT

public:
    static constexpr qint64 progressIntervalMs = 250;  // what comes sooner after the last one is dropped

    enum class Tasks { None, Served };  // whether the server has the methods tasks/*

    // `client` as it is when the call arrives: jobs are attributed to who asked then.
    ToolInvocation(Request &request, const Tool &tool, const ToolRegistry &tools, ClientContext client, Tasks tasks);
    ~ToolInvocation() override;

    [[nodiscard]] const QJsonObject &arguments() const override { return m_arguments; }
    [[nodiscard]] const ClientContext &client() const override { return m_client; }
    [[nodiscard]] QJsonObject clientCapabilities() const override;
    [[nodiscard]] bool wantsProgress() const override { return m_progressToken.has_value(); }
    [[nodiscard]] bool mayBecomeTask() const override;
    void finish(const ToolResult &result) override;
    void finishAsTask(const Task &task) override;
    void reject(const Error &error) override;
    void progress(double progress, std::optional<double> total, const QString &message) override;

private:
    [[nodiscard]] bool mayReport(double progress);

    QPointer<Request> m_request;
    const Tool &m_tool;
    const ToolRegistry &m_tools;
    const Tasks m_tasks;
    QJsonObject m_arguments;
    ClientContext m_client;
    std::optional<RequestId> m_progressToken;
    std::optional<double> m_lastProgress;
    QElapsedTimer m_sinceProgress;
};

}  // namespace mcp
