#pragma once

#include <functional>

#include <QList>

class QMessageBox;
class QWidget;

namespace core {
class Job;
}

namespace ui {

// The only questions that are asked, because they end more than what the person points at. Neither waits; the default
// is always the one that ends nothing.

// "Kill 4 jobs?" with their names. `kill` runs when the answer is yes, for those of them that run then.
QMessageBox *askToKillJobs(QWidget *parent, const QList<core::Job *> &jobs,
                           const std::function<void(const QList<core::Job *> &)> &kill);

enum class QuitAnswer { KeepRunning, KillJobs };
QMessageBox *askHowToQuit(QWidget *parent, const QList<core::Job *> &running,
                          const std::function<void(QuitAnswer)> &answered);

}  // namespace ui
