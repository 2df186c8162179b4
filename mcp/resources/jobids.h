#pragma once

#include <functional>

#include <QStringList>

namespace core {
class Job;
class JobManager;
}  // namespace core

namespace mcp {

// The ids of the wanted jobs that begin with `begin`, those of the newest jobs first.
QStringList jobIds(const core::JobManager &jobs, const QString &begin,
                   const std::function<bool(const core::Job &)> &wanted);

}  // namespace mcp
