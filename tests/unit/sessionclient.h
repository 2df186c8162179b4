#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QPointer>

#include "mcp/promptregistry.h"
#include "mcp/session.h"
#include "mcp/toolcall.h"
#include "mcp/toolregistry.h"
#include "offered.h"

// A client of a real session, without a transport: what it sends goes into receive(), what comes back is kept.
class SessionClient final
{
public:
    enum class Serves { ToolsOnly, Everything };

    explicit SessionClient(Serves serves = Serves::ToolsOnly);

    // Sends a line and gives back the lines that came at once.
    QList<QByteArray> sendLine(const QByteArray &line);
    // As sendLine, for what has at most one line of answer; an empty object when there is none.
    QJsonObject send(const QByteArray &line);
    QJsonObject send(const QJsonObject &message);
    QJsonObject request(const QJsonValue &id, const QString &method, const QJsonObject &params = {});
    // With the `_meta` of the modern era, which `extraMeta` completes.
    QJsonObject modern(const QJsonValue &id, const QString &method, QJsonObject params = {},
                       const QJsonObject &extraMeta = {});
    // With the capability of the Tasks extension too.
    QJsonObject withTasks(const QJsonValue &id, const QString &method, const QJsonObject &params = {});
    QJsonObject notify(const QString &method, const QJsonObject &params = {});
    QJsonObject initialize(const QString &version);
    QJsonObject call(const QJsonValue &id, const QString &tool, const QJsonObject &arguments = {});
    [[nodiscard]] bool isAlive();

    static QJsonObject parse(const QByteArray &line);
    static QJsonObject modernMeta();

    mcp::ToolRegistry tools;
    QPointer<mcp::ToolCall> held;  // the call of the tool "hold", which answers only when the test does
    int calls = 0;  // handlers that ran
    OfferedResources resources;
    mcp::PromptRegistry prompts;
    OfferedTasks tasks;
    mcp::Session session;
    QList<QByteArray> lines;

private:
    void addTools();
    void addContentTools();
    void addPrompts();
};

[[nodiscard]] int errorCode(const QJsonObject &response);  // 0: no error
