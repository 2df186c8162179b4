#include "core/inifile.h"

#include <sys/stat.h>

#include <algorithm>

#include <QFile>
#include <QFileInfo>

#include "core/durablefile.h"
#include "core/paths.h"

using namespace Qt::StringLiterals;

namespace core {

namespace {

constexpr char byteOrderMark[] = "\xEF\xBB\xBF";

// A line in the sense of QSettings: it goes on behind a backslash at its end and within quotes.
struct Line {
    qsizetype begin = 0;
    qsizetype valueEnd = 0;  // where a line end or a comment behind the value begins
    qsizetype end = 0;  // behind the line end
    QByteArray text;  // from begin to valueEnd, trimmed

    [[nodiscard]] bool isComment() const { return text.startsWith(';'); }
    [[nodiscard]] bool isHeader() const { return text.startsWith('['); }
    [[nodiscard]] QByteArray key() const
    {
        const auto equals = text.indexOf('=');
        return equals < 0 || isComment() || isHeader() ? QByteArray() : text.left(equals).trimmed();
    }
};

qsizetype endOfLine(const QByteArray &content, qsizetype at)
{
    const auto newline = content.indexOf('\n', at);
    return newline < 0 ? content.size() : newline + 1;
}

qsizetype endOfValue(const QByteArray &content, qsizetype at)
{
    bool quoted = false;
    for (; at < content.size(); ++at) {
        const char c = content.at(at);
        if (c == '\\')
            at += content.mid(at + 1, 2) == "\r\n" ? 2 : 1;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == ';' || c == '\n' || c == '\r'))
            return at;
    }
    return content.size();
}

Line lineAt(const QByteArray &content, qsizetype begin)
{
    Line line{begin, 0, 0, {}};
    qsizetype first = begin;
    while (first < content.size() && (content.at(first) == ' ' || content.at(first) == '\t'))
        ++first;
    const char start = first < content.size() ? content.at(first) : '\n';
    line.valueEnd = start == ';' || start == '[' ? endOfLine(content, first) : endOfValue(content, first);
    line.end = endOfLine(content, line.valueEnd - (line.valueEnd > first && content.at(line.valueEnd - 1) == '\n'));
    line.text = content.mid(begin, line.valueEnd - begin).trimmed();
    return line;
}

QByteArray groupOf(const Line &header)
{
    const QByteArray name = header.text.mid(1, header.text.indexOf(']') - 1).trimmed();
    return name.compare("general", Qt::CaseInsensitive) == 0 ? QByteArray() : name;
}

// Quoted where QSettings would take a part of the text for something else: a list, an escape, a comment, a type.
QByteArray encoded(const QString &value)
{
    QString text = value.startsWith(u'@') ? u'@' + value : value;
    const bool plain = !text.isEmpty() && text.trimmed() == text
        && std::none_of(text.begin(), text.end(), [](QChar c) { return u";,=\"\\"_s.contains(c) || c < u' '; });
    if (plain)
        return text.toUtf8();
    text.replace(u"\\"_s, u"\\\\"_s).replace(u"\""_s, u"\\\""_s);
    text.replace(u"\n"_s, u"\\n"_s).replace(u"\r"_s, u"\\r"_s).replace(u"\t"_s, u"\\t"_s);
    return '"' + text.toUtf8() + '"';
}

}  // namespace

QByteArray withIniValue(const QByteArray &content, const QString &group, const QString &key, const QString &value)
{
    const QByteArray wantedGroup = group.toUtf8(), wantedKey = key.toUtf8();
    const qsizetype start = content.startsWith(byteOrderMark) ? 3 : 0;
    bool inside = wantedGroup.isEmpty();
    qsizetype room = inside ? start : -1;  // where a new line belongs
    QList<Line> found;
    for (qsizetype at = start; at < content.size();) {
        const Line line = lineAt(content, at);
        if (line.isHeader())
            inside = groupOf(line) == wantedGroup;
        if (inside && !line.text.isEmpty())
            room = line.end;
        if (inside && line.key() == wantedKey)
            found += line;
        at = line.end;
    }

    const QByteArray lineEnd = content.contains("\r\n") ? "\r\n" : "\n";
    QByteArray changed = content;
    const QByteArray entry = wantedKey + '=' + encoded(value);
    if (value.isNull()) {
        for (auto line = found.rbegin(); line != found.rend(); ++line)
            changed.remove(line->begin, line->end - line->begin);
    } else if (!found.isEmpty()) {
        // Of two lines with a key, the last one counts.
        const Line &line = found.last();
        const bool comment = line.valueEnd < content.size() && content.at(line.valueEnd) == ';';
        changed.replace(line.begin, line.valueEnd - line.begin, comment ? entry + ' ' : entry);
    } else {
        QByteArray text = entry + lineEnd;
        if (room < 0) {
            text.prepend((content.isEmpty() ? QByteArray() : lineEnd) + '[' + wantedGroup + ']' + lineEnd);
            room = content.size();
        }
        if (room > start && content.at(room - 1) != '\n')
            text.prepend(lineEnd);
        changed.insert(room, text);
    }
    return changed;
}

Result<void> writeIniValues(const QString &file, const QString &group, const IniValues &values)
{
    QFile stored(QFileInfo::exists(file) ? QFileInfo(file).canonicalFilePath() : file);
    QByteArray content;
    mode_t mode = 0600;
    if (stored.exists()) {
        if (!stored.open(QIODevice::ReadOnly))
            return Error{u"The file %1 cannot be read: %2."_s.arg(file, stored.errorString())};
        content = stored.readAll();
        if (stored.error() != QFileDevice::NoError)
            return Error{u"The file %1 cannot be read: %2."_s.arg(file, stored.errorString())};
        struct stat info;
        if (::fstat(stored.handle(), &info) == 0)
            mode = info.st_mode & 07777;
    } else if (auto made = makePrivateFolder(QFileInfo(file).path()); !made) {
        return made;
    }
    QByteArray changed = content;
    for (const auto &[key, value] : values)
        changed = withIniValue(changed, group, key, value);
    return changed == content ? Result<void>() : writeDurably(stored.fileName(), changed, mode);
}

}  // namespace core
