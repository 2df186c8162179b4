#include "ui/find/logsearch.h"

#include <algorithm>
#include <limits>

#include <QCoreApplication>
#include <QLocale>

#include "ui/output/linerenderer.h"

using namespace Qt::StringLiterals;

namespace ui {

LogSearch::LogSearch(QObject *parent)
    : QObject(parent)
{
    connect(&m_seek, &LineSeek::found, this, &LogSearch::take);
    connect(&m_seek, &LineSeek::notFound, this, [this] {
        forgetCurrent();
        emit notFound();
    });
    connect(&m_scan, &LogScan::progressed, this, &LogSearch::countChanged);
}

LogSearch::~LogSearch() = default;

void LogSearch::setJob(core::Job *job)
{
    m_job = job;
    restart();
}

void LogSearch::setPattern(const Pattern &pattern)
{
    if (pattern == m_pattern)
        return;
    m_pattern = pattern;
    restart();
}

void LogSearch::restart()
{
    m_seek.stop();
    m_scan.stop();
    m_current.reset();
    m_test.reset();
    if (!m_pattern.isEmpty() && m_pattern.error().isEmpty())
        m_test = std::make_unique<PatternTest>(m_pattern);
    if (isActive())
        m_scan.start(m_job, m_test.get());
    emit countChanged();
}

void LogSearch::findFrom(quint64 line)
{
    m_current.reset();
    seek(line, Direction::Forward);
}

void LogSearch::findNext(quint64 line)
{
    if (!m_current) {
        seek(line, Direction::Forward);
        return;
    }
    for (const TextMatch &match : matchesAt(m_current->line)) {
        if (match.start > m_current->place.start) {
            setCurrent({m_current->line, match}, false);
            return;
        }
    }
    seek(behind(m_current->line), Direction::Forward);
}

void LogSearch::findPrevious(quint64 line)
{
    if (!m_current) {
        seek(behind(line), Direction::Backward);
        return;
    }
    const QVector<TextMatch> matches = isActive() ? matchesAt(m_current->line) : QVector<TextMatch>();
    for (auto match = matches.rbegin(); match != matches.rend(); ++match) {
        if (match->start < m_current->place.start) {
            setCurrent({m_current->line, *match}, false);
            return;
        }
    }
    seek(m_current->line, Direction::Backward);
}

void LogSearch::forgetCurrent()
{
    m_current.reset();
    emit countChanged();
}

// A scan that has all lines knows the answer; else the lines nearest to the place are looked at first.
void LogSearch::seek(quint64 from, Direction direction)
{
    m_seek.stop();
    if (!isActive())
        return;
    m_direction = direction;
    if (!m_scan.isComplete() || m_scan.hits().isFull()) {
        m_seek.start(m_job, m_test.get(), from, direction);
        return;
    }
    const bool forward = direction == Direction::Forward;
    const HitList &hits = m_scan.hits();
    std::optional<quint64> line = forward ? hits.from(from) : hits.before(from);
    const bool wrapped = !line;
    if (wrapped)
        line = forward ? hits.from(0) : hits.before(std::numeric_limits<quint64>::max());
    if (line) {
        take(*line, wrapped);
    } else {
        forgetCurrent();
        emit notFound();
    }
}

void LogSearch::take(quint64 line, bool wrapped)
{
    const QVector<TextMatch> matches = matchesAt(line);
    if (!matches.isEmpty()) {
        setCurrent({line, m_direction == Direction::Forward ? matches.first() : matches.last()}, wrapped);
        return;
    }
    // The line was dropped, or has changed, since it was found.
    forgetCurrent();
    emit notFound();
}

void LogSearch::setCurrent(const Match &match, bool wrapped)
{
    m_current = match;
    emit found(match, wrapped);
    emit countChanged();
}

QVector<TextMatch> LogSearch::matchesAt(quint64 line)
{
    if (!isActive())
        return {};
    m_reader.setLog(m_job->log());
    return m_test->matches(lineText(m_reader.line(line)));
}

quint64 LogSearch::behind(quint64 line)
{
    if (!m_job)
        return line;
    m_reader.setLog(m_job->log());
    return line + quint64(m_reader.line(line).size());
}

LogSearch::Count LogSearch::count() const
{
    const HitList &hits = m_scan.hits();
    Count count{hits.total(), 0, m_scan.isComplete(), hits.isFull()};
    if (!m_current || m_current->line >= m_scan.position() || !m_job || !m_test)
        return count;
    LogReader reader;
    reader.setLog(m_job->log());
    const QVector<TextMatch> matches = m_test->matches(lineText(reader.line(m_current->line)));
    const qsizetype place = matches.indexOf(m_current->place);
    if (place >= 0)
        count.current = hits.countBefore(m_current->line) + quint64(place) + 1;
    return count;
}

QString countText(const LogSearch::Count &count)
{
    const QString number = QLocale().toString(count.total);
    if (count.isFull)
        return LogSearch::tr("More than %1").arg(number);
    if (count.total == 0)
        return count.isComplete ? LogSearch::tr("No matches") : LogSearch::tr("Searching…");
    const QString total = count.isComplete ? number : LogSearch::tr("%1+ so far").arg(number);
    if (count.current > 0)
        return LogSearch::tr("%1 of %2").arg(QLocale().toString(count.current), total);
    return LogSearch::tr("%1 found").arg(total);
}

}  // namespace ui
