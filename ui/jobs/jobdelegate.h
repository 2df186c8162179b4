#pragma once

#include <QPersistentModelIndex>
#include <QStyledItemDelegate>

namespace core {
class Job;
}

namespace ui {

struct RowFacts;
struct RowLayout;

// Paints the rows of a JobModel: groups in one line, jobs in two, with a Kill button on active ones. The button works
// with the first click, wherever the selection is. It needs a view with mouse tracking.
class JobDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    // Where the button of a job's row is, for a row shown as `option` says; empty when there is none.
    [[nodiscard]] QRect buttonRect(const QStyleOptionViewItem &option, const QModelIndex &index) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

signals:
    // The button was clicked: Kill, or Kill Now when the job is being killed already.
    void killRequested(core::Job *job);

protected:
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

private:
    void paintJob(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintGroup(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintButton(QPainter &painter, const QStyleOptionViewItem &option, const QRect &rect, const QString &text,
                     const QModelIndex &index) const;

    QPersistentModelIndex m_hovered;  // the mouse is over its button
    QPersistentModelIndex m_pressed;  // its button was pressed and not released yet
};

}  // namespace ui
