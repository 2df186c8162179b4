#include "app/cli/visibletext.h"

#include <cwchar>

#include <QList>

#include "core/characters.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

int columnsOf(char32_t codePoint)
{
    const int width = ::wcwidth(wchar_t(codePoint));
    return width < 0 ? 1 : width;
}

}  // namespace

QString visible(const QString &text)
{
    QString result;
    result.reserve(text.size());
    for (const uint codePoint : text.toUcs4()) {
        if (codePoint == '\n' || codePoint == '\t')
            result += u' ';
        else if (core::isControl(codePoint) || core::reordersText(codePoint))
            result += u"⟨U+%1⟩"_s.arg(codePoint, 4, 16, QChar(u'0')).toUpper();
        else
            result += QString::fromUcs4(reinterpret_cast<const char32_t *>(&codePoint), 1);
    }
    return result;
}

int columnsOf(const QString &text)
{
    int columns = 0;
    for (const uint codePoint : text.toUcs4())
        columns += columnsOf(char32_t(codePoint));
    return columns;
}

QString fitted(const QString &text, int columns)
{
    if (columnsOf(text) <= columns)
        return text;
    QString result;
    int used = 1;
    for (const uint codePoint : text.toUcs4()) {
        used += columnsOf(char32_t(codePoint));
        if (used > columns)
            break;
        result += QString::fromUcs4(reinterpret_cast<const char32_t *>(&codePoint), 1);
    }
    return columns > 0 ? result + u'…' : QString();
}

QString padded(const QString &text, int columns)
{
    return text + QString(std::max(0, columns - columnsOf(text)), u' ');
}

}  // namespace cli
