#pragma once

#include <optional>

#include <QJsonObject>
#include <QObject>

#include "mcp/task.h"

namespace mcp {

// The tasks that tools have made. It outlives the sessions.
class TaskStore : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // Nothing: it never was, or has expired.
    [[nodiscard]] virtual std::optional<Task> find(const QString &id) = 0;
    // Asks a working task to end. What it is about goes on.
    virtual void cancel(const QString &id) = 0;

signals:
    // It is in another state than before.
    void changed(const mcp::Task &task);
};

}  // namespace mcp
