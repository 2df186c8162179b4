#pragma once

#include <QList>
#include <QString>

namespace core {

// One thing that was looked at.
struct Finding {
    enum class Level {
        Good,
        Note,  // may be meant so, or mends itself
        Problem,  // something does not work, or soon won't
    };

    Level level = Level::Good;
    QString topic;  // what was looked at: "service", "disk", …
    QString sentence;  // the thing, its value, and what to do unless it is good
};

using Findings = QList<Finding>;

}  // namespace core
