// Jobs on a terminal as an agent sees them: screens, progress of several lines, keys. With the real programs.

#include <QFile>
#include <QStandardPaths>
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

class TestTerminal : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_agent = std::make_unique<McpClient>(m_home, QProcessEnvironment(), m_folder.path()); }
    void cleanupTestCase() { QCOMPARE(m_agent->close(), 0); }

    void anEditorIsItsScreen()
    {
        const QString editor = program({u"vim"_s, u"vim.tiny"_s, u"vi"_s});
        if (editor.isEmpty())
            QSKIP("vim is not installed.");
        const QString id = run(u"echo before; "_s + editor + u" -u NONE -i NONE note.txt; echo after"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(id).contains(u"\"note.txt\" [New"_s), 30000);
        type(id, u"ihello\u001b"_s);
        const QJsonObject seen = interactUntil(id, u"oworld\u001b"_s, u"world"_s);
        QVERIFY(seen[u"screen"].toBool());
        QVERIFY2(seen[u"stdout"].toString().startsWith(u"hello\nworld\n~\n"_s), qPrintable(seen[u"stdout"].toString()));
        // Up, in the way that vim has asked for; then the line goes.
        type(id, u"\u001b[A"_s);
        type(id, u"dd"_s, false);
        QTRY_VERIFY_WITH_TIMEOUT(shown(id).startsWith(u"world\n~\n"_s), 30000);
        QVERIFY(m_agent->call(u"tail"_s, job(id, {{u"lines"_s, 3}}))[u"stdout"].toString().count(u'\n') <= 3);
        type(id, u":wq"_s);
        QCOMPARE(m_agent->waitForEnd(id)[u"exit_code"].toInt(-1), 0);
        QCOMPARE(shown(id), u"before\nafter"_s);
        QFile note(m_folder.filePath(u"note.txt"_s));
        QVERIFY(note.open(QIODevice::ReadOnly));
        QCOMPARE(note.readAll(), "world\n"_ba);
    }

    void topIsItsScreen()
    {
        if (program({u"top"_s}).isEmpty())
            QSKIP("top is not installed.");
        const QString id = run(u"top -d 0.1"_s);
        // Many frames, of which the last is shown.
        QTRY_VERIFY_WITH_TIMEOUT(m_agent->call(u"status"_s, job(id))[u"output_bytes"].toInteger() > 60000, 60000);
        for (const QJsonObject &seen : {m_agent->call(u"output"_s, job(id)), m_agent->call(u"tail"_s, job(id))}) {
            const QString screen = seen[u"stdout"].toString();
            QVERIFY(seen[u"screen"].toBool());
            QCOMPARE(screen.count(u"load average"_s), 1);
            QVERIFY(screen.count(u'\n') <= 40);
        }
        QVERIFY(interactUntil(id, u"q"_s, u"load average"_s, false)[u"screen"].toBool());
        QCOMPARE(m_agent->waitForEnd(id)[u"exit_code"].toInt(-1), 0);
    }

    void aReplAnswers()
    {
        const QString id = run(u"python3 -q"_s);
        QTRY_COMPARE_WITH_TIMEOUT(needsInput(id), u"text"_s, 30000);
        QVERIFY(interactUntil(id, u"print(6 * 7)"_s, u"42"_s)[u"stdout"].toString().contains(u"\n42"_s));
        // Ctrl+C interrupts, and Enter is not pressed behind it.
        interactUntil(id, u"import time; time.sleep(1000)"_s, u"sleep"_s);
        QVERIFY(interactUntil(id, u"\u0003"_s, u"KeyboardInterrupt"_s)[u"stdout"].toString().contains(
            u"KeyboardInterrupt"_s));
        QTRY_COMPARE_WITH_TIMEOUT(needsInput(id), u"text"_s, 30000);
        type(id, u"\u0004"_s);
        // A shell around it may take the interrupt for its own.
        QVERIFY(m_agent->waitForEnd(id).contains(u"ended"));
    }

    // As npm, docker and cargo show several things at once.
    void progressIsItsLastState()
    {
        const QString id =
            run(u"echo start; printf '\\n\\n\\n'; for i in $(seq 1 3000); do printf '\\033[3A'; for l in a b c; do "
                u"printf '\\033[2Klayer %s: %d\\n' $l $i; done; done; echo done"_s);
        QCOMPARE(m_agent->waitForEnd(id)[u"exit_code"].toInt(-1), 0);
        const QString last = u"layer a: 3000\nlayer b: 3000\nlayer c: 3000\ndone\n"_s;
        const QJsonObject all = m_agent->call(u"output"_s, job(id));
        QCOMPARE(all[u"stdout"].toString(), u"start\n"_s + last);
        QVERIFY(!all.contains(u"screen"));
        QCOMPARE(m_agent->call(u"tail"_s, job(id, {{u"lines"_s, 2}}))[u"stdout"].toString(),
                 u"layer c: 3000\ndone\n"_s);
        // From the middle: the lines that have changed since.
        const qint64 middle = m_agent->call(u"status"_s, job(id))[u"output_bytes"].toInteger() / 2;
        const QJsonObject since = m_agent->call(u"output"_s, job(id, {{u"offset"_s, middle}, {u"limit"_s, 1 << 20}}));
        QCOMPARE(since[u"stdout"].toString(), last);
        QVERIFY(since[u"eof"].toBool());
        QVERIFY(
            m_agent->call(u"output"_s, job(id, {{u"format"_s, u"raw"_s}}))[u"stdout"].toString().contains(u'\u001b'));
    }

    // A watching compiler: what was before the clear is gone, what scrolled off since is not.
    void aClearedScreen()
    {
        const QString id = run(u"seq -f 'old %g' 1 100; printf '\\033[2J\\033[3J\\033[H'; seq -f 'new %g' 1 100"_s);
        m_agent->waitForEnd(id);
        const QString text = shown(id);
        QVERIFY(!text.contains(u"old"_s));
        QVERIFY(text.startsWith(u"new 1\nnew 2\n"_s) && text.endsWith(u"\nnew 100"_s));
    }

    // 10 MB of redraws: bounded, and the end is right.
    void muchIsRedrawn()
    {
        const QString id =
            run(u"awk 'BEGIN { for (i = 1; i <= 50000; ++i) { printf \"\\033[H\"; for (l = 0; l < 8; ++l) printf "
                u"\"row %d of frame %d\\033[K\\r\\n\", l, i } }'"_s);
        m_agent->waitForEnd(id);
        QVERIFY(m_agent->call(u"status"_s, job(id))[u"output_bytes"].toInteger() > 8000000);
        const QJsonObject seen = m_agent->call(u"output"_s, job(id));
        QVERIFY(seen[u"screen"].toBool());
        QVERIFY(seen[u"stdout"].toString().startsWith(u"row 0 of frame 50000\nrow 1 of frame 50000\n"_s));
        QVERIFY(seen[u"omitted"].toObject()[u"length"].toInteger() > 0);
        QVERIFY(seen[u"eof"].toBool());
    }

    void ordinaryOutputIsAsItWas()
    {
        const QString command =
            u"seq -f 'line %g of a log' 1 300; printf 'a\\tb\\n%0200d\\n' 7; printf '10%%\\r20%%\\n'"_s;
        const QString onTerminal = run(command), onPipe = m_agent->run(command);
        m_agent->waitForEnd(onTerminal);
        m_agent->waitForEnd(onPipe);
        QCOMPARE(shown(onTerminal), shown(onPipe));
    }

