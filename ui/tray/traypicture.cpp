#include "ui/tray/traypicture.h"

#include <QGuiApplication>
#include <QPainter>
#include <QPainterPath>

#include "ui/look/icons.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr QRgb tileColour = 0xff2b74c8;  // 4.7:1 on white, 4.4:1 on black
constexpr QRgb failureColour = 0xffc62828;

void drawCount(QPainter &painter, const QRectF &tile, int running)
{
    QFont font = QGuiApplication::font();
    font.setBold(true);
    font.setPixelSize(int(tile.height() * (running > 9 ? 0.62 : 0.8)));
    painter.setFont(font);
    painter.setPen(Qt::white);
    painter.drawText(tile, Qt::AlignCenter, running > 9 ? u"9+"_s : QString::number(running));
}

// With a rim, so that its shape shows on the tile.
void drawFailure(QPainter &painter, int size)
{
    const qreal side = size * 0.62;
    const QRectF box(size - side, size - side, side, side);
    QPainterPath diamond;
    diamond.moveTo(box.center().x(), box.top());
    diamond.lineTo(box.right(), box.center().y());
    diamond.lineTo(box.center().x(), box.bottom());
    diamond.lineTo(box.left(), box.center().y());
    diamond.closeSubpath();
    painter.setPen(QPen(Qt::white, std::max(1.0, size / 16.0)));
    painter.setBrush(QColor(failureColour));
    painter.drawPath(diamond);
    const qreal width = std::max(1.0, side / 8);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::white);
    painter.drawRect(QRectF(box.center().x() - width / 2, box.top() + side * 0.24, width, side * 0.3));
    painter.drawRect(QRectF(box.center().x() - width / 2, box.top() + side * 0.62, width, width));
}

QPixmap draw(int size, int running, bool failed)
{
    QPixmap picture(size, size);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF tile(0, 0, size, size);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(tileColour));
    painter.drawRoundedRect(tile, size / 5.0, size / 5.0);
    if (running > 0) {
        drawCount(painter, tile, running);
    } else {
        const int margin = size / 6;
        colouredIcon(u"tray"_s, Qt::white).paint(&painter, tile.toRect().adjusted(margin, margin, -margin, -margin));
    }
    if (failed)
        drawFailure(painter, size);
    return picture;
}

}  // namespace

QIcon trayPicture(int running, bool failed)
{
    QIcon icon;
    for (const int size : {16, 22, 24, 32, 48, 64})
        icon.addPixmap(draw(size, running, failed));
    return icon;
}

}  // namespace ui
