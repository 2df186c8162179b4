#include "app/cli/shellcommand.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cli {

namespace {

bool needsNoQuotes(const QString &word)
{
    const auto isHarmless = [](QChar c) {
        const char16_t code = c.unicode();
        return (code >= u'a' && code <= u'z') || (code >= u'A' && code <= u'Z') || (code >= u'0' && code <= u'9')
            || QStringView(u"_-./:,@%+=").contains(c);
    };
    return !word.isEmpty() && std::ranges::all_of(word, isHarmless);
}

QString quotedWord(const QString &word)
{
    return needsNoQuotes(word) ? word : u'\'' + QString(word).replace(u'\'', "'\\''"_L1) + u'\'';
}

}  // namespace

QString shellCommand(const QStringList &words)
{
    if (words.size() == 1)
        return words.first();
    QStringList quotedWords;
    for (const QString &word : words)
        quotedWords += quotedWord(word);
    return quotedWords.join(u' ');
}

}  // namespace cli