private:
    // The first of them that is installed; packaging/dev test installs one.
    static QString program(const QStringList &names)
    {
        const auto found = std::find_if(names.begin(), names.end(), [](const QString &name) {
            return !QStandardPaths::findExecutable(name).isEmpty();
        });
        return found == names.end() ? QString() : *found;
    }

    QString run(const QString &command)
    {
        return m_agent->call(u"execute"_s, {{u"command"_s, command}, {u"pty"_s, true}})[u"job_id"].toString();
    }

    QString shown(const QString &id) { return m_agent->call(u"output"_s, job(id))[u"stdout"].toString(); }
    QString needsInput(const QString &id) { return m_agent->call(u"status"_s, job(id))[u"needs_input"].toString(); }

    void type(const QString &id, const QString &input, bool newline = true) { interactUntil(id, input, {}, newline); }

    QJsonObject interactUntil(const QString &id, const QString &input, const QString &pattern, bool newline = true)
    {
        QJsonObject arguments = job(id, {{u"input"_s, input}, {u"wait"_s, pattern.isEmpty() ? 0.3 : 30}});
        if (!pattern.isEmpty())
            arguments.insert(u"pattern"_s, pattern);
        if (!newline)
            arguments.insert(u"newline"_s, false);
        return m_agent->call(u"interact"_s, arguments);
    }

    QTemporaryDir m_folder;
    PrivateHome m_home;
    std::unique_ptr<McpClient> m_agent;
};

QTEST_GUILESS_MAIN(TestTerminal)
#include "tst_terminal.moc"
