#include "ui/find/lineseek.h"

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
    if (!job)
        return;
    m_reader.setLog(job->log());
    m_slices.start();
}

void LineSeek::stop()
{
    m_slices.stop();
    m_job = nullptr;
}

bool LineSeek::step()
{
    if (!m_job)
        return false;
    const bool isForward = m_direction == Direction::Forward;
    m_reader.beginPiece();
    const LineBlock block = isForward ? m_reader.forward(m_position) : m_reader.backward(m_position);
    m_found.clear();
    m_test->test(block, m_found);
    m_reader.endPiece();
    return isForward ? forward(block) : backward(block);
}

bool LineSeek::forward(const LineBlock &block)
{
    if (!m_found.empty() && (!m_wrapped || m_found.front().offset < m_from))
        return finish(m_found.front().offset);
    m_position = block.next;
    if (block.atEnd || (m_wrapped && m_position >= m_from))
        return wrap(0);
    return true;
}

bool LineSeek::backward(const LineBlock &block)
{
    if (!m_found.empty() && (!m_wrapped || m_found.back().offset >= m_from))
        return finish(m_found.back().offset);
    m_position = block.next;
    if (block.atEnd || (m_wrapped && m_position <= m_from))
        return wrap(m_job->log().extent().end);
    return true;
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
    m_position = position;
    if (!isDone)
        return true;
    m_slices.stop();
    emit notFound();
    return m_slices.isRunning();
}

}  // namespace ui
