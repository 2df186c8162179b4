#include "ui/find/logscan.h"

#include <chrono>

#include "ui/find/lines.h"

using namespace std::chrono_literals;

namespace ui {

LogScan::LogScan(QObject *parent)
    : QObject(parent)
    , m_slices([this] { return step(); }, this)
{
    m_growth.setSingleShot(true);
    m_growth.setInterval(30ms);
    connect(&m_growth, &QTimer::timeout, this, &LogScan::grow);
    m_report.setSingleShot(true);
    m_report.setInterval(30ms);
    connect(&m_report, &QTimer::timeout, this, &LogScan::progressed);
}

void LogScan::start(core::Job *job, LineTest *test)
{
    stop();
    m_job = job;
    m_test = test;
    if (!job || !test)
        return;
    const auto gather = [this] {
        if (!m_growth.isActive())
            m_growth.start();
    };
    connect(job, &core::Job::outputGrew, this, gather);
    connect(job, &core::Job::ended, this, gather);
    m_reader.setLog(job->log());
    m_slices.start();
}

void LogScan::stop()
{
    if (m_job)
        m_job->disconnect(this);
    m_job = nullptr;
    m_test = nullptr;
    m_slices.stop();
    m_growth.stop();
    m_report.stop();
    m_hits.clear();
    m_position = m_settled = 0;
    m_rest = {};
}

bool LogScan::step()
{
    if (!m_job)
        return false;
    if (m_rest.bytes.isEmpty())
        m_rest = m_reader.forward(m_position);
    const LineBlock part = takeFirstRows(m_rest);
    m_found.clear();
    m_test->test(part, m_found);
    for (const LineHit &hit : m_found) {
        if (!m_hits.isFull())
            m_hits.append(hit);
    }
    const bool isRead = m_rest.bytes.isEmpty();
    m_position = isRead ? m_rest.next : m_rest.offset;
    m_settled = m_rest.settled;
    const bool isDone = (isRead && m_rest.atEnd) || m_hits.isFull();
    if (isDone)
        QMetaObject::invokeMethod(this, &LogScan::report, Qt::QueuedConnection);
    else if (!m_found.empty() && !m_report.isActive())
        m_report.start();
    return !isDone;
}

void LogScan::report()
{
    m_report.stop();
    emit progressed();
}

void LogScan::grow()
{
    if (!m_job)
        return;
    m_reader.setLog(m_job->log());
    forgetDropped();
    if (m_hits.isFull() || m_slices.isRunning())
        return;
    m_hits.cut(m_settled);
    m_position = m_settled;
    m_rest = {};
    m_slices.start();
}

// Only what follows the head is ever dropped, so one look there is enough.
void LogScan::forgetDropped()
{
    const keeper::LogLimits &limits = m_job->spec().limits;
    const quint64 headEnd = limits.headSegments * limits.segmentBytes;
    if (headEnd >= m_position)
        return;
    const core::OutputChunk chunk = m_job->log().read(headEnd, 1);
    if (chunk.spans.isEmpty() || chunk.spans.first().gap != core::Gap::Dropped)
        return;
    if (m_hits.remove(headEnd, chunk.spans.first().end()) && !m_report.isActive())
        m_report.start();
}

}  // namespace ui
