#include "ui/find/chattext.h"

#include <algorithm>

#include <QCoreApplication>

#include "core/job.h"
#include "core/terminaltext.h"
#include "ui/condition.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr quint64 maxBytes = 256 << 10;

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(ui::ChatText)
};

qsizetype longestRun(const QString &text, QChar wanted)
{
    qsizetype longest = 0, run = 0;
    for (const QChar c : text) {
        run = c == wanted ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return longest;
}

QString lastLines(QString text, bool &isCut)
{
    while (text.endsWith(u'\n'))
        text.chop(1);
    qsizetype begin = text.size();
    for (int lines = 0; lines < chatLines && begin >= 0; ++lines)
        begin = begin > 0 ? text.lastIndexOf(u'\n', begin - 1) : -1;
    isCut = isCut || begin >= 0;
    return text.sliced(begin + 1);
}

}  // namespace

QString chatText(const ChatFacts &facts)
{
    QString body = u"$ %1\n"_s.arg(facts.command);
    body += u"# %1\n# %2\n"_s.arg(facts.folder, facts.state);
    if (facts.isCut)
        body += u"[%1]\n"_s.arg(Texts::tr("earlier output is left out"));
    body += facts.output;
    while (body.endsWith(u'\n'))
        body.chop(1);
    const QString fence(std::max<qsizetype>(3, longestRun(body, u'`') + 1), u'`');
    return u"%1\n%2\n%1\n"_s.arg(fence, body);
}

QString chatText(const core::Job &job)
{
    const core::OutputChunk chunk = job.log().tail(chatLines, core::StreamFilter::Both, maxBytes);
    ChatFacts facts{job.spec().command, job.spec().cwd, {}, {}, chunk.offset > 0};
    facts.output = lastLines(core::TerminalText::render(chunk.bytes()), facts.isCut);
    const QString duration = elapsedText(job);
    facts.state = duration.isEmpty() ? conditionText(job)
        : core::isFinal(job.state()) ? Texts::tr("%1 after %2").arg(conditionText(job), duration)
                                     : Texts::tr("%1 for %2").arg(conditionText(job), duration);
    return chatText(facts);
}

}  // namespace ui
