#pragma once

#include <memory>

#include "app/cli/command.h"
#include "app/cli/follower.h"
#include "core/unixsignals.h"

namespace cli {

// A command that prints the output of one job that it has been told by name, perhaps to its very end: output and tail.
class Following : public Command
{
    Q_OBJECT

public:
    explicit Following(Context &context);

    void start() override;

protected:
    // Reads the line; false ends the command.
    virtual bool readLine(Follower::Wish &wish) = 0;
    // Begins, once the job is known.
    virtual void begin(Follower &follower) { follower.start(); }
    // With --json: instead of a Follower.
    virtual void printJson(const QString &jobId) = 0;

private:
    void follow(const Follower::Wish &wish);

    core::UnixSignals m_signals;
    std::unique_ptr<Follower> m_follower;
};

}  // namespace cli
