#pragma once

#include <functional>
#include <optional>
#include <vector>

#include <QObject>
#include <QRegularExpression>

#include "core/outputlog.h"
#include "core/rawneedle.h"
#include "core/slices.h"

namespace core {

// Waits for text in a growing log: an expression is matched against the output from an offset on, as a person would see
// it, line by line and across some lines, also in a last line that has not ended. It works when it is told that there
// is more, on the event loop, in slices, and costs nothing in between.
class PatternWatch final : public QObject
{
    Q_OBJECT

public:
    static constexpr int linesAcross = 32;  // a match that spans more lines may be missed
    static constexpr qsizetype longestText = 1000;  // characters of a match that are told

    struct Match {
        QString text;  // of the lines in which it lies
        quint64 offset = 0;  // where they begin
        quint64 end = 0;  // behind them, as far as they have come
    };

    // `log` gives the log as it is now. The expression is a valid one, made of `source` by boundedExpression() with
    // MultilineOption.
    PatternWatch(std::function<OutputLog()> log, const QString &source, QRegularExpression expression, quint64 from,
                 QObject *parent = nullptr);

    // The output has grown, or may have.
    void look();
    // Where another watch goes on if this one finds nothing: behind the last whole line that was looked at.
    [[nodiscard]] quint64 cursor() const;

signals:
    // Once; nothing follows.
    void found(const PatternWatch::Match &match);
    // All output that there is was looked at, after look().
    void caughtUp();

private:
    struct Piece {
        qsizetype at = 0;  // in m_window
        quint64 offset = 0;
    };
    struct ShownLine {
        qsizetype textEnd = 0, bytesBegin = 0, bytesEnd = 0;
    };

    bool step();
    void append(const OutputChunk &chunk);
    [[nodiscard]] bool mayMatch() const;
    [[nodiscard]] std::optional<Match> match() const;
    void trim();
    [[nodiscard]] quint64 offsetOf(qsizetype at) const;

    std::function<OutputLog()> m_log;
    QRegularExpression m_expression;
    std::optional<RawNeedle> m_needle;
    Slices m_slices;
    quint64 m_position;
    QByteArray m_window;  // the last lines, as they are in the log
    std::vector<Piece> m_pieces;
    bool m_found = false;
};

}  // namespace core
