#pragma once

#include <QRegularExpression>
#include <QString>
#include <QVector>

namespace ui {

// What a person looks for.
struct Pattern {
    QString text;
    bool caseSensitive = false;
    bool isExpression = false;  // a regular expression, else the text itself

    bool operator==(const Pattern &) const = default;
    [[nodiscard]] bool isEmpty() const { return text.isEmpty(); }

    // A sentence about what is wrong with the expression; empty if nothing is.
    [[nodiscard]] QString error() const;
    // What finds the same; matches nothing if there is an error. A line on which it would take very long doesn't match.
    [[nodiscard]] QRegularExpression expression() const;
};

// A part of a line's shown text.
struct TextMatch {
    int start = 0;
    int length = 0;

    bool operator==(const TextMatch &) const = default;
};

// All matches that are not empty, in their order; none overlaps another.
[[nodiscard]] QVector<TextMatch> matchesIn(const QString &text, const QRegularExpression &expression);

}  // namespace ui
