#include "ui/output/outputaccess.h"

#include <algorithm>

#include "ui/output/outputview.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QAccessibleInterface *create(const QString &, QObject *object)
{
    auto *const view = qobject_cast<OutputView *>(object);
    return view ? new OutputAccess(*view) : nullptr;
}

const OutputAccess *accessOf(OutputView &view)
{
    return QAccessible::isActive() ? dynamic_cast<OutputAccess *>(QAccessible::queryAccessibleInterface(&view))
                                   : nullptr;
}

}  // namespace

OutputAccess::OutputAccess(OutputView &view)
    : QAccessibleWidget(&view, QAccessible::Terminal)
    , m_view(view)
{
}

void OutputAccess::install()
{
    static const bool once = [] {
        QAccessible::installFactory(create);
        return true;
    }();
    Q_UNUSED(once)
}

void OutputAccess::announceCursor(OutputView &view)
{
    if (const OutputAccess *access = accessOf(view)) {
        QAccessibleTextCursorEvent event(&view, access->cursorPosition());
        QAccessible::updateAccessibility(&event);
    }
}

void OutputAccess::announceSelection(OutputView &view)
{
    if (const OutputAccess *access = accessOf(view)) {
        int start = 0, end = 0;
        access->selection(0, &start, &end);
        QAccessibleTextSelectionEvent event(&view, start, end);
        QAccessible::updateAccessibility(&event);
    }
}

void OutputAccess::announceNewest(OutputView &view)
{
    const OutputAccess *access = accessOf(view);
    if (!access || view.page().items().empty())
        return;
    const OutputPage::Item &last = view.page().items().back();
    QAccessibleTextInsertEvent event(&view, access->offsetOf({last.row.offset, 0}), last.layout->line().text);
    QAccessible::updateAccessibility(&event);
}

QString OutputAccess::text(QAccessible::Text kind) const
{
    return kind == QAccessible::Value ? m_view.currentText() : QAccessibleWidget::text(kind);
}

QAccessible::State OutputAccess::state() const
{
    QAccessible::State state = QAccessibleWidget::state();
    state.readOnly = true;
    state.multiLine = true;
    state.selectableText = true;
    return state;
}

void *OutputAccess::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TextInterface)
        return static_cast<QAccessibleTextInterface *>(this);
    return QAccessibleWidget::interface_cast(type);
}

QString OutputAccess::pageText() const
{
    QString result;
    for (const OutputPage::Item &item : m_view.page().items())
        result += item.layout->line().text + u'\n';
    result.chop(1);
    return result;
}

int OutputAccess::offsetOf(const TextPlace &place) const
{
    int begin = 0;
    for (const OutputPage::Item &item : m_view.page().items()) {
        const int length = int(item.layout->line().text.size());
        if (place.offset <= item.row.offset)
            return begin + (place.offset < item.row.offset ? 0 : std::min(place.position, length));
        begin += length + 1;
    }
    return std::max(0, begin - 1);
}

TextPlace OutputAccess::placeOf(int offset) const
{
    TextPlace last;
    for (const OutputPage::Item &item : m_view.page().items()) {
        const int length = int(item.layout->line().text.size());
        last = {item.row.offset, std::clamp(offset, 0, length)};
        if (offset <= length)
            break;
        offset -= length + 1;
    }
    return last;
}

void OutputAccess::selection(int index, int *start, int *end) const
{
    const bool isThere = index == 0 && m_view.hasSelection();
    *start = isThere ? offsetOf(m_view.selection().range().begin) : 0;
    *end = isThere ? offsetOf(m_view.selection().range().end) : 0;
}

int OutputAccess::selectionCount() const
{
    return m_view.hasSelection() ? 1 : 0;
}

void OutputAccess::addSelection(int start, int end)
{
    setSelection(0, start, end);
}

void OutputAccess::removeSelection(int)
{
    m_view.clearSelection();
}

void OutputAccess::setSelection(int, int start, int end)
{
    m_view.select({placeOf(std::min(start, end)), placeOf(std::max(start, end))});
}

int OutputAccess::cursorPosition() const
{
    const TextPlace &cursor = m_view.selection().cursor();
    return offsetOf(cursor.offset == m_view.currentLine() ? cursor : TextPlace{m_view.currentLine(), 0});
}

void OutputAccess::setCursorPosition(int position)
{
    const TextPlace place = placeOf(position);
    m_view.select({place, place});
}

QString OutputAccess::text(int start, int end) const
{
    return pageText().mid(start, end - start);
}

int OutputAccess::characterCount() const
{
    return int(pageText().size());
}

QRect OutputAccess::characterRect(int offset) const
{
    const QRect box = m_view.boxOf(placeOf(offset)).toAlignedRect();
    return {m_view.viewport()->mapToGlobal(box.topLeft()), box.size()};
}

int OutputAccess::offsetAtPoint(const QPoint &point) const
{
    const QPoint inside = m_view.viewport()->mapFromGlobal(point);
    return m_view.viewport()->rect().contains(inside) ? offsetOf(m_view.placeAt(inside)) : -1;
}

void OutputAccess::scrollToSubstring(int start, int)
{
    m_view.showLine(placeOf(start).offset);
}

QString OutputAccess::attributes(int offset, int *start, int *end) const
{
    const TextPlace place = placeOf(offset);
    *start = offsetOf({place.offset, 0});
    *end = *start;
    const OutputPage::Item *item = m_view.page().itemOf(place.offset);
    if (!item)
        return {};
    *end = *start + int(item->layout->line().text.size());
    return item->row.fromStderr ? u"text-style-name:stderr;"_s : QString();
}

}  // namespace ui
