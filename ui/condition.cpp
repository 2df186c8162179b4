#include "ui/condition.h"

#include <array>
#include <cmath>

#include <QLocale>

#include "core/job.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString translated(const char *text, int count = -1)
{
    return QCoreApplication::translate("Condition", text, nullptr, count);
}

QString failureText(const core::JobResult &result)
{
    if (result.failedStart)
        return translated(QT_TRANSLATE_NOOP("Condition", "Failed to start"));
    if (result.signal)
        return translated(QT_TRANSLATE_NOOP("Condition", "Failed (%1)")).arg(core::signalName(*result.signal));
    return translated(QT_TRANSLATE_NOOP("Condition", "Failed (exit %1)")).arg(result.exitCode.value_or(-1));
}

QString killedText(const core::JobResult &result)
{
    if (!result.stop)
        return translated(QT_TRANSLATE_NOOP("Condition", "Killed"));
    if (result.stop->by == "person"_L1)
        return translated(QT_TRANSLATE_NOOP("Condition", "Killed by you"));
    if (result.stop->by == "timeout"_L1)
        return translated(QT_TRANSLATE_NOOP("Condition", "Killed by its timeout"));
    if (result.stop->by == "service"_L1)
        return translated(QT_TRANSLATE_NOOP("Condition", "Killed when Jobdeck ended"));
    if (result.stop->by == "queue"_L1)
        return translated(QT_TRANSLATE_NOOP("Condition", "Cancelled"));
    return translated(QT_TRANSLATE_NOOP("Condition", "Killed by the agent"));
}

QString twoUnits(qint64 large, const char *largeUnit, qint64 small, const char *smallUnit)
{
    return u"%1 %2 %3 %4"_s.arg(large)
        .arg(translated(largeUnit))
        .arg(small, 2, 10, QLatin1Char('0'))
        .arg(translated(smallUnit));
}

}  // namespace

Condition conditionOf(const core::Job &job)
{
    switch (job.state()) {
    case core::JobState::Queued:
        return Condition::Queued;
    case core::JobState::Running:
        return job.isStopping() ? Condition::Killing
            : job.needsInput()  ? Condition::WaitingForInput
                                : Condition::Running;
    case core::JobState::Completed:
        return Condition::Completed;
    case core::JobState::Failed:
        return Condition::Failed;
    case core::JobState::Killed:
        return Condition::Killed;
    case core::JobState::Lost:
        break;
    }
    return Condition::Lost;
}

bool isActive(Condition condition)
{
    return condition <= Condition::Killing;
}

QString conditionName(Condition condition)
{
    static constexpr std::array names{
        QT_TRANSLATE_NOOP("Condition", "Queued"),
        QT_TRANSLATE_NOOP("Condition", "Running"),
        QT_TRANSLATE_NOOP("Condition", "Waiting for input"),
        QT_TRANSLATE_NOOP("Condition", "Killing…"),
        QT_TRANSLATE_NOOP("Condition", "Completed"),
        QT_TRANSLATE_NOOP("Condition", "Failed"),
        QT_TRANSLATE_NOOP("Condition", "Killed"),
        QT_TRANSLATE_NOOP("Condition", "Lost"),
    };
    return translated(names.at(size_t(condition)));
}

QString conditionText(const core::Job &job)
{
    const Condition condition = conditionOf(job);
    if (condition == Condition::Failed && job.result())
        return failureText(*job.result());
    if (condition == Condition::Killed && job.result())
        return killedText(*job.result());
    return conditionName(condition);
}

QString elapsedText(const core::Job &job)
{
    if (job.state() == core::JobState::Queued)
        return durationText(job.queuedFor());
    return job.result() && job.result()->neverStarted ? QString() : durationText(job.duration());
}

QString durationText(double seconds)
{
    if (seconds < 1)
        return u"%1 %2"_s.arg(std::lround(std::max(0.0, seconds) * 1000))
            .arg(translated(QT_TRANSLATE_NOOP("Condition", "ms")));
    const auto s = qint64(seconds);
    if (s < 60)
        return u"%1 %2"_s.arg(s).arg(translated(QT_TRANSLATE_NOOP("Condition", "s")));
    if (s < 3600)
        return twoUnits(s / 60, QT_TRANSLATE_NOOP("Condition", "m"), s % 60, "s");
    if (s < 24 * 3600)
        return twoUnits(s / 3600, QT_TRANSLATE_NOOP("Condition", "h"), s / 60 % 60, "m");
    return twoUnits(s / 86400, QT_TRANSLATE_NOOP("Condition", "d"), s / 3600 % 24, "h");
}

QString spokenDuration(double seconds)
{
    const auto s = qint64(std::max(0.0, seconds));
    QStringList parts;
    if (s >= 3600)
        parts += translated(QT_TRANSLATE_N_NOOP("Condition", "%n hour(s)"), int(s / 3600));
    if (s >= 60 && s / 60 % 60 > 0)
        parts += translated(QT_TRANSLATE_N_NOOP("Condition", "%n minute(s)"), int(s / 60 % 60));
    if (s < 3600 && (s % 60 > 0 || s == 0))
        parts += translated(QT_TRANSLATE_N_NOOP("Condition", "%n second(s)"), int(s % 60));
    return parts.join(QLatin1Char(' '));
}

QString sizeText(quint64 bytes)
{
    quint64 unit = 1;
    while (bytes / 1000 >= unit)
        unit *= 1000;
    const bool hasFraction = unit >= 1'000'000 && bytes < 10 * unit;
    return QLocale().formattedDataSize(qint64(bytes), hasFraction ? 1 : 0, QLocale::DataSizeSIFormat);
}

}  // namespace ui
