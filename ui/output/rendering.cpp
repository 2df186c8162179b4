#include "ui/output/rendering.h"

#include <QCoreApplication>
#include <QLocale>

#include "ui/output/linerenderer.h"

namespace ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ui::OutputView)
};

QString why(core::Gap gap)
{
    switch (gap) {
    case core::Gap::Dropped:
        return Words::tr("… %1 were dropped here to keep the log's bound …");
    case core::Gap::DiskFull:
        return Words::tr("… %1 are missing here: the disk was full …");
    case core::Gap::Gone:
        return Words::tr("… %1 are missing here: their file was removed or damaged …");
    case core::Gap::None:
        break;
    }
    return {};
}

}  // namespace

QString gapText(core::Gap gap, quint64 bytes, quint64 lines)
{
    const QLocale locale;
    const QString size = lines > 0
        ? Words::tr("%1 bytes (%2 lines)").arg(locale.toString(bytes), locale.toString(lines))
        : Words::tr("%1 bytes").arg(locale.toString(bytes));
    return why(gap).arg(size);
}

StyledLine rendered(const OutputRow &row)
{
    StyledLine line;
    if (row.gap != core::Gap::None) {
        line.text = gapText(row.gap, row.end - row.offset, row.gapLines);
        line.gapBytes = row.end - row.offset;
    } else if (core::printableRun(row.bytes) == row.bytes.size()) {
        line.text = QString::fromLatin1(row.bytes);
    } else {
        LineRenderer renderer;
        renderer.feed(row.bytes);
        line = row.isOpen ? renderer.line() : renderer.finish();
    }
    line.offset = row.offset;
    line.end = row.end;
    line.fromStderr = row.fromStderr;
    line.continued = row.continued;
    line.continues = row.continues;
    line.timeMs = row.timeMs;
    line.gap = row.gap;
    return line;
}

}  // namespace ui
