#pragma once

#include <optional>

#include "core/rawneedle.h"
#include "ui/find/linetest.h"
#include "ui/find/pattern.h"

namespace ui {

// The lines whose shown text (lineText()) has matches of a pattern.
//
// Text is found in the bytes as they are, and only lines that a terminal shows differently become text first. Letters
// other than ASCII, and all expressions, are matched line by line.
class PatternTest final : public LineTest
{
public:
    // The pattern is neither empty nor wrong.
    explicit PatternTest(const Pattern &pattern);

    void test(const LineBlock &block, std::vector<LineHit> &hits) override;
    [[nodiscard]] QVector<TextMatch> matches(const QString &text) const { return matchesIn(text, m_expression); }

private:
    void testBytes(const LineBlock &block, std::vector<LineHit> &hits);
    [[nodiscard]] quint32 countIn(QByteArrayView line);

    QRegularExpression m_expression;
    std::optional<core::RawNeedle> m_needle;  // nothing for what can't be found in bytes
    QByteArray m_scratch;
};

}  // namespace ui
