#include "ui/notify/notificationrules.h"

namespace ui {

bool NotificationRules::isWanted(const JobNews &news) const
{
    switch (news.kind) {
    case JobNews::Kind::Failed:
        return m_preferences.notifyFailed;
    case JobNews::Kind::Finished:
        return m_preferences.notifyFinished && news.ranFor >= double(m_preferences.notifyFinishedAfter.count());
    case JobNews::Kind::Input:
        return m_preferences.notifyInput;
    }
    return false;
}

std::optional<NotificationRules::Verdict> NotificationRules::judge(const JobNews &news, Time now)
{
    if (m_windowActive || isQuiet(now) || !isWanted(news))
        return {};
    if (news.kind == JobNews::Kind::Input)
        return Verdict{};
    Verdict verdict;
    if (m_last && now - m_last->at < coalescing)
        verdict = m_last->verdict;
    (news.kind == JobNews::Kind::Failed ? verdict.failed : verdict.finished)++;
    m_last = {now, verdict};
    return verdict;
}

}  // namespace ui
