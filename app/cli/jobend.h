#pragma once

#include <QJsonObject>
#include <QString>

namespace cli {

// The exit code of a command that stands for a job, as a shell would have it for the job's own command: its exit code;
// 128 and the number of the signal that ended it; 126 when it could not be started; 125 when nobody knows. A job that was
// killed never counts as a success. The fields are those of the tools wait, status and output.
int exitCodeOf(const QJsonObject &job);

// "completed after 12s", "failed (1) after 4m10s", "killed by you with SIGTERM after 3.2s".
QString endText(const QJsonObject &job);

}  // namespace cli
