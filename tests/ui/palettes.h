#pragma once

#include <QApplication>
#include <QPalette>
#include <QStyle>

// The style's own light colours, and dark ones as desktops have them.
inline QPalette lightPalette()
{
    return QApplication::style()->standardPalette();
}

inline QPalette darkPalette()
{
    QPalette dark;
    dark.setColor(QPalette::Window, QColor(0x2b2d30));
    dark.setColor(QPalette::WindowText, QColor(0xdfe1e5));
    dark.setColor(QPalette::Base, QColor(0x1e1f22));
    dark.setColor(QPalette::AlternateBase, QColor(0x26282b));
    dark.setColor(QPalette::Text, QColor(0xdfe1e5));
    dark.setColor(QPalette::Button, QColor(0x393b40));
    dark.setColor(QPalette::ButtonText, QColor(0xdfe1e5));
    dark.setColor(QPalette::ToolTipBase, QColor(0x393b40));
    dark.setColor(QPalette::ToolTipText, QColor(0xdfe1e5));
    dark.setColor(QPalette::PlaceholderText, QColor(0x8c8f94));
    dark.setColor(QPalette::Highlight, QColor(0x2e5c8a));
    dark.setColor(QPalette::HighlightedText, Qt::white);
    dark.setColor(QPalette::Link, QColor(0x6ca9f0));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        dark.setColor(QPalette::Disabled, role, QColor(0x6f7277));
    return dark;
}
