#pragma once

#include <array>

#include <QWidget>

#include "ui/jobs/jobfilter.h"

class QAbstractButton;

namespace ui {

// [All 14][Active 3][Failed 1][Finished 10]; one of them is on.
class StateFilterBar final : public QWidget
{
    Q_OBJECT

public:
    explicit StateFilterBar(QWidget *parent = nullptr);

    void setCounts(const JobFilter::Counts &counts);
    // Without chosen().
    void setCurrent(StateFilter state);

signals:
    void chosen(StateFilter state);  // by the person

private:
    std::array<QAbstractButton *, stateFilterCount> m_buttons{};
};

}  // namespace ui
