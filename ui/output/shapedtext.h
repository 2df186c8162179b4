#pragma once

#include <memory>
#include <vector>

#include <QPointF>
#include <QRectF>
#include <QTextLayout>

#include "ui/output/rowstyle.h"
#include "ui/output/styledline.h"
#include "ui/output/textsegments.h"

class QPainter;

namespace ui {

// A row that QTextLayout has to shape: wide and combining characters, right-to-left text, tabs, proportional fonts. Without
// wrapping a long row is shaped in chunks, and only as far as somebody looks, because shaping is what costs time.
class ShapedText final
{
public:
    ShapedText(const StyledLine &line, std::shared_ptr<const RowStyle> style);

    // As in RowLayout.
    [[nodiscard]] int lineCount() const { return m_lineCount; }
    // Of what is not shaped yet: an estimate.
    [[nodiscard]] qreal width() const;
    [[nodiscard]] int lineBegin(int line) const;
    [[nodiscard]] RowPlace placeOf(int position) const;
    [[nodiscard]] int positionAt(const RowPlace &place) const;
    [[nodiscard]] int characterAt(const RowPlace &place) const;
    [[nodiscard]] int nextPosition(int position, int direction) const;
    void paint(QPainter &painter, QPointF origin, const QRectF &clip, const std::vector<RowMark> &marks) const;

private:
    struct Chunk {
        int start = 0, end = 0;
        std::unique_ptr<QTextLayout> layout;  // none: not shaped yet
        qreal x = 0;
        qreal width = 0;
    };

    void cut();
    void shape(Chunk &chunk, qreal x) const;
    // The first chunk that satisfies the predicate, or the last; all up to it are shaped.
    template<typename Predicate>
    [[nodiscard]] const Chunk &shapedUntil(Predicate isWanted) const;
    [[nodiscard]] const Chunk &chunkOf(int position) const;
    [[nodiscard]] const Chunk &chunkAt(qreal x) const;
    [[nodiscard]] QTextLine lineAt(const Chunk &chunk, int line) const;

    QString m_text;
    QVector<StyledRun> m_runs;
    std::shared_ptr<const RowStyle> m_style;
    mutable std::vector<Chunk> m_chunks;  // at least one
    int m_lineCount = 1;
};

}  // namespace ui
