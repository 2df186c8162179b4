#pragma once

#include <memory>

#include "ui/find/logscan.h"
#include "ui/find/patterntest.h"

namespace ui {

// Which lines of a job's output match a pattern, for OutputView::setShownLines(): delivered while they are found, and
// as the output grows and old output is dropped.
class LineFilter final : public QObject
{
    Q_OBJECT

public:
    explicit LineFilter(QObject *parent = nullptr);
    ~LineFilter() override;

    // The pattern is neither empty nor wrong.
    void start(core::Job *job, const Pattern &pattern);
    void stop();
    [[nodiscard]] bool isActive() const { return m_test != nullptr; }

    [[nodiscard]] const QVector<quint64> &lines() const { return m_scan.hits().offsets(); }
    // All of the output was looked at, or only HitList::maxLines lines are shown (isFull()).
    [[nodiscard]] bool isComplete() const { return m_scan.isComplete(); }
    [[nodiscard]] bool isFull() const { return m_scan.hits().isFull(); }

signals:
    // lines() has changed, or all of them are known now.
    void progressed();

private:
    std::unique_ptr<PatternTest> m_test;
    LogScan m_scan;
};

}  // namespace ui
