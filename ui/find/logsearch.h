#pragma once

#include <memory>
#include <optional>

#include "ui/find/lineseek.h"
#include "ui/find/logscan.h"
#include "ui/find/patterntest.h"

namespace ui {

// Finds a pattern in all of a job's output, forwards and backwards and around its ends, and counts the matches, on the
// event loop, while the output grows and old output is dropped.
class LogSearch final : public QObject
{
    Q_OBJECT

public:
    struct Match {
        quint64 line = 0;  // offset of the line
        TextMatch place;  // in its shown text

        bool operator==(const Match &) const = default;
    };
    struct Count {
        quint64 total = 0;
        quint64 current = 0;  // number of the current match, from 1; 0: none, or not known yet
        bool isComplete = false;  // else there may be more
        bool isFull = false;  // counting has ended at HitList::maxLines lines
    };

    explicit LogSearch(QObject *parent = nullptr);
    ~LogSearch() override;

    // There is no current match afterwards.
    void setJob(core::Job *job);
    // A wrong pattern finds nothing.
    void setPattern(const Pattern &pattern);
    [[nodiscard]] const Pattern &pattern() const { return m_pattern; }
    [[nodiscard]] bool isActive() const { return m_job && m_test; }

    // The first match at or behind a line becomes the current one.
    void findFrom(quint64 line);
    // The match after or before the current one; without one, the nearest from `line` on, or the nearest up
    // to its end. `line` is the offset of one.
    void findNext(quint64 line);
    void findPrevious(quint64 line);
    void forgetCurrent();

    [[nodiscard]] const std::optional<Match> &current() const { return m_current; }
    [[nodiscard]] Count count() const;

signals:
    // A find… has ended here; `wrapped`: it went on at the other end of the output.
    void found(const LogSearch::Match &match, bool wrapped);
    // A find… has ended, and there is none in all of the output. There is no current match.
    void notFound();
    void countChanged();

private:
    void seek(quint64 from, Direction direction);
    void take(quint64 line, bool wrapped);
    void setCurrent(const Match &match, bool wrapped);
    [[nodiscard]] QVector<TextMatch> matchesAt(quint64 line);
    [[nodiscard]] quint64 behind(quint64 line);
    void restart();

    QPointer<core::Job> m_job;
    Pattern m_pattern;
    std::unique_ptr<PatternTest> m_test;
    LogReader m_reader;
    LogScan m_scan;
    LineSeek m_seek;
    Direction m_direction = Direction::Forward;
    std::optional<Match> m_current;
};

// "3 of 17", "17 matches", "3 of 17+", "More than 2,000,000 matches", "No matches", …
[[nodiscard]] QString countText(const LogSearch::Count &count);

}  // namespace ui
