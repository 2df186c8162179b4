// Reading and writing to real jobs: output, tail, interact.

#include <QElapsedTimer>
#include <QJsonArray>
#include <QRegularExpression>
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

}  // namespace

class TestOutput : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_agent = std::make_unique<McpClient>(m_home); }
    void cleanupTestCase() { QCOMPARE(m_agent->close(), 0); }

    void shortOutputIsWhole()
    {
        const QString id = ended(u"echo one; sleep 0.1; echo two >&2; sleep 0.1; echo three"_s);
        const QJsonObject whole = m_agent->call(u"output"_s, job(id));
        QCOMPARE(whole[u"stdout"].toString(), u"one\nthree\n"_s);
        QCOMPARE(whole[u"stderr"].toString(), u"two\n"_s);
        QCOMPARE(whole[u"eof"].toBool(), true);
        QCOMPARE(whole[u"next_offset"].toInt(), 14);
        const QJsonObject merged = m_agent->call(u"output"_s, job(id, {{u"stream"_s, u"merged"_s}}));
        QCOMPARE(merged[u"output"].toString(), u"one\ntwo\nthree\n"_s);
        QVERIFY(!merged.contains(u"stdout"));
        const QJsonObject errors = m_agent->call(u"output"_s, job(id, {{u"stream"_s, u"stderr"_s}}));
        QCOMPARE(errors[u"stderr"].toString(), u"two\n"_s);
        QVERIFY(!errors.contains(u"stdout"));
        const QJsonObject out = m_agent->call(u"tail"_s, job(id, {{u"lines"_s, 1}}));
        QCOMPARE(out[u"stdout"].toString(), u"three\n"_s);
        QCOMPARE(out[u"stderr"].toString(), u"two\n"_s);
    }

    void longOutputTellsWhatItLeavesOut()
    {
        const QString id = ended(u"seq 1 20000"_s);
        QString expected;
        for (int i = 1; i <= 20000; ++i)
            expected += QString::number(i) + u'\n';
        const QJsonObject overview = m_agent->call(u"output"_s, job(id));
        const QString text = overview[u"stdout"].toString();
        QVERIFY(text.size() < 21000);
        static const QRegularExpression line(
            u"\\[… (\\d+) bytes left out here: read them with output, offset (\\d+) \\(up to (\\d+)\\) …\\]\n"_s);
        const auto match = line.match(text);
        QVERIFY(match.hasMatch());
        const qint64 omitted = match.captured(1).toLongLong(), from = match.captured(2).toLongLong(),
                     to = match.captured(3).toLongLong();
        QCOMPARE(to - from, omitted);
        QCOMPARE(overview[u"omitted"][u"offset"].toInteger(), from);
        QCOMPARE(overview[u"omitted"][u"length"].toInteger(), omitted);
        QString middle;
        for (qint64 at = from; at < to;) {
            const QJsonObject read = m_agent->call(
                u"output"_s, job(id, {{u"offset"_s, at}, {u"limit"_s, std::min<qint64>(30000, to - at)}}));
            QVERIFY(read[u"next_offset"].toInteger() > at);
            middle += read[u"stdout"].toString();
            at = read[u"next_offset"].toInteger();
        }
        QCOMPARE(text.left(match.capturedStart()) + middle + text.mid(match.capturedEnd()), expected);
    }

    void cursorsGiveEachByteOnce()
    {
        const QString id = m_agent->run(
            u"for i in $(seq 1 300); do echo \"line $i ä\"; [ $((i % 3)) = 0 ] && echo \"err $i\" >&2; sleep 0.005; done"_s);
        QString out, errors, expectedOut, expectedErrors;
        qint64 offset = 0;
        QElapsedTimer timer;
        timer.start();
        for (bool eof = false; !eof && timer.elapsed() < 30000;) {
            const QJsonObject read = m_agent->call(u"output"_s, job(id, {{u"offset"_s, offset}, {u"limit"_s, 100}}));
            out += read[u"stdout"].toString();
            errors += read[u"stderr"].toString();
            offset = read[u"next_offset"].toInteger();
            eof = read[u"eof"].toBool();
        }
        for (int i = 1; i <= 300; ++i) {
            expectedOut += u"line %1 ä\n"_s.arg(i);
            if (i % 3 == 0)
                expectedErrors += u"err %1\n"_s.arg(i);
        }
        QCOMPARE(out, expectedOut);
        QCOMPARE(errors, expectedErrors);
    }

    void textIsWhatAScreenShows()
    {
        const QString id =
            ended(u"for i in 1 50 100; do printf '\\r%3d %%' $i; done; printf '\\n\\033[31mred\\033[0m\\n\\377\\n'"_s);
        QCOMPARE(m_agent->call(u"output"_s, job(id))[u"stdout"].toString(), u"100 %\nred\n\uFFFD\n"_s);
        QCOMPARE(m_agent->call(u"output"_s, job(id, {{u"format"_s, u"raw"_s}}))[u"stdout"].toString(),
                 u"\r  1 %\r 50 %\r100 %\n\u001b[31mred\u001b[0m\n\uFFFD\n"_s);
    }

    void interactAnswersWhenTheJobIsQuiet()
    {
        const QString id = m_agent->run(u"while read -r line; do echo \"<$line>\"; done; echo end"_s);
        QElapsedTimer timer;
        timer.start();
        const QJsonObject reply = m_agent->call(u"interact"_s, job(id, {{u"input"_s, u"hello"_s}, {u"wait"_s, 30}}));
        QVERIFY(timer.elapsed() < 10000);
        QCOMPARE(reply[u"stdout"].toString(), u"<hello>\n"_s);
        QCOMPARE(reply[u"status"].toString(), u"running"_s);

        const auto half =
            m_agent->call(u"interact"_s, job(id, {{u"input"_s, u"two "_s}, {u"newline"_s, false}, {u"wait"_s, 0.3}}));
        QCOMPARE(half[u"stdout"].toString(), QString());
        const auto rest = m_agent->call(u"interact"_s, job(id, {{u"input"_s, u"parts"_s}, {u"wait"_s, 30}}));
        QCOMPARE(rest[u"stdout"].toString(), u"<two parts>\n"_s);
        // From the cursor on there is nothing that was not told before.
        QCOMPARE(m_agent->call(u"output"_s, job(id, {{u"offset"_s, rest[u"next_offset"]}}))[u"stdout"].toString(),
                 QString());

        const auto last = m_agent->call(u"interact"_s, job(id, {{u"close_stdin"_s, true}, {u"wait"_s, 30}}));
        QCOMPARE(last[u"stdout"].toString(), u"end\n"_s);
        QCOMPARE(m_agent->waitForEnd(id)[u"exit_code"].toInt(), 0);
        QVERIFY(m_agent->refusal(u"interact"_s, job(id, {{u"input"_s, u"x"_s}}))
                    .startsWith(u"Job %1 has ended (completed)"_s.arg(id)));
    }

    void interactWaitsForAPattern()
    {
        const QString id =
            m_agent->run(u"while read -r x; do echo working; sleep 0.6; echo \"result $x\"; sleep 300; done"_s);
        QElapsedTimer timer;
        timer.start();
        const auto found = m_agent->call(
            u"interact"_s, job(id, {{u"input"_s, u"42"_s}, {u"pattern"_s, u"^result \\d+$"_s}, {u"wait"_s, 30}}));
        QVERIFY(timer.elapsed() < 15000);
        QCOMPARE(found[u"matched"].toBool(), true);
        QCOMPARE(found[u"stdout"].toString(), u"working\nresult 42\n"_s);
        const auto missing =
            m_agent->call(u"interact"_s, job(id, {{u"input"_s, u"x"_s}, {u"pattern"_s, u"never"_s}, {u"wait"_s, 0.3}}));
        QCOMPARE(missing[u"matched"].toBool(true), false);
        m_agent->call(u"kill"_s, job(id));
    }

    void interactWithPython()
    {
        const QString id = m_agent->run(u"exec python3 -i -q -u"_s);
        const auto answer = [&](const QString &input) {
            return m_agent
                ->call(u"interact"_s,
                       job(id, {{u"input"_s, input}, {u"pattern"_s, u"\\d"_s}, {u"wait"_s, 30}}))[u"stdout"]
                .toString()
                .trimmed();
        };
        QCOMPARE(answer(u"6 * 7"_s), u"42"_s);
        QCOMPARE(answer(u"_ + 1"_s), u"43"_s);
        m_agent->call(u"interact"_s, job(id, {{u"input"_s, u"exit(5)"_s}, {u"wait"_s, 30}}));
        QCOMPARE(m_agent->waitForEnd(id)[u"exit_code"].toInt(), 5);
    }

    void inputThatNobodyReads()
    {
        const QString id = m_agent->run(u"sleep 300"_s);
        const QString large(200 << 10, u'x');
        QString refusal;
        for (int i = 0; i < 12 && refusal.isEmpty(); ++i)
            refusal = m_agent->refusal(u"interact"_s, job(id, {{u"input"_s, large}, {u"wait"_s, 0}}));
        QVERIFY2(refusal.startsWith(u"Job %1 does not read its stdin: "_s.arg(id)), qPrintable(refusal));
        refusal = m_agent->refusal(u"interact"_s, job(id, {{u"input"_s, QString(300 << 10, u'x')}}));
        QVERIFY2(refusal.startsWith(u"The input is %1 bytes long"_s.arg((300 << 10) + 1)), qPrintable(refusal));
        QCOMPARE(
            m_agent->call(u"interact"_s, job(id, {{u"close_stdin"_s, true}, {u"wait"_s, 0}}))[u"status"].toString(),
            u"running"_s);
        refusal = m_agent->refusal(u"interact"_s, job(id, {{u"input"_s, u"x"_s}}));
        QVERIFY2(refusal.startsWith(u"The stdin of job %1 was closed before"_s.arg(id)), qPrintable(refusal));
        m_agent->call(u"kill"_s, job(id));

        const QString closed = m_agent->run(u"exec <&-; echo closed; sleep 300"_s);
        QTRY_COMPARE(m_agent->call(u"output"_s, job(closed))[u"stdout"].toString(), u"closed\n"_s);
        refusal = m_agent->refusal(u"interact"_s, job(closed, {{u"input"_s, u"x"_s}}));
        QVERIFY2(refusal.startsWith(u"Job %1 does not read its stdin any more"_s.arg(closed)), qPrintable(refusal));
        m_agent->call(u"kill"_s, job(closed));
    }

private:
    QString ended(const QString &command)
    {
        return m_agent->call(u"execute"_s, {{u"command"_s, command}, {u"wait"_s, 30}})[u"job_id"].toString();
    }

    PrivateHome m_home;
    std::unique_ptr<McpClient> m_agent;
};

QTEST_GUILESS_MAIN(TestOutput)
#include "tst_output.moc"
