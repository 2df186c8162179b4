#include "ui/output/outputdocument.h"

namespace ui {

OutputDocument::OutputDocument() = default;

void OutputDocument::open(core::Job *job)
{
    m_job = job;
    m_isFiltered = false;
    m_filtered.setLines({});
    if (job) {
        const keeper::LogLimits &limits = job->spec().limits;
        m_window.open(job->log(), limits.headSegments * limits.segmentBytes);
    } else {
        m_window.open({}, 0);
    }
}

bool OutputDocument::refresh()
{
    if (!m_job)
        return false;
    m_window.setLog(m_job->log());
    return m_window.refresh();
}

void OutputDocument::setShownLines(const QVector<quint64> &offsets)
{
    m_filtered.setLines(offsets);
    m_isFiltered = true;
}

void OutputDocument::showAllLines()
{
    m_filtered.setLines({});
    m_isFiltered = false;
}

RowSource *OutputDocument::rows()
{
    if (m_isFiltered)
        return &m_filtered;
    return &m_all;
}

}  // namespace ui
