#pragma once

#include <functional>
#include <memory>
#include <optional>

#include <QAbstractScrollArea>
#include <QElapsedTimer>
#include <QPointer>
#include <QRegularExpression>
#include <QTimer>

#include "ui/output/follow.h"
#include "ui/output/outputdocument.h"
#include "ui/output/outputpage.h"
#include "ui/output/pagepainter.h"
#include "ui/output/scrollscale.h"
#include "ui/output/selection.h"
#include "ui/output/viewcommand.h"
#include "ui/output/viewstates.h"

class QPushButton;

namespace ui {

class TextCollector;

// A job's output, as it is printed. Only what is visible is read, so memory and speed do not depend on how large the output
// is. Offsets of lines are those of core::OutputLog; of a line in pieces (LogRows), those of the piece.
class OutputView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit OutputView(QWidget *parent = nullptr);
    ~OutputView() override;

    // Null: empty. How each of the last 50 jobs was looked at is remembered. All lines are shown, nothing is selected.
    void setJob(core::Job *job);
    [[nodiscard]] core::Job *job() const { return m_job; }

    // See Follow. Off: the view stays where it is.
    [[nodiscard]] bool isFollowing() const { return m_follow.isOn(); }
    void setFollowing(bool on);

    void setWrap(bool on);
    void setTimestamps(bool on);
    void setTerminalColours(bool on);
    void setOutputFont(const QFont &font);
    // By points; resetZoom() goes back to the font's own size.
    void zoom(int steps);
    void resetZoom();

    // Every match in the visible lines is marked. An empty pattern: none.
    void setHighlight(const QRegularExpression &pattern);
    // Marks characters of the line's lineText(); showLine() shows it.
    void setCurrentMatch(quint64 lineOffset, int start, int length);
    void clearCurrentMatch();

    // Ends following; the line becomes the current one.
    void showLine(quint64 lineOffset, int linesAbove = 5);
    // Only these lines; ascending. May be set again with more at the end.
    void setShownLines(const QVector<quint64> &lineOffsets);
    void showAllLines();
    [[nodiscard]] bool isFiltered() const { return m_document.isFiltered(); }

    [[nodiscard]] quint64 topLine() const { return m_page.top().offset; }
    // The line with the cursor; while it follows, the newest.
    [[nodiscard]] quint64 currentLine() const;
    // The text of the current line.
    [[nodiscard]] QString currentText();

    [[nodiscard]] bool hasSelection() const { return !m_selection.isEmpty(); }
    // At most copyLimit bytes of output. Reads all of it at once: for what is known to be small.
    [[nodiscard]] QString selectedText() const;
    // To the clipboard, in the background when it is large; copied() follows.
    void copySelection();
    void selectAll();
    void clearSelection();
    static constexpr quint64 copyLimit = 64u << 20;

    // Called for visible lines only. What it finds is underlined and can be clicked.
    using LinkFinder = std::function<QVector<LinkSpan>(const QString &text)>;
    void setLinkFinder(LinkFinder finder);

    // What is on the screen, for accessibility and tests. Boxes are in the viewport's coordinates.
    [[nodiscard]] const OutputPage &page() const { return m_page; }
    [[nodiscard]] const Selection &selection() const { return m_selection; }
    [[nodiscard]] QRectF boxOf(const TextPlace &place) const;
    // The place that is nearest to a point of the viewport.
    [[nodiscard]] TextPlace placeAt(const QPointF &point) const;
    void select(const TextRange &range);

signals:
    void followingChanged(bool on);
    void selectionChanged();
    void linkActivated(const QString &target);
    void currentLineChanged();
    void contextMenuAt(const QPoint &globalPos, quint64 lineOffset);
    // Other lines are on the screen, or the same ones elsewhere.
    void pageChanged();
    // The selection is on the clipboard. `whole`: false when it was more than copyLimit and only its begin was taken.
    void copied(bool whole);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    enum class Unit { Character, Word, Row };

    // outputview.cpp
    void remember();
    void recall();
    void outputGrew();
    void refresh();
    void setFollow(const std::function<void(Follow &)> &change);
    void follow();

    // outputviewlook.cpp
    void restyle();
    [[nodiscard]] PageGeometry geometry() const;

    // outputviewscroll.cpp
    void pageMoved();
    void updateBars();
    void placeButton();
    void barActed(int action);
    void barMoved(int value);
    void sidewaysMoved();
    void scrollBy(int lines);
    void showCursor();

    // outputviewselection.cpp
    void setCursor(const TextPlace &place, bool selects);
    void notifySelection(const TextRange &before);
    void announceLine();
    void publishPrimary();

    // outputviewkeys.cpp
    void run(const KeyAction &action);
    void moveCursorLines(int lines, bool selects);
    void moveCursorCharacter(int direction, bool selects);

    // outputviewmouse.cpp
    void selectUnit(const QPointF &point, bool extends);
    void dragTo(const QPointF &point);
    void autoScroll();
    [[nodiscard]] TextRange unitAt(const QPointF &point) const;
    [[nodiscard]] QString linkAt(const QPointF &point) const;

    QPointer<core::Job> m_job;
    OutputDocument m_document;
    OutputPage m_page;
    Follow m_follow;
    ViewStates m_states{rememberedViews};
    QTimer m_refresh;
    QTimer m_announced;  // runs while nothing more is told to those who listen

    QFont m_font;
    int m_zoom = 0;
    bool m_wrap = false;
    bool m_timestamps = false;
    bool m_terminalColours = true;

    PageMarks m_marks;
    Selection m_selection;
    bool m_hasCursor = false;
    quint64 m_announcedLine = 0;

    ScrollScale m_scale;
    int m_barValue = 0;
    bool m_isSettingBars = false;
    qreal m_contentWidth = 0;
    QPoint m_wheelRest;
    QPushButton *m_newest;

    Unit m_unit = Unit::Character;
    bool m_isDragging = false;
    QString m_pressedLink;
    QPointF m_pressed;
    QPointF m_dragged;
    QTimer m_autoScroll;
    QElapsedTimer m_sinceDoubleClick;
    std::unique_ptr<TextCollector> m_copying, m_publishing;  // to the clipboard, to the primary selection
};

}  // namespace ui
