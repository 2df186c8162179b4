#include "mcp/tools/outputsearch.h"

#include <QJsonArray>

#include "core/job.h"
#include "mcp/toolcall.h"
#include "mcp/tools/jobtext.h"
#include "mcp/tools/outputreply.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

QJsonObject fieldsOf(const core::LineSearch::Match &match)
{
    QJsonObject fields{{u"offset"_s, qint64(match.offset)}, {u"text"_s, match.text}};
    if (!match.before.isEmpty())
        fields.insert(u"before"_s, match.before.join(u'\n'));
    if (!match.after.isEmpty())
        fields.insert(u"after"_s, match.after.join(u'\n'));
    return fields;
}

// As grep writes it: "120: the line", "- a line of context", and "--" between two groups.
QString textOf(const core::LineSearch::Match &match)
{
    QString text;
    for (const QString &line : match.before)
        text += u"- "_s + line + u'\n';
    text += u"%1: "_s.arg(match.offset) + match.text + u'\n';
    for (const QString &line : match.after)
        text += u"- "_s + line + u'\n';
    return text;
}

}  // namespace

OutputSearch::OutputSearch(ToolCall &call, core::Job *job, const core::LineSearch::Wish &wish)
    : QObject(&call)
    , m_call(call)
    , m_job(job)
    , m_search([job = m_job] { return job ? job->log() : core::OutputLog(); }, wish)
    , m_from(wish.from)
    , m_context(wish.context)
    , m_beat(call, [this] {
        return ProgressBeat::State{double(m_search.position() - m_from), double(m_search.end() - m_from),
                                   u"%1 of %2 bytes searched, %3 matches"_s.arg(m_search.position() - m_from)
                                       .arg(m_search.end() - m_from)
                                       .arg(m_search.matches().size())};
    })
{
    connect(&m_search, &core::LineSearch::finished, this, [this] { m_beat.finish([this] { answer(); }); });
    m_search.start();
}

void OutputSearch::answer()
{
    if (!m_job)
        return m_call.fail(u"The job was forgotten while its output was searched."_s);
    OutputReply found = reply();
    found.fields.insert(u"status"_s, core::stateName(m_job->state()));
    m_call.finish({found.fields, found.text + u"\n["_s + jobLine(*m_job) + u']'});
}

OutputReply OutputSearch::reply() const
{
    QJsonArray matches;
    QString text;
    for (const core::LineSearch::Match &match : m_search.matches()) {
        matches += fieldsOf(match);
        if (m_context > 0 && !text.isEmpty())
            text += u"--\n"_s;
        text += textOf(match);
    }
    QJsonObject fields{{u"matches"_s, matches},
                       {u"offset"_s, qint64(m_from)},
                       {u"next_offset"_s, qint64(m_search.nextOffset())},
                       {u"complete"_s, m_search.isComplete()},
                       {u"eof"_s, m_search.isEof()}};
    if (const QJsonArray gaps = gapsOf(m_search.gaps()); !gaps.isEmpty())
        fields.insert(u"gaps"_s, gaps);
    if (matches.isEmpty())
        text = u"[no line matches]\n"_s;
    const quint64 next = m_search.nextOffset();
    if (!m_search.isComplete())
        text += u"[not all was searched: go on with offset %1 (of %2)]\n"_s.arg(next).arg(m_search.end());
    text += m_search.isEof() ? u"[end of output]"_s : u"[next_offset %1]"_s.arg(next);
    return {fields, text};
}

}  // namespace mcp
