#include "mcp/tools/outputreply.h"

#include <algorithm>
#include <limits>

#include "core/chunkborder.h"
#include "core/job.h"
#include "core/terminaltext.h"

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

QString placeText(const QJsonObject &fields)
{
    return fields[u"eof"].toBool() ? u"end of output"_s : u"next_offset %1"_s.arg(fields[u"next_offset"].toInteger());
}

QString base64Of(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

// Whose bytes follow each other, for the merged ones.
QJsonArray piecesOf(const core::OutputChunk &chunk)
{
    QJsonArray pieces;
    qint64 length = 0;
    keeper::Stream stream = keeper::Stream::Stdout;
    const auto add = [&] {
        if (length > 0)
            pieces += QJsonArray{int(stream), length};
        length = 0;
    };
    for (const core::OutputSpan &span : chunk.spans) {
        if (span.stream != stream)
            add();
        stream = span.stream;
        length += span.bytes.size();
    }
    add();
    return pieces;
}

OutputReply encoded(const core::OutputChunk &chunk, StreamChoice choice, QJsonObject fields)
{
    if (choice == StreamChoice::Merged) {
        fields.insert(u"output"_s, base64Of(chunk.bytes()));
        fields.insert(u"pieces"_s, piecesOf(chunk));
    }
    if (choice == StreamChoice::Separate || choice == StreamChoice::Stdout)
        fields.insert(u"stdout"_s, base64Of(chunk.bytes(core::StreamFilter::Stdout)));
    if (choice == StreamChoice::Separate || choice == StreamChoice::Stderr)
        fields.insert(u"stderr"_s, base64Of(chunk.bytes(core::StreamFilter::Stderr)));
    const QString text =
        u"[%1 bytes as base64 in structuredContent; %2]"_s.arg(chunk.bytes().size()).arg(placeText(fields));
    return {std::move(fields), text};
}

// The texts of a chunk by field name.
QJsonObject streamsOf(const core::OutputChunk &chunk, StreamChoice choice, TextFormat format)
{
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
    return text + (text.isEmpty() ? u"[no output; %1]"_s : u"[%1]"_s).arg(placeText(fields));
}

OutputReply finished(QJsonObject fields)
{
    const QString text = textOf(fields);
    return {std::move(fields), text};
}

// About the last tailBytes of the streams, but nothing before `from`; from the beginning of a line on, where lines are
// not longer than that.
core::OutputChunk lastBytes(const core::OutputLog &log, quint64 end, core::StreamFilter filter, quint64 from)
{
    quint64 begin = log.tail(std::numeric_limits<int>::max(), filter, tailBytes).offset;
    if (filter == core::StreamFilter::Both && begin > 0) {
        const quint64 line = log.lineOffset(log.lineAt(begin - 1) + 1);
        begin = line < end ? line : begin;
    }
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

}  // namespace

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

OutputReply outputReply(const core::OutputChunk &chunk, StreamChoice choice, TextFormat format)
{
    QJsonObject fields{
        {u"offset"_s, qint64(chunk.offset)}, {u"next_offset"_s, qint64(chunk.nextOffset)}, {u"eof"_s, chunk.eof}};
    if (const QJsonArray gaps = gapsOf(chunk.spans); !gaps.isEmpty())
        fields.insert(u"gaps"_s, gaps);
    if (format == TextFormat::Base64)
        return encoded(chunk, choice, fields);
    const QJsonObject streams = streamsOf(chunk, choice, format);
    for (auto it = streams.begin(); it != streams.end(); ++it)
        fields.insert(it.key(), it.value());
    return finished(fields);
}

OutputReply outputOverview(const core::Job &job, quint64 from, StreamChoice choice, TextFormat format)
{
    const core::OutputLog log = job.log();
    const core::StreamFilter filter = filterOf(choice);
    const quint64 end = log.extent().end;
    if (end <= from + shortOutput)
        return outputReply(log.read(from, shortOutput, filter, core::Align::Character), choice, format);

    const core::OutputChunk head = log.read(from, headBytes, filter, core::Align::Line);
    const core::OutputChunk tail = lastBytes(log, end, filter, head.nextOffset);
    QJsonObject fields = streamsOf(head, choice, format);
    const quint64 omitted = tail.offset - head.nextOffset;
    joinStreams(fields, streamsOf(tail, choice, format),
                omitted == 0
                    ? QString()
                    : u"[… %1 bytes left out here: read them with output, offset %2 (up to %3) …]\n"_s.arg(omitted)
                          .arg(head.nextOffset)
                          .arg(tail.offset));
    if (omitted > 0)
        fields.insert(u"omitted"_s,
                      QJsonObject{{u"offset"_s, qint64(head.nextOffset)}, {u"length"_s, qint64(omitted)}});
    fields.insert(u"offset"_s, qint64(head.offset));
    fields.insert(u"next_offset"_s, qint64(tail.nextOffset));
    fields.insert(u"eof"_s, tail.eof);
    return finished(fields);
}

OutputReply outputEnding(const core::Job &job, quint64 from, quint64 to, quint64 bytes)
{
    const core::OutputLog log = job.log();
    quint64 begin = std::max(from, to - std::min(to, bytes));
    if (begin > from) {
        const quint64 line = log.lineOffset(log.lineAt(begin - 1) + 1);
        begin = line < to ? line : begin;
    }
    core::OutputChunk chunk =
        log.read(begin, to - std::min(to, begin), core::StreamFilter::Both, core::Align::Character);
    if (chunk.nextOffset > to)
        core::cutChunk(chunk, to);
    if (begin > from)
        core::dropOpenedCharacter(chunk);
    return outputReply(chunk, StreamChoice::Merged, TextFormat::Text);
}

}  // namespace mcp
