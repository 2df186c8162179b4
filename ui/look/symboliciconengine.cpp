#include "ui/look/symboliciconengine.h"

#include <QFile>
#include <QGuiApplication>
#include <QImageReader>
#include <QLoggingCategory>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>

Q_LOGGING_CATEGORY(lcLook, "jobdeck.ui.look", QtWarningMsg)

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QImage drawShape(const QString &name, const QSize &size)
{
    const QString file = u":/icons/%1.svg"_s.arg(name);
    Q_ASSERT_X(QFile::exists(file), "symbolicIcon", qPrintable(name));
    QImageReader reader(file);
    reader.setScaledSize(size);
    QImage shape = reader.read();
    if (shape.isNull()) {
        static bool told = false;
        if (!std::exchange(told, true))
            qCWarning(lcLook, "Icons cannot be drawn: %s. Install Qt's SVG plugin (libqt6svg6).",
                      qPrintable(reader.errorString()));
    }
    return shape.convertToFormat(QImage::Format_ARGB32_Premultiplied);
}

}  // namespace

SymbolicIconEngine::SymbolicIconEngine(const QString &name, const std::optional<QColor> &colour)
    : m_name(name)
    , m_colour(colour)
{
}

QColor SymbolicIconEngine::colourFor(QIcon::Mode mode) const
{
    const QPalette palette = QGuiApplication::palette();
    if (mode == QIcon::Disabled)
        return palette.color(QPalette::Disabled, QPalette::WindowText);
    if (mode == QIcon::Selected)
        return palette.color(QPalette::HighlightedText);
    return m_colour.value_or(palette.color(QPalette::WindowText));
}

QPixmap SymbolicIconEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State)
{
    const QColor colour = colourFor(mode);
    const QString key = u"jobdeck/%1/%2x%3/%4"_s.arg(m_name)
                            .arg(size.width())
                            .arg(size.height())
                            .arg(colour.rgba(), 8, 16, QLatin1Char('0'));
    QPixmap drawn;
    if (QPixmapCache::find(key, &drawn) || size.isEmpty())
        return drawn;
    QImage shape = drawShape(m_name, size);
    if (shape.isNull())
        return {};
    QPainter painter(&shape);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(shape.rect(), colour);
    painter.end();
    drawn = QPixmap::fromImage(shape);
    QPixmapCache::insert(key, drawn);
    return drawn;
}

void SymbolicIconEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state)
{
    const qreal ratio = painter->device()->devicePixelRatio();
    QPixmap drawn = pixmap((QSizeF(rect.size()) * ratio).toSize(), mode, state);
    drawn.setDevicePixelRatio(ratio);
    painter->drawPixmap(rect.topLeft(), drawn);
}

}  // namespace ui
