#include "ui/output/selection.h"

#include <QStringView>

namespace ui {

namespace {

bool isOfWord(QChar c)
{
    return c.isLetterOrNumber() || c.isMark() || c.isSurrogate() || QStringView(u"_-./~%+@$").contains(c);
}

}  // namespace

std::pair<int, int> wordAt(const QString &text, int position)
{
    const int length = int(text.size());
    if (length == 0)
        return {0, 0};
    position = std::clamp(position, 0, length - 1);
    if (!isOfWord(text.at(position)))
        return {position, position + 1};
    int begin = position, end = position + 1;
    while (begin > 0 && isOfWord(text.at(begin - 1)))
        --begin;
    while (end < length && isOfWord(text.at(end)))
        ++end;
    return {begin, end};
}

}  // namespace ui
