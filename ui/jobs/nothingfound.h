#pragma once

#include <QWidget>

class QLabel;

namespace ui {

class JobFilter;

// Stands in for the list while the filter hides all jobs: says so, and offers a way back.
class NothingFound final : public QWidget
{
    Q_OBJECT

public:
    explicit NothingFound(QWidget *parent = nullptr);

    void explain(const JobFilter &filter);

signals:
    void clearRequested();

private:
    QLabel *m_sentence;
};

}  // namespace ui
