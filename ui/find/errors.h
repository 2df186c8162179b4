#pragma once

#include "ui/find/errortest.h"
#include "ui/find/lineseek.h"

namespace ui {

// Walks over the lines of a job's output that tell of an error, on the event loop and around the output's ends.
class ErrorFinder final : public QObject
{
    Q_OBJECT

public:
    explicit ErrorFinder(QObject *parent = nullptr);

    // The next error behind a line and the one before it; `line` is its offset. Ends a search that is under way without
    // a signal.
    void findNext(core::Job *job, quint64 line);
    void findPrevious(core::Job *job, quint64 line);
    void findFirst(core::Job *job);
    void stop() { m_seek.stop(); }

signals:
    // `wrapped`: the search went on at the other end of the output.
    void found(quint64 line, bool wrapped);
    void notFound();

private:
    ErrorTest m_test;
    LineSeek m_seek;
};

}  // namespace ui
