#pragma once

#include <QCache>
#include <QString>

#include "ui/output/outputpage.h"

namespace ui {

// How a job's output was looked at when the view left it.
struct ViewState {
    OutputPage::Place top;
    bool isFollowing = true;
    quint64 seenLines = 0;  // when following ended
    int scrolled = 0;  // sideways, pixels
};

// Remembered by job id, for the last 50 jobs.
using ViewStates = QCache<QString, ViewState>;
inline constexpr int rememberedViews = 50;

}  // namespace ui
