#pragma once

#include <optional>
#include <vector>

#include <QVector>

#include "ui/find/linetest.h"

namespace ui {

// The lines that a scan found, ascending: at most maxLines, so that no log fills the memory.
class HitList final
{
public:
    static constexpr qsizetype maxLines = 2'000'000;

    void clear();
    [[nodiscard]] bool isFull() const { return m_offsets.size() >= maxLines; }
    void append(const LineHit &hit);
    // Forgets the lines from `offset` on.
    void cut(quint64 offset);
    // Forgets the lines that begin in [begin, end). Returns whether there were any.
    bool remove(quint64 begin, quint64 end);

    [[nodiscard]] const QVector<quint64> &offsets() const { return m_offsets; }
    [[nodiscard]] quint64 total() const { return m_total; }
    // How many hits lie in the lines before `offset`.
    [[nodiscard]] quint64 countBefore(quint64 offset) const;
    // The first line at or behind `offset`, the last one before it.
    [[nodiscard]] std::optional<quint64> from(quint64 offset) const;
    [[nodiscard]] std::optional<quint64> before(quint64 offset) const;

private:
    [[nodiscard]] qsizetype indexFrom(quint64 offset) const;
    void removeRange(qsizetype first, qsizetype last);

    QVector<quint64> m_offsets;
    std::vector<quint32> m_counts;
    quint64 m_total = 0;
};

}  // namespace ui
