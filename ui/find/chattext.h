#pragma once

#include <QString>

namespace core {
class Job;
}

namespace ui {

// What a person pastes into a chat about a job.
struct ChatFacts {
    QString command;
    QString folder;
    QString state;  // "Failed (exit 101) after 12 s"
    QString output;  // shown text
    bool isCut = false;  // output came before it
};

inline constexpr int chatLines = 200;

// All of it in one Markdown fence that nothing in it can end.
[[nodiscard]] QString chatText(const ChatFacts &facts);
// The same of a job, with the last chatLines lines of its output.
[[nodiscard]] QString chatText(const core::Job &job);

}  // namespace ui
