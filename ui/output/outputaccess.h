#pragma once

#include <vector>

#include <QAccessibleWidget>

#include "ui/output/selection.h"

namespace ui {

class OutputView;

// The output for those who listen: a terminal whose text is the visible page, line by line, and whose value is the current
// line. Offsets count characters of the page's text.
class OutputAccess final : public QAccessibleWidget, public QAccessibleTextInterface
{
public:
    explicit OutputAccess(OutputView &view);

    // Makes QAccessible find it for each OutputView; again is as good as once.
    static void install();
    // The cursor has moved.
    static void announceCursor(OutputView &view);
    static void announceSelection(OutputView &view);
    // The newest line is another one.
    static void announceNewest(OutputView &view);

    [[nodiscard]] QString text(QAccessible::Text kind) const override;
    [[nodiscard]] QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override;

    void selection(int index, int *start, int *end) const override;
    [[nodiscard]] int selectionCount() const override;
    void addSelection(int start, int end) override;
    void removeSelection(int index) override;
    void setSelection(int index, int start, int end) override;
    [[nodiscard]] int cursorPosition() const override;
    void setCursorPosition(int position) override;
    [[nodiscard]] QString text(int start, int end) const override;
    [[nodiscard]] int characterCount() const override;
    [[nodiscard]] QRect characterRect(int offset) const override;
    [[nodiscard]] int offsetAtPoint(const QPoint &point) const override;
    void scrollToSubstring(int start, int end) override;
    QString attributes(int offset, int *start, int *end) const override;

private:
    [[nodiscard]] QString pageText() const;
    // A place that is not on the page: its begin or its end.
    [[nodiscard]] int offsetOf(const TextPlace &place) const;
    [[nodiscard]] TextPlace placeOf(int offset) const;

    OutputView &m_view;
};

}  // namespace ui
