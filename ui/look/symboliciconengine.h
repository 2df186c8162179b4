#pragma once

#include <optional>

#include <QColor>
#include <QIconEngine>

namespace ui {

// An icon of one colour: the shape comes from resources/icons/NAME.svg, the colour from the application's palette at the
// time of painting, unless one is given. Drawn for each size and pixel ratio anew, so that it is never scaled.
class SymbolicIconEngine final : public QIconEngine
{
public:
    SymbolicIconEngine(const QString &name, const std::optional<QColor> &colour);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    // `size` is in pixels of the device.
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QSize actualSize(const QSize &size, QIcon::Mode, QIcon::State) override { return size; }
    [[nodiscard]] QIconEngine *clone() const override { return new SymbolicIconEngine(*this); }

private:
    [[nodiscard]] QColor colourFor(QIcon::Mode mode) const;

    QString m_name;
    std::optional<QColor> m_colour;
};

}  // namespace ui
