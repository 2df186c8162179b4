#pragma once

#include <chrono>
#include <functional>
#include <vector>

#include <QElapsedTimer>
#include <QObject>
#include <QRegularExpression>

#include "core/linematcher.h"
#include "core/outputlog.h"
#include "core/slices.h"

namespace core {

// Looks for the lines of a log that match an expression, forward from an offset up to the end that the log has at the
// start, on the event loop, in slices. The lines of both streams are looked at as they arrived, as on a terminal, or
// those of one.
class LineSearch final : public QObject
{
    Q_OBJECT

public:
    struct Wish {
        QString source;
        QRegularExpression expression;  // of source, by boundedExpression()
        StreamFilter filter = StreamFilter::Both;
        quint64 from = 0;
        int context = 0;  // lines before and after each match
        quint64 limit = 20000;  // characters of all found text, with something for each match
        std::chrono::milliseconds patience{40000};  // then it ends wherever it is
    };
    struct Match {
        quint64 offset = 0;  // of the line
        QString text;  // of a long line the part around the match
        QStringList before, after;  // context; no line is in two of them, and none is a match
    };
    static constexpr qsizetype longestText = 500;  // characters shown of a line

    // `log` gives the log as it is now.
    LineSearch(std::function<OutputLog()> log, const Wish &wish, QObject *parent = nullptr);

    void start();

    [[nodiscard]] const std::vector<Match> &matches() const { return m_matches; }
    // Where to search on: the begin of the first line that is not decided. A reader that passes it on gets each match
    // once.
    [[nodiscard]] quint64 nextOffset() const { return m_next; }
    // All that there was at the start has been looked at.
    [[nodiscard]] bool isComplete() const { return m_complete; }
    // The same, and nothing more will come.
    [[nodiscard]] bool isEof() const { return m_eof; }
    [[nodiscard]] const QVector<OutputSpan> &gaps() const { return m_gaps; }
    // How far it is, and where it ends.
    [[nodiscard]] quint64 position() const { return m_position; }
    [[nodiscard]] quint64 end() const { return m_end; }

signals:
    void finished();  // once

private:
    bool step();
    void read();
    void search();
    void end(bool isComplete);
    bool take(const LineMatcher::Line &line);
    void addContextAfter(quint64 stop);
    bool finish();

    std::function<OutputLog()> m_source;
    OutputLog m_log;
    Wish m_wish;
    LineMatcher m_matcher;
    Slices m_slices;
    QElapsedTimer m_clock;
    quint64 m_readSize;
    OutputChunk m_chunk;
    qsizetype m_span = 0;  // the first one of the chunk that was not looked at
    quint64 m_position = 0, m_end = 0, m_next = 0;
    std::vector<LineMatcher::Line> m_found;  // in what was looked at last
    size_t m_taken = 0;  // of them, into the matches
    std::vector<Match> m_matches;
    quint64 m_shownEnd = 0;  // behind the last line that is in the matches
    quint64 m_size = 0;  // of the matches
    QVector<OutputSpan> m_gaps;
    bool m_ending = false, m_complete = false, m_eof = false;
};

}  // namespace core
