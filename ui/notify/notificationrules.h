#pragma once

#include <chrono>
#include <optional>

#include <QString>

#include "ui/settings/desktopsettings.h"

namespace ui {

// Something that happened to a job.
struct JobNews {
    enum class Kind { Failed, Finished, Input } kind;
    double ranFor = 0;  // seconds
};

// What a person is told of it. Nothing while they look at the window, nothing while they want quiet, and of many jobs
// that end one after the other one notification, which grows.
class NotificationRules final
{
public:
    using Time = std::chrono::milliseconds;  // by any clock that never goes back
    static constexpr Time coalescing{5000};

    struct Verdict {
        // Ends that the notification tells of, this one included; of more than one it tells the numbers only and
        // replaces the one before.
        int finished = 0, failed = 0;
        [[nodiscard]] bool isSummary() const { return finished + failed > 1; }
    };

    void setPreferences(const DesktopPreferences &preferences) { m_preferences = preferences; }
    void setWindowActive(bool active) { m_windowActive = active; }
    // No later than this nothing is told.
    void setQuietUntil(Time until) { m_quietUntil = until; }
    [[nodiscard]] bool isQuiet(Time now) const { return now < m_quietUntil; }

    // Nothing: it is not told.
    [[nodiscard]] std::optional<Verdict> judge(const JobNews &news, Time now);
    // The notification before was answered or closed: what comes stands for itself again.
    void forgetLast() { m_last.reset(); }

private:
    struct Last {
        Time at;
        Verdict verdict;
    };

    [[nodiscard]] bool isWanted(const JobNews &news) const;

    DesktopPreferences m_preferences;
    bool m_windowActive = false;
    Time m_quietUntil{0};
    std::optional<Last> m_last;
};

}  // namespace ui
