#pragma once

#include <chrono>
#include <optional>

#include <QDateTime>
#include <QJsonObject>
#include <QString>

#include "mcp/error.h"

namespace mcp {

// Of the extension by which a tool call may be answered with a task, which the client then polls (ext-tasks). It exists
// in the modern era only.
inline constexpr QLatin1StringView tasksExtension{"io.modelcontextprotocol/tasks"};

// Whether a client's capabilities declare it.
[[nodiscard]] bool declaresTasks(const QJsonObject &clientCapabilities);
// -32021, with the capability that `method` requires.
[[nodiscard]] Error tasksRequired(const QString &method);

// A tool call that goes on without its request. Once it is not Working any more it never changes.
struct Task {
    enum class Status { Working, Completed, Failed, Cancelled };

    QString id;  // a UUID of version 4: unguessable
    Status status = Status::Working;
    QString message = {};  // for people; may be empty
    QDateTime created = {};  // UTC
    QDateTime updated = {};  // UTC
    std::chrono::milliseconds ttl{};  // from its creation on; then it may be forgotten
    std::chrono::milliseconds pollInterval{1000};
    QJsonObject result = {};  // Completed: what the request would have been answered with, also with isError
    Error error = {};  // Failed: where it would have been a JSON-RPC error

    // The members of ext-tasks' DetailedTask.
    [[nodiscard]] QJsonObject toJson() const;
};

// "working" and so on.
[[nodiscard]] QString statusName(Task::Status status);

}  // namespace mcp
