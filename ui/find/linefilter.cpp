#include "ui/find/linefilter.h"

namespace ui {

LineFilter::LineFilter(QObject *parent)
    : QObject(parent)
{
    connect(&m_scan, &LogScan::progressed, this, &LineFilter::progressed);
}

LineFilter::~LineFilter() = default;

void LineFilter::start(core::Job *job, const Pattern &pattern)
{
    m_scan.stop();
    m_test = std::make_unique<PatternTest>(pattern);
    m_scan.start(job, m_test.get());
}

void LineFilter::stop()
{
    m_scan.stop();
    m_test.reset();
}

}  // namespace ui
