// What is a link in a line of output, what opens for it, and what a copy for a chat looks like.

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "ui/find/chattext.h"
#include "ui/find/links.h"
#include "ui/find/opening.h"

using namespace Qt::StringLiterals;
using ui::FilePlace;

class TestLinks : public QObject
{
    Q_OBJECT

private slots:
    void addresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("links");
        QTest::newRow("plain") << u"see http://localhost:5173/ now"_s << QStringList(u"http://localhost:5173/"_s);
        QTest::newRow("sentence") << u"Read https://qt.io/doc."_s << QStringList(u"https://qt.io/doc"_s);
        QTest::newRow("in brackets") << u"(https://qt.io/doc)"_s << QStringList(u"https://qt.io/doc"_s);
        QTest::newRow("with brackets") << u"https://de.wikipedia.org/wiki/A_(B)"_s
                                       << QStringList(u"https://de.wikipedia.org/wiki/A_(B)"_s);
        QTest::newRow("Markdown") << u"[doc](https://qt.io/a_(b)), more"_s << QStringList(u"https://qt.io/a_(b)"_s);
        QTest::newRow("quoted") << u"\"https://qt.io\" 'http://a.b/c'"_s
                                << QStringList({u"https://qt.io"_s, u"http://a.b/c"_s});
        QTest::newRow("IPv6") << u"http://[::1]:8080/x"_s << QStringList(u"http://[::1]:8080/x"_s);
        QTest::newRow("query") << u"http://a.b/?q=1&r=%20#top!"_s << QStringList(u"http://a.b/?q=1&r=%20#top"_s);
        QTest::newRow("other schemes") << u"file:///etc/passwd javascript:alert(1) ftp://a.b ssh://c"_s
                                       << QStringList();
        QTest::newRow("no host") << u"http:// and https:///x"_s << QStringList();
        QTest::newRow("inside a word") << u"xhttp://a.b"_s << QStringList();
    }

    void addresses()
    {
        QFETCH(QString, text);
        QStringList found;
        for (const ui::LinkCandidate &link : ui::linkCandidates(text)) {
            if (link.url.isEmpty())
                continue;
            found += link.url;
            QCOMPARE(text.mid(link.start, link.length), link.url);
        }
        QTEST(found, "links");
    }

    void files_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::newRow("gcc") << u"src/main.cpp:12:5: error: x"_s << u"src/main.cpp"_s << 12 << 5;
        QTest::newRow("line only") << u"main.go:7: x"_s << u"main.go"_s << 7 << 0;
        QTest::newRow("rustc") << u"   --> src/main.rs:3:5"_s << u"src/main.rs"_s << 3 << 5;
        QTest::newRow("panic") << u"thread 'main' panicked at src/main.rs:3:5:"_s << u"src/main.rs"_s << 3 << 5;
        QTest::newRow("node") << u"    at f (/a/b.js:1:2)"_s << u"/a/b.js"_s << 1 << 2;
        QTest::newRow("node, no function") << u"    at /a/b.js:1:2"_s << u"/a/b.js"_s << 1 << 2;
        QTest::newRow("node module") << u"    at file:///a/b.mjs:1:2"_s << u"/a/b.mjs"_s << 1 << 2;
        QTest::newRow("Python") << u"  File \"/a/x y.py\", line 3, in f"_s << u"/a/x y.py"_s << 3 << 0;
        QTest::newRow("tsc") << u"src/pay.ts(41,7): error TS2345"_s << u"src/pay.ts"_s << 41 << 7;
        QTest::newRow("msbuild") << u"Program.cs(7): error CS1002"_s << u"Program.cs"_s << 7 << 0;
        QTest::newRow("quoted") << u"in \"a/b.c:3\""_s << u"a/b.c"_s << 3 << 0;
        QTest::newRow("a time") << u"12:04:51 started"_s << QString() << 0 << 0;
        QTest::newRow("an address") << u"listening on 127.0.0.1:80"_s << QString() << 0 << 0;
        QTest::newRow("inside a URL") << u"http://a.b/c.js:1:2"_s << QString() << 0 << 0;
        QTest::newRow("a word") << u"total:3"_s << QString() << 0 << 0;
        QTest::newRow("huge number") << u"a.c:99999999999999"_s << QString() << 0 << 0;
    }

    void files()
    {
        QFETCH(QString, text);
        FilePlace found;
        for (const ui::LinkCandidate &link : ui::linkCandidates(text)) {
            if (link.url.isEmpty())
                found = link.file;
        }
        QTEST(found.path, "path");
        QTEST(found.line, "line");
        QTEST(found.column, "column");
    }

    // Of what looks like a file only what is one, from the job's folder.
    void onlyFilesThatExist()
    {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath(u"src/folder.d"_s));
        QFile file(folder.filePath(u"src/a.c"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        ui::Links links;
        links.setFolder(folder.path());
        const QString text = u"src/a.c:3:4: and src/b.c:1 and src/folder.d:2 and ../src/a.c:1"_s;
        const QVector<ui::LinkSpan> spans = links.find(text);
        QCOMPARE(spans.size(), 1);
        QCOMPARE(text.mid(spans.first().start, spans.first().length), u"src/a.c:3:4"_s);
        QCOMPARE(ui::fileOfTarget(spans.first().target), (FilePlace{folder.filePath(u"src/a.c"_s), 3, 4}));
    }

    void longLineIsQuick()
    {
        ui::Links links;
        links.setFolder(u"/"_s);
        QElapsedTimer timer;
        timer.start();
        static_cast<void>(links.find(u"a/b:"_s.repeated(100000)));
        static_cast<void>(links.find(u"https://a((((("_s.repeated(10000)));
        static_cast<void>(links.find(QString(100000, u'.')));
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    }

    void editor_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("none") << QString() << QStringList();
        QTest::newRow("VS Code") << u"code -g %f:%l:%c"_s << QStringList({u"code"_s, u"-g"_s, u"/a/$(rm) x;.c:3:1"_s});
        QTest::newRow("kate") << u"kate -l %l \"%f\""_s
                              << QStringList({u"kate"_s, u"-l"_s, u"3"_s, u"/a/$(rm) x;.c"_s});
        QTest::newRow("no file") << u"gedit +%l"_s << QStringList({u"gedit"_s, u"+3"_s, u"/a/$(rm) x;.c"_s});
        QTest::newRow("quoted program") << u"\"/opt/my editor\" %f"_s
                                        << QStringList({u"/opt/my editor"_s, u"/a/$(rm) x;.c"_s});
        QTest::newRow("percent") << u"e %%f %x 100%"_s
                                 << QStringList({u"e"_s, u"%f"_s, u"%x"_s, u"100%"_s, u"/a/$(rm) x;.c"_s});
    }

    void editor()
    {
        QFETCH(QString, command);
        QTEST(ui::editorCommandLine(command, {u"/a/$(rm) x;.c"_s, 3, 0}), "words");
    }

    void opensNothingElse()
    {
        for (const QString &target : {u"javascript:alert(1)"_s, u"file:///etc/passwd"_s, u"ftp://a.b/c"_s, u"x"_s})
            QCOMPARE(ui::openTarget(target, u"true"_s), u"Only http and https addresses are opened."_s);
        QCOMPARE(ui::openTarget(u"/not/there:1:1"_s, u"true"_s), u"“/not/there” does not exist any more."_s);
    }

    void editorGetsThePlace()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a 'b.c"_s), seen = folder.filePath(u"seen"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QFile script(folder.filePath(u"editor"_s));
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/bin/sh\nprintf '%s|' \"$@\" \"$XDG_ACTIVATION_TOKEN\" > \"$(dirname \"$0\")/seen.new\"\n"
                     "mv \"$(dirname \"$0\")/seen.new\" \"$(dirname \"$0\")/seen\"\n");
        script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        script.close();
        qputenv("XDG_ACTIVATION_TOKEN", "spent");
        const QString problem = ui::openTarget(ui::linkTarget({path, 3, 4}), u"\"%1\" +%l %f"_s.arg(script.fileName()));
        QCOMPARE(problem, QString());
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(seen), 20000);
        QFile result(seen);
        QVERIFY(result.open(QIODevice::ReadOnly));
        QCOMPARE(result.readAll(), "+3|" + path.toLocal8Bit() + "||");
        QVERIFY(ui::openTarget(ui::linkTarget({path, 3, 4}), folder.filePath(u"none"_s))
                    .contains(u"could not be started"_s));
    }

    void chat_data()
    {
        QTest::addColumn<QString>("output");
        QTest::addColumn<bool>("isCut");
        QTest::addColumn<QString>("text");
        QTest::newRow("plain") << u"a\nb\n"_s << false << u"```\n$ npm test\n# /src\n# Failed (exit 1)\na\nb\n```\n"_s;
        QTest::newRow("empty") << QString() << false << u"```\n$ npm test\n# /src\n# Failed (exit 1)\n```\n"_s;
        QTest::newRow("cut") << u"b"_s << true
                             << u"```\n$ npm test\n# /src\n# Failed (exit 1)\n[earlier output is left out]\nb\n```\n"_s;
        QTest::newRow("fences") << u"```\n`````x"_s << false
                                << u"``````\n$ npm test\n# /src\n# Failed (exit 1)\n```\n`````x\n``````\n"_s;
    }

    void chat()
    {
        QFETCH(QString, output);
        QFETCH(bool, isCut);
        QTEST(ui::chatText({u"npm test"_s, u"/src"_s, u"Failed (exit 1)"_s, output, isCut}), "text");
    }
};

QTEST_GUILESS_MAIN(TestLinks)
#include "tst_links.moc"
