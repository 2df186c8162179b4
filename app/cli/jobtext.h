#pragma once

#include <QJsonObject>
#include <QString>

#include "app/cli/console.h"

namespace cli {

// Words for what the service says about jobs. Everything that comes from a job is made visible.

// "0.3s", "12s", "4m10s", "2h05m", "3d4h".
QString durationText(double seconds);
// "12.4 kB": of 1000 bytes.
QString sizeText(qint64 bytes);
// "3m ago", from an ISO time.
QString agoText(const QString &time);

// The fields are those of the tools list, status, wait and output.
// "running", "waits for input", "completed", "exit 1", "SIGSEGV", "killed", "lost", …
QString stateText(const QJsonObject &job);
// Why it failed, was killed or lost, for the person who owns the service; empty when there is nothing to say.
QString reasonText(const QJsonObject &job);
Console::Style stateStyle(const QJsonObject &job);
bool hasEnded(const QJsonObject &job);
// The name and the command, on one line: "web: npm run dev".
QString titleOf(const QJsonObject &job);
// A folder as a person writes it: "~/src/web".
QString folderText(const QString &folder);

}  // namespace cli
