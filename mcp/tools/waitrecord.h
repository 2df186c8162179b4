#pragma once

#include <chrono>
#include <optional>

#include <QHash>
#include <QJsonObject>

#include "core/moment.h"
#include "mcp/task.h"

namespace mcp {

// What is kept of a wait that is a task: enough for another service to wait on, and to answer with its result.
struct WaitRecord {
    Task task;
    core::Moment begun = core::Moment::now();
    std::chrono::milliseconds timeout{};
    QJsonObject arguments;  // of the call
    QHash<QString, quint64> newFrom;  // see WaitWish

    // Of the time that the wait may last; not negative.
    [[nodiscard]] std::chrono::milliseconds remaining() const;
    [[nodiscard]] bool isExpired() const { return begun.age() > task.ttl; }

    [[nodiscard]] QByteArray toJson() const;
    // Nothing when it is damaged or of another version.
    [[nodiscard]] static std::optional<WaitRecord> fromJson(const QByteArray &json);
};

}  // namespace mcp
