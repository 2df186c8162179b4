#include "mcp/tools/outputreply.h"

#include <algorithm>
#include <limits>

#include "core/chunkborder.h"
#include "core/job.h"
#include "core/terminaltext.h"
#include "mcp/tools/exactreply.h"
#include "mcp/tools/screentext.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

QString reasonName(core::Gap gap)
{
    switch (gap) {
    case core::Gap::Dropped:
        return u"dropped"_s;
    case core::Gap::DiskFull:
        return u"disk_full"_s;
    case core::Gap::Gone:
        return u"log_gone"_s;
    case core::Gap::None:
        break;
    }
    return {};
}

QString gapLine(const core::OutputSpan &gap)
{
    const QString why = gap.gap == core::Gap::Dropped ? u"dropped to keep the log's limit"_s
        : gap.gap == core::Gap::DiskFull              ? u"not stored because the disk was full"_s
                                                      : u"missing because the log file was removed or damaged"_s;
    return u"\n[gap: %1 bytes from offset %2 were %3]\n"_s.arg(gap.length).arg(gap.offset).arg(why);
}

// The spans of one stream (or of both, interleaved) as text, with a line for each gap.
QString render(const core::OutputChunk &chunk, core::StreamFilter filter, TextFormat format)
{
    QString text;
    QByteArray bytes;
    const auto flush = [&] {
        text += format == TextFormat::Text ? core::TerminalText::render(bytes) : core::rawText(bytes);
        bytes.clear();
    };
    for (const core::OutputSpan &span : chunk.spans) {
        if (!core::matches(filter, span.stream))
            continue;
        if (span.gap != core::Gap::None) {
            flush();
            text += gapLine(span);
        } else {
            bytes += span.bytes;
        }
    }
    flush();
    return text;
}

// The texts of a chunk by field name.
QJsonObject streamsOf(const core::Job &job, const core::OutputChunk &chunk, StreamChoice choice, TextFormat format)
{
    if (const auto view = viewOf(job, chunk.offset, chunk.nextOffset, format))
        return viewFields(
            *view, lastLines(view->text, qsizetype(std::max(shortOutput, chunk.nextOffset - chunk.offset))), choice);
    QJsonObject streams;
    if (choice == StreamChoice::Merged)
        streams.insert(u"output"_s, render(chunk, core::StreamFilter::Both, format));
    if (choice == StreamChoice::Separate || choice == StreamChoice::Stdout)
        streams.insert(u"stdout"_s, render(chunk, core::StreamFilter::Stdout, format));
    if (choice == StreamChoice::Separate || choice == StreamChoice::Stderr)
        streams.insert(u"stderr"_s, render(chunk, core::StreamFilter::Stderr, format));
    return streams;
}

QString withNewline(const QString &text)
{
    return text.isEmpty() || text.endsWith(u'\n') ? text : text + u'\n';
}

// The same for reading: one stream as it is, two with a heading each.
QString textOf(const QJsonObject &fields)
{
    const QString output = fields[u"output"].toString() + fields[u"stdout"].toString();
    const QString errors = fields[u"stderr"].toString();
    QString text = withNewline(output);
    if (!errors.isEmpty())
        text =
            (output.isEmpty() ? QString() : u"--- stdout ---\n"_s + text) + u"--- stderr ---\n"_s + withNewline(errors);
    QString place = placeText(fields);
    if (fields[u"screen"].toBool())
        place.prepend(u"the screen as it was then; "_s);
    return text + (text.isEmpty() ? u"[no output; %1]"_s : u"[%1]"_s).arg(place);
}

OutputReply finished(QJsonObject fields)
{
    const QString text = textOf(fields);
    return {std::move(fields), text};
}

// Where the first line in a range begins; the range's begin, if that would leave out more than half of it: a progress bar
// is one long line, of which the end counts.
quint64 firstLine(const core::OutputLog &log, quint64 begin, quint64 end)
{
    const quint64 line = log.lineOffset(log.lineAt(begin - 1) + 1);
    return line < end && line - begin <= (end - begin) / 2 ? line : begin;
}

