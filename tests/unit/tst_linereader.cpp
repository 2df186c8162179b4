#include <QTest>

#include "mcp/linereader.h"

using mcp::LineReader;

namespace {

// What the reader gives for a stream that arrives in these pieces; a line that is too long shows as "<long>".
QList<QByteArray> linesOf(const QList<QByteArray> &pieces, qsizetype limit = LineReader::defaultLimit)
{
    LineReader reader(limit);
    QList<QByteArray> lines;
    for (const QByteArray &piece : pieces) {
        reader.append(piece);
        while (const auto line = reader.next())
            lines.append(line->tooLong ? QByteArray("<long>") : line->text);
    }
    return lines;
}

}  // namespace

class McpLineReaderTest final : public QObject
{
    Q_OBJECT

private slots:
    void cutsLinesAtAnySplit_data();
    void cutsLinesAtAnySplit();
    void reportsALongLineBeforeItsEnd();
    void keepsAnUnfinishedLine();
    void readsManyBytesOneByOne();
};

void McpLineReaderTest::cutsLinesAtAnySplit_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QList<QByteArray>>("lines");
    const auto row = [](const char *name, const QByteArray &stream, const QList<QByteArray> &lines) {
        QTest::newRow(name) << stream << lines;
    };
    row("nothing", "", {});
    row("one", "{}\n", {"{}"});
    row("two in one write", "a\nb\n", {"a", "b"});
    row("carriage return before the line feed", "a\r\nb\r\n", {"a", "b"});
    row("only one carriage return is dropped", "a\r\r\n", {"a\r"});
    row("a lone carriage return ends nothing", "a\rb\n", {"a\rb"});
    row("blank lines", "\n\r\n  \n\t\na\n\n", {"a"});
    row("line separators of Unicode",
        "a\xE2\x80\xA8"
        "b\xC2\x85"
        "c\n",
        {"a\xE2\x80\xA8"
         "b\xC2\x85"
         "c"});
    row("NUL and broken UTF-8", QByteArray("a\0\xFF\n", 4), {QByteArray("a\0\xFF", 3)});
    row("as long as allowed", "12345678\na\n", {"12345678", "a"});
    row("one byte too long", "123456789\na\n", {"<long>", "a"});
    row("much too long, then blank", "1234567890123456789012\n\na\n", {"<long>", "a"});
    row("two long ones", "123456789\n123456789\n", {"<long>", "<long>"});
    row("unfinished", "a\nb", {"a"});
}

void McpLineReaderTest::cutsLinesAtAnySplit()
{
    QFETCH(const QByteArray, stream);
    QFETCH(const QList<QByteArray>, lines);
    constexpr qsizetype limit = 8;
    QList<QByteArray> single;
    for (qsizetype first = 0; first <= stream.size(); ++first) {
        for (qsizetype second = first; second <= stream.size(); ++second) {
            QCOMPARE(linesOf({stream.first(first), stream.sliced(first, second - first), stream.sliced(second)}, limit),
                     lines);
        }
        single.append(stream.mid(first, 1));
    }
    QCOMPARE(linesOf(single, limit), lines);
}

void McpLineReaderTest::reportsALongLineBeforeItsEnd()
{
    LineReader reader(4);
    reader.append("12345");
    QVERIFY(reader.next()->tooLong);
    for (int i = 0; i < 1000; ++i) {
        reader.append("67890");
        QVERIFY(!reader.next());
    }
    reader.append("\nabc\n");
    QCOMPARE(reader.next()->text, "abc");
    QVERIFY(!reader.next());
}

void McpLineReaderTest::keepsAnUnfinishedLine()
{
    LineReader reader;
    reader.append("half");
    QVERIFY(!reader.next());
    QVERIFY(!reader.next());
    reader.append(" and half\n");
    QCOMPARE(reader.next()->text, "half and half");
}

// Would take minutes if each byte made the reader look at the whole line again.
void McpLineReaderTest::readsManyBytesOneByOne()
{
    LineReader reader;
    for (int i = 0; i < 2'000'000; ++i) {
        reader.append("x");
        QVERIFY(!reader.next());
    }
    reader.append("\n");
    QCOMPARE(reader.next()->text.size(), 2'000'000);
}

QTEST_GUILESS_MAIN(McpLineReaderTest)
#include "tst_linereader.moc"
