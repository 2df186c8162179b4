#pragma once

#include <optional>

#include <QString>

#include "core/environment.h"
#include "core/result.h"

namespace core {

// The environment of a queued job: the file `queued` in the job's folder, which is there for as long as the job waits.
//
// Values of environment variables are secrets and are not kept on disk (spec.json has names only); but a queued job
// must get the ones of whoever asked for it, although the service that was asked may be gone by then. So they lie in a
// file of their own, mode 0600 in a folder of mode 0700, for that time alone.
//
// The file is also what makes the job run once: a keeper that is started for it takes the job's lock and then removes
// the file, before it runs anything, and one that finds no file runs nothing (keeper::Orders::claim). So a service that
// finds the file and no keeper may start one, whatever the service before was doing when it went down.
class QueuedEnvironment final
{
public:
    explicit QueuedEnvironment(const QString &jobFolder);

    [[nodiscard]] const QString &file() const { return m_file; }
    // Durably.
    Result<void> write(const Environment &environment) const;
    // Nothing when the job is not queued.
    [[nodiscard]] std::optional<Environment> read() const;
    // Also one that was being written when the service went down.
    void remove() const;

private:
    QString m_file;
};

}  // namespace core
