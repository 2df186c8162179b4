#include "ui/find/errors.h"

namespace ui {

ErrorFinder::ErrorFinder(QObject *parent)
    : QObject(parent)
{
    connect(&m_seek, &LineSeek::found, this, &ErrorFinder::found);
    connect(&m_seek, &LineSeek::notFound, this, &ErrorFinder::notFound);
}

void ErrorFinder::findNext(core::Job *job, quint64 line)
{
    LogReader reader;
    reader.setLog(job->log());
    m_seek.start(job, &m_test, line + quint64(reader.line(line).size()), Direction::Forward);
}

void ErrorFinder::findPrevious(core::Job *job, quint64 line)
{
    m_seek.start(job, &m_test, line, Direction::Backward);
}

void ErrorFinder::findFirst(core::Job *job)
{
    m_seek.start(job, &m_test, 0, Direction::Forward);
}

}  // namespace ui