// About the last `bytes` of the streams, but nothing before `from`; from the beginning of a line on, if that is near.
core::OutputChunk lastBytes(const core::OutputLog &log, quint64 end, quint64 bytes, core::StreamFilter filter,
                            quint64 from)
{
    quint64 begin = log.tail(std::numeric_limits<int>::max(), filter, bytes).offset;
    if (filter == core::StreamFilter::Both && begin > 0)
        begin = firstLine(log, begin, end);
    return log.read(std::max(begin, from), core::OutputLog::maxLimit, filter, core::Align::Character);
}

// The first of a long output's streams in which something was left out gets the line that says so.
void joinStreams(QJsonObject &head, const QJsonObject &tail, const QString &between)
{
    QString line = between;
    for (const QString &name : {u"output"_s, u"stdout"_s, u"stderr"_s}) {
        if (!head.contains(name))
            continue;
        const QString first = head[name].toString(), last = tail[name].toString();
        if (!first.isEmpty() || !last.isEmpty())
            head[name] = withNewline(first) + std::exchange(line, {}) + last;
    }
}

QString leftOut(quint64 from, quint64 to)
{
    return u"[… %1 bytes left out here: read them with output, offset %2 (up to %3) …]\n"_s.arg(to - from)
        .arg(from)
        .arg(to);
}

// Of a terminal's long output that goes back: its beginning, if that is not what the screen shows, and what the end of
// it shows.
std::optional<OutputReply> viewOverview(const core::Job &job, quint64 from, quint64 end, StreamChoice choice,
                                        TextFormat format, Share share)
{
    const quint64 begin = std::max(from, end - std::min(end, core::largestView));
    const auto view = viewOf(job, begin, end, format);
    if (!view)
        return std::nullopt;
    const core::OutputLog log = job.log();
    const core::OutputChunk tail = lastBytes(log, end, share.tail, core::StreamFilter::Both, begin);
    QJsonObject fields;
    if (begin == from) {
        fields = viewFields(*view, firstAndLastLines(view->text, qsizetype(share.head), qsizetype(share.tail)), choice);
    } else {
        fields = viewFields(*view, lastLines(view->text, qsizetype(share.tail)), choice);
        quint64 omitted = from;
        if (!view->isScreen) {
            const core::OutputChunk head = log.read(from, share.head, core::StreamFilter::Both, core::Align::Line);
            QJsonObject both = streamsOf(job, head, choice, format);
            omitted = head.nextOffset;
            joinStreams(both, fields, leftOut(omitted, begin));
            fields = both;
        }
        fields.insert(u"omitted"_s,
                      QJsonObject{{u"offset"_s, qint64(omitted)}, {u"length"_s, qint64(begin - omitted)}});
    }
    fields.insert(u"offset"_s, qint64(from));
    fields.insert(u"next_offset"_s, qint64(tail.nextOffset));
    fields.insert(u"eof"_s, tail.eof);
    return finished(fields);
}

}  // namespace

QString placeText(const QJsonObject &fields)
{
    return fields[u"eof"].toBool() ? u"end of output"_s : u"next_offset %1"_s.arg(fields[u"next_offset"].toInteger());
}

core::StreamFilter filterOf(StreamChoice choice)
{
    return choice == StreamChoice::Stdout ? core::StreamFilter::Stdout
        : choice == StreamChoice::Stderr  ? core::StreamFilter::Stderr
                                          : core::StreamFilter::Both;
}

QJsonArray gapsOf(const QVector<core::OutputSpan> &spans)
{
    QJsonArray gaps;
    for (const core::OutputSpan &span : spans) {
        if (span.gap != core::Gap::None)
            gaps += QJsonObject{{u"offset"_s, qint64(span.offset)},
                                {u"length"_s, qint64(span.length)},
                                {u"reason"_s, reasonName(span.gap)}};
    }
    return gaps;
}

