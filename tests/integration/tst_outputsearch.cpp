// The tool output with a pattern, and cursors over logs that grow and drop, with real jobs.

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QRandomGenerator>
#include <QTest>

#include "mcpclient.h"

using namespace Qt::StringLiterals;

namespace {

QJsonObject job(const QString &id, const QJsonObject &more = {})
{
    QJsonObject arguments = more;
    arguments.insert(u"job_id"_s, id);
    return arguments;
}

QProcessEnvironment variables(std::initializer_list<std::pair<const char *, QString>> list)
{
    QProcessEnvironment environment;
    for (const auto &[name, value] : list)
        environment.insert(QLatin1StringView(name), value);
    return environment;
}

QStringList texts(const QJsonObject &result)
{
    QStringList list;
    for (const QJsonValue &match : result[u"matches"].toArray())
        list += match[u"text"].toString();
    return list;
}

}  // namespace

class TestOutputSearch : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_agent = std::make_unique<McpClient>(m_home); }
    void cleanupTestCase() { QCOMPARE(m_agent->close(), 0); }

    void matchingLinesWithContext()
    {
        const QString id = ended(u"seq 1 100; echo 'error: x' >&2; seq 101 105"_s);
        const QJsonObject found =
            m_agent->call(u"output"_s, job(id, {{u"pattern"_s, u"^(50|51|error: .*)$"_s}, {u"context"_s, 1}}));
        QCOMPARE(texts(found), (QStringList{u"50"_s, u"51"_s, u"error: x"_s}));
        const QJsonArray matches = found[u"matches"].toArray();
        QCOMPARE(matches[0][u"offset"].toInt(), 9 * 2 + 40 * 3);
        QCOMPARE(matches[0][u"before"].toString(), u"49"_s);
        QVERIFY(!matches[0].toObject().contains(u"after"));
        QCOMPARE(matches[1][u"after"].toString(), u"52"_s);
        QCOMPARE(found[u"eof"].toBool(), true);
        QCOMPARE(found[u"complete"].toBool(), true);
        QCOMPARE(found[u"status"].toString(), u"completed"_s);
        // The offset is one for `output`.
        QVERIFY(m_agent->call(u"output"_s, job(id, {{u"offset"_s, matches[1][u"offset"]}}))[u"stdout"]
                    .toString()
                    .startsWith("51\n52\n"_L1));
        const QJsonObject errors =
            m_agent->call(u"output"_s, job(id, {{u"pattern"_s, u"."_s}, {u"stream"_s, u"stderr"_s}}));
        QCOMPARE(texts(errors), QStringList{u"error: x"_s});
        const QJsonObject none = m_agent->callTool(u"output"_s, job(id, {{u"pattern"_s, u"nowhere"_s}}));
        const QString text = none[u"content"][0][u"text"].toString();
        QVERIFY2(text.startsWith("[no line matches]\n[end of output]\n[job "_L1), qPrintable(text));
    }

    void goesOnUntilAllIsFound()
    {
        const QString id = m_agent->run(
            u"for i in $(seq 1 400); do echo \"line $i\"; [ $((i % 4)) = 0 ] && echo \"hit $i\"; sleep 0.002; done"_s);
        QStringList told, expected;
        for (int i = 4; i <= 400; i += 4)
            expected += u"hit %1"_s.arg(i);
        QJsonObject found;
        QElapsedTimer timer;
        timer.start();
        do {
            found = m_agent->call(
                u"output"_s,
                job(id,
                    {{u"pattern"_s, u"^hit"_s}, {u"offset"_s, found[u"next_offset"].toInteger()}, {u"limit"_s, 300}}));
            told += texts(found);
        } while (!found[u"eof"].toBool() && timer.elapsed() < 30000);
        QCOMPARE(told, expected);
    }

    void wrongExpressionsAreRefused()
    {
        const QString id = ended(u"true"_s);
        for (const QString &tool : {u"output"_s, u"wait"_s}) {
            const QString refusal = m_agent->refusal(tool, job(id, {{u"pattern"_s, u"a(b"_s}}));
            QVERIFY2(refusal.startsWith(u"The argument \"pattern\" is \"a(b\"; it must be a regular expression ("_s),
                     qPrintable(refusal));
            QVERIFY2(refusal.contains("at position 3"_L1), qPrintable(refusal));
        }
    }

    // A fast writer of lines with characters of all lengths, in a log so small that its middle is dropped all the time:
    // what is read with each next_offset is every byte once, or told as a gap, and no character is cut.
    void cursorsOverADroppingLog_data()
    {
        QTest::addColumn<int>("limit");
        QTest::addColumn<QString>("stream");
        QTest::newRow("1 to 200 bytes") << 0 << u"merged"_s;
        QTest::newRow("100 bytes") << 100 << u"merged"_s;
        QTest::newRow("3001 bytes") << 3001 << u"merged"_s;
        QTest::newRow("64 KiB of stdout") << 65536 << u"stdout"_s;
    }

    void cursorsOverADroppingLog()
    {
        QFETCH(const int, limit);
        QFETCH(const QString, stream);
        QRandomGenerator random(1);
        McpClient agent(m_home, variables({{"MCP_BG_MAX_OUTPUT_SIZE", u"16384"_s}}));
        // Each line has 32 bytes and says at which offset it stands.
        const QString id = agent.run(
            u"exec python3 -uc '\nimport os, time\nfor block in range(400):\n"
            u"    lines = \"\".join(\"%011d ä漢😀 äöü漢\\n\" % ((block * 40 + i) * 32) for i in range(40)).encode()\n"
            u"    while lines: lines = lines[os.write(1, lines):]\n    if block % 8 == 0: time.sleep(0.01)\n'"_s);
        const QByteArray tail = " ä漢😀 äöü漢\n";
        QCOMPARE(tail.size(), 32 - 11);
        QByteArray all;  // 0 bytes stand in gaps
        qint64 offset = 0, inGaps = 0;
        QElapsedTimer timer;
        timer.start();
        QJsonObject read;
        do {
            read = agent.call(u"output"_s,
                              job(id,
                                  {{u"offset"_s, offset},
                                   {u"limit"_s, limit > 0 ? limit : random.bounded(1, 201)},
                                   {u"stream"_s, stream},
                                   {u"format"_s, u"raw"_s}}));
            QCOMPARE(read[u"offset"].toInteger(), offset);
            const QString text = read[stream == "merged"_L1 ? u"output"_s : u"stdout"_s].toString();
            QByteArray bytes = text.toUtf8();
            for (const QJsonValue &gap : read[u"gaps"].toArray()) {
                const QByteArray line = u"\n[gap: %1 bytes from offset %2 were dropped to keep the log's limit]\n"_s
                                            .arg(gap[u"length"].toInteger())
                                            .arg(gap[u"offset"].toInteger())
                                            .toUtf8();
                QVERIFY(bytes.contains(line));
                bytes.replace(line, QByteArray(gap[u"length"].toInteger(), '\0'));
                inGaps += gap[u"length"].toInteger();
            }
            // Segments end between two lines, so that there is no reason at all to cut a character.
            QVERIFY2(!text.contains(QChar::ReplacementCharacter), qPrintable(text));
            const qint64 next = read[u"next_offset"].toInteger();
            QCOMPARE(qint64(bytes.size()), next - offset);
            all += bytes;
            offset = next;
        } while (!read[u"eof"].toBool() && timer.elapsed() < 60000);
        QCOMPARE(all.size(), 400 * 40 * 32);
        for (qsizetype at = 0; at < all.size(); ++at) {
            const qsizetype line = at / 32 * 32;
            const QByteArray expected = QByteArray::number(line).rightJustified(11, '0') + tail;
            if (all[at] != '\0' && all[at] != expected[at - line])
                QFAIL(qPrintable(u"byte %1"_s.arg(at)));
        }
        qInfo("%lld of %lld bytes were dropped before they were read", inGaps, qint64(all.size()));
        QVERIFY(inGaps > 0);
    }

private:
    QString ended(const QString &command)
    {
        return m_agent->call(u"execute"_s, {{u"command"_s, command}, {u"wait"_s, 30}})[u"job_id"].toString();
    }

    PrivateHome m_home;
    std::unique_ptr<McpClient> m_agent;
};

QTEST_GUILESS_MAIN(TestOutputSearch)
#include "tst_outputsearch.moc"
