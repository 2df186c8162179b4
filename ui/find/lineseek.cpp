#include "ui/find/lineseek.h"

#include "ui/find/lines.h"

namespace ui {

LineSeek::LineSeek(QObject *parent)
    : QObject(parent)
    , m_slices([this] { return step(); }, this)
{
}

void LineSeek::start(core::Job *job, LineTest *test, quint64 from, Direction direction)
{
    m_job = job;
    m_test = test;
    m_direction = direction;
    m_from = m_position = from;
    m_wrapped = false;
    m_rest = {};
    if (!job)
        return;
    m_reader.setLog(job->log());
    m_slices.start();
}

void LineSeek::stop()
{
    m_slices.stop();
    m_job = nullptr;
    m_rest = {};
}

bool LineSeek::step()
{
    if (!m_job)
        return false;
    return m_direction == Direction::Forward ? forward() : backward();
}

bool LineSeek::forward()
{
    if (m_rest.bytes.isEmpty())
        m_rest = m_reader.forward(m_position);
    const LineBlock part = takeFirstRows(m_rest);
    m_found.clear();
    m_test->test(part, m_found);
    if (!m_found.empty() && (!m_wrapped || m_found.front().offset < m_from))
        return finish(m_found.front().offset);
    if (!m_rest.bytes.isEmpty())
        return true;
    m_position = m_rest.next;
    return m_rest.atEnd || (m_wrapped && m_position >= m_from) ? wrap(0) : true;
}

bool LineSeek::backward()
{
    if (m_rest.bytes.isEmpty())
        m_rest = m_reader.backward(m_position);
    const LineBlock part = takeLastRows(m_rest);
    m_found.clear();
    m_test->test(part, m_found);
    if (!m_found.empty() && (!m_wrapped || m_found.back().offset >= m_from))
        return finish(m_found.back().offset);
    if (!m_rest.bytes.isEmpty())
        return true;
    m_position = m_rest.next;
    return m_rest.atEnd || (m_wrapped && m_position <= m_from) ? wrap(m_job->log().extent().end) : true;
}

bool LineSeek::finish(quint64 offset)
{
    m_slices.stop();
    emit found(offset, m_wrapped);
    return m_slices.isRunning();  // whoever was told may have started the next one
}

bool LineSeek::wrap(quint64 position)
{
    const bool isDone = m_wrapped;
    m_wrapped = true;
    m_rest = {};
    m_position = position;
    if (!isDone)
        return true;
    m_slices.stop();
    emit notFound();
    return m_slices.isRunning();
}

}  // namespace ui
