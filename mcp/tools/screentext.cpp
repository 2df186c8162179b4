#include "mcp/tools/screentext.h"

#include "core/job.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

// Where the line begins that is the first to lie in the last `most` characters; where that is not possible, they begin.
qsizetype endBegin(const QString &text, qsizetype most)
{
    const qsizetype begin = std::max<qsizetype>(0, text.size() - most);
    if (begin == 0)
        return 0;
    const qsizetype line = text.indexOf(u'\n', begin - 1) + 1;
    return line > 0 && line < text.size() ? line : begin;
}

qsizetype lastLinesBegin(const QString &text, qsizetype lines)
{
    qsizetype at = text.endsWith(u'\n') ? text.size() - 1 : text.size();
    while (lines-- > 0 && at > 0)
        at = text.lastIndexOf(u'\n', at - 1);
    return at + (at > 0 || text.startsWith(u'\n') ? 1 : 0);
}

}  // namespace

std::optional<core::TerminalView> viewOf(const core::Job &job, quint64 from, quint64 to, TextFormat format)
{
    if (!job.spec().terminal || format == TextFormat::Raw || from >= to)
        return std::nullopt;
    return core::terminalView(job.log(), job.spec().terminalSize, from, to);
}

QJsonObject viewFields(const core::TerminalView &view, const QString &text, StreamChoice choice)
{
    QJsonObject fields;
    if (choice == StreamChoice::Merged)
        fields.insert(u"output"_s, text);
    if (choice == StreamChoice::Separate || choice == StreamChoice::Stdout)
        fields.insert(u"stdout"_s, text);
    if (choice == StreamChoice::Separate || choice == StreamChoice::Stderr)
        fields.insert(u"stderr"_s, QString());
    if (view.isScreen)
        fields.insert(u"screen"_s, true);
    return fields;
}

QString lastLines(const QString &text, qsizetype most, qsizetype lines)
{
    if (lines >= 0)
        return text.sliced(std::max(lastLinesBegin(text, lines), endBegin(text, most)));
    const qsizetype begin = endBegin(text, most);
    return begin == 0 ? text : u"[… %1 characters left out here …]\n"_s.arg(begin) + text.sliced(begin);
}

QString firstAndLastLines(const QString &text, qsizetype first, qsizetype last)
{
    if (text.size() <= first + last)
        return text;
    const qsizetype end = text.lastIndexOf(u'\n', first) + 1;
    return text.first(end) + lastLines(text.sliced(end), last);
}

}  // namespace mcp
