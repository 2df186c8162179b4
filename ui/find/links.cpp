#include "ui/find/links.h"

#include <algorithm>
#include <chrono>

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr auto remembered = 5s;
constexpr int checksPerLine = 4;
constexpr qsizetype maxPath = 1024;
constexpr qsizetype lookedAt = 4096;  // characters of a line

// Without the punctuation of the sentence around it, and without a bracket that was opened before it.
QString trimmedAddress(QString address)
{
    const auto isUnopened = [&](QChar open, QChar close) {
        return address.endsWith(close) && address.count(close) > address.count(open);
    };
    for (;;) {
        const bool isPunctuation = !address.isEmpty() && u".,;:!?'\"`*_~"_s.contains(address.back());
        if (!isPunctuation && !isUnopened(u'(', u')') && !isUnopened(u'[', u']') && !isUnopened(u'{', u'}'))
            return address;
        address.chop(1);
    }
}

void addAddresses(const QString &text, QVector<LinkCandidate> &links)
{
    static const QRegularExpression expression(uR"~(\bhttps?://[^\s<>"`\x{0}-\x{1f}\x{7f}|\\^]+)~"_s,
                                               QRegularExpression::CaseInsensitiveOption);
    for (const QRegularExpressionMatch &match : expression.globalMatch(text)) {
        const QString address = trimmedAddress(match.captured());
        const QUrl url(address);
        if (url.isValid() && !url.host().isEmpty())
            links.append({int(match.capturedStart()), int(address.size()), address, {}});
    }
}

bool overlaps(const QVector<LinkCandidate> &links, qsizetype start, qsizetype end)
{
    return std::ranges::any_of(
        links, [&](const LinkCandidate &link) { return start < link.start + link.length && link.start < end; });
}

// The expression's groups are path, line and column.
void addFiles(const QString &text, const QRegularExpression &expression, QVector<LinkCandidate> &links)
{
    static const QRegularExpression numbers(u"^[\\d.]*$"_s);
    for (const QRegularExpressionMatch &match : expression.globalMatch(text)) {
        FilePlace place{match.captured("path"_L1), match.captured("line"_L1).toInt(),
                        match.captured("column"_L1).toInt()};
        const qsizetype start = match.capturedStart("path"_L1);
        const qsizetype end = match.capturedEnd();
        if (place.path.startsWith("file://"_L1))
            place.path.remove(0, 7);
        const bool isPath = place.path.contains(u'/') || place.path.contains(u'.');
        if (isPath && place.path.size() <= maxPath && !numbers.match(place.path).hasMatch()
            && !overlaps(links, start, end))
            links.append({int(start), int(end - start), {}, place});
    }
}

}  // namespace

QVector<LinkCandidate> linkCandidates(const QString &text)
{
    static const QRegularExpression files[] = {
        // Python
        QRegularExpression(uR"~(\bFile "(?<path>[^"]+)", line (?<line>\d{1,7})(?<column>))~"_s),
        // path:line[:column], also behind --> and inside brackets
        QRegularExpression(
            uR"~((?<![^\s"'`(\[<=,@])(?<path>(?:file://)?[^\s:"'`()\[\]<>,;|*?\\]+):(?<line>\d{1,7})(?::(?<column>\d{1,5}))?(?!\w))~"_s),
        // path(line[,column]), as tsc and msbuild write it
        QRegularExpression(
            uR"~((?<![^\s"'`\[<=])(?<path>[^\s:"'`()\[\]<>,;|*?\\]+)\((?<line>\d{1,7})(?:,(?<column>\d{1,5}))?\))~"_s),
    };
    const QString line = text.left(lookedAt);
    QVector<LinkCandidate> links;
    addAddresses(line, links);
    for (const QRegularExpression &expression : files)
        addFiles(line, expression, links);
    std::ranges::sort(links, {}, &LinkCandidate::start);
    return links;
}

QString linkTarget(const FilePlace &place)
{
    return u"%1:%2:%3"_s.arg(place.path, QString::number(place.line), QString::number(place.column));
}

FilePlace fileOfTarget(const QString &target)
{
    if (!target.startsWith(u'/'))
        return {};
    return {target.section(u':', 0, -3), target.section(u':', -2, -2).toInt(), target.section(u':', -1).toInt()};
}

void Links::setFolder(const QString &folder)
{
    m_folder = folder;
    m_known.clear();
}

QVector<LinkSpan> Links::find(const QString &text)
{
    if (!m_age.isValid() || m_age.hasExpired(std::chrono::milliseconds(remembered).count())) {
        m_known.clear();
        m_age.start();
    }
    if (const QVector<LinkSpan> *known = m_known.object(text))
        return *known;
    const QVector<LinkSpan> spans = look(text);
    m_known.insert(text, new QVector<LinkSpan>(spans));
    return spans;
}

QVector<LinkSpan> Links::look(const QString &text) const
{
    QVector<LinkSpan> spans;
    int checks = 0;
    for (LinkCandidate &link : linkCandidates(text)) {
        if (!link.url.isEmpty()) {
            spans.append({link.start, link.length, link.url});
            continue;
        }
        link.file.path = QDir::cleanPath(QDir(m_folder).absoluteFilePath(link.file.path));
        if (++checks <= checksPerLine && QFileInfo(link.file.path).isFile())
            spans.append({link.start, link.length, linkTarget(link.file)});
    }
    return spans;
}

}  // namespace ui