OutputReply outputReply(const core::Job &job, const core::OutputChunk &chunk, StreamChoice choice, TextFormat format)
{
    QJsonObject fields{
        {u"offset"_s, qint64(chunk.offset)}, {u"next_offset"_s, qint64(chunk.nextOffset)}, {u"eof"_s, chunk.eof}};
    if (const QJsonArray gaps = gapsOf(chunk.spans); !gaps.isEmpty())
        fields.insert(u"gaps"_s, gaps);
    if (format == TextFormat::Base64)
        return exactReply(chunk, choice, fields);
    const QJsonObject streams = streamsOf(job, chunk, choice, format);
    for (auto it = streams.begin(); it != streams.end(); ++it)
        fields.insert(it.key(), it.value());
    return finished(fields);
}

OutputReply outputOverview(const core::Job &job, quint64 from, StreamChoice choice, TextFormat format, Share share)
{
    const core::OutputLog log = job.log();
    const core::StreamFilter filter = filterOf(choice);
    const quint64 end = log.extent().end;
    if (end <= from + share.all())
        return outputReply(job, log.read(from, share.all(), filter, core::Align::Character), choice, format);
    if (auto view = viewOverview(job, from, end, choice, format, share))
        return *view;

    const core::OutputChunk head = log.read(from, share.head, filter, core::Align::Line);
    const core::OutputChunk tail = lastBytes(log, end, share.tail, filter, head.nextOffset);
    QJsonObject fields = streamsOf(job, head, choice, format);
    const quint64 omitted = tail.offset - head.nextOffset;
    joinStreams(fields, streamsOf(job, tail, choice, format),
                omitted == 0 ? QString() : leftOut(head.nextOffset, tail.offset));
    if (omitted > 0)
        fields.insert(u"omitted"_s,
                      QJsonObject{{u"offset"_s, qint64(head.nextOffset)}, {u"length"_s, qint64(omitted)}});
    fields.insert(u"offset"_s, qint64(head.offset));
    fields.insert(u"next_offset"_s, qint64(tail.nextOffset));
    fields.insert(u"eof"_s, tail.eof);
    return finished(fields);
}

OutputReply outputTail(const core::Job &job, quint64 lines, quint64 bytes, StreamChoice choice, TextFormat format)
{
    const core::OutputLog log = job.log();
    core::OutputChunk chunk =
        log.tail(lines, choice == StreamChoice::Separate ? core::StreamFilter::Stdout : filterOf(choice), bytes);
    const quint64 end = log.extent().end;
    if (const auto view = viewOf(job, end - std::min(end, core::largestView), end, format)) {
        QJsonObject fields = viewFields(*view, lastLines(view->text, qsizetype(bytes), qsizetype(lines)), choice);
        fields.insert(u"offset"_s, qint64(chunk.offset));
        fields.insert(u"next_offset"_s, qint64(chunk.nextOffset));
        fields.insert(u"eof"_s, chunk.eof);
        return finished(fields);
    }
    if (choice == StreamChoice::Separate)
        chunk.spans += log.tail(lines, core::StreamFilter::Stderr, bytes).spans;
    return outputReply(job, chunk, choice, format);
}

OutputReply outputEnding(const core::Job &job, quint64 from, quint64 to, quint64 bytes)
{
    const core::OutputLog log = job.log();
    quint64 begin = std::max(from, to - std::min(to, bytes));
    if (begin > from)
        begin = firstLine(log, begin, to);
    core::OutputChunk chunk =
        log.read(begin, to - std::min(to, begin), core::StreamFilter::Both, core::Align::Character);
    if (chunk.nextOffset > to)
        core::cutChunk(chunk, to);
    if (begin > from)
        core::dropOpenedCharacter(chunk);
    return outputReply(job, chunk, StreamChoice::Merged, TextFormat::Text);
}

}  // namespace mcp
