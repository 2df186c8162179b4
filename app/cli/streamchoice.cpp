#include "app/cli/streamchoice.h"

using namespace Qt::StringLiterals;

namespace cli {

Option streamOption()
{
    return {u"stream"_s, u's', u"NAME"_s, u"only stdout or only stderr"_s};
}

Option rawOption()
{
    return {u"raw"_s, u'r', {}, u"also escape sequences to the terminal, all of them"_s};
}

QString streamOf(CommandLine &line)
{
    return line.oneOf(u"stream"_s, {u"stdout"_s, u"stderr"_s, u"merged"_s}, u"merged"_s);
}

}  // namespace cli
