// What the tools cost a model, in bytes: their list, which it is always offered, and typical results.

#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QTest>

#include "mcpclient.h"

using namespace Qt::StringLiterals;

namespace {

qsizetype bytesOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).size();
}

}  // namespace

class TestToolBudget : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_agent = std::make_unique<McpClient>(m_home); }
    void cleanupTestCase() { QCOMPARE(m_agent->close(), 0); }

    void theListIsUnder8kB()
    {
        const QJsonObject list = m_agent->request(u"tools/list"_s);
        QStringList names;
        for (const QJsonValue &tool : list[u"tools"].toArray()) {
            names += tool[u"name"].toString();
            qInfo("%-10s %5lld bytes", qPrintable(names.last()), qint64(bytesOf(tool.toObject())));
        }
        qInfo("%-10s %5lld bytes", "all", qint64(bytesOf(list)));
        QCOMPARE(names,
                 (QStringList{u"execute"_s, u"interact"_s, u"kill"_s, u"list"_s, u"output"_s, u"restart"_s, u"status"_s,
                              u"tail"_s, u"wait"_s}));
        QVERIFY2(bytesOf(list) < 8000, "Shorten descriptions, or leave out what a result's schema need not name.");
    }

    void theInstructionsAreShort()
    {
        McpClient fresh(m_home);
        const QJsonObject hello =
            fresh.request(u"initialize"_s,
                          {{u"protocolVersion"_s, u"2025-11-25"_s},
                           {u"capabilities"_s, QJsonObject()},
                           {u"clientInfo"_s, QJsonObject{{u"name"_s, u"a"_s}, {u"version"_s, u"1"_s}}}});
        const QString instructions = hello[u"instructions"].toString();
        if (instructions.isEmpty())
            QSKIP("A second initialize is refused.");
        QVERIFY2(instructions.size() < 2000, qPrintable(QString::number(instructions.size())));
    }

    // A green test run, a failing build of 5,000 lines, a dev server's start, a progress bar of 10,000 updates: what a model
    // gets to see of each, in both forms that a result has.
    void typicalResultsAreUnder12kB()
    {
        const QList<QPair<QString, QJsonObject>> results{
            {u"npm test"_s, greenTests()},
            {u"failing build"_s, failingBuild()},
            {u"dev server"_s, startedServer()},
            {u"progress bar"_s,
             run(u"for i in $(seq 1 10000); do printf '\\r%5d of 10000' $i; done; echo; echo done"_s)}};
        qsizetype all = 0, asText = 0;
        for (const auto &[name, result] : results) {
            const qsizetype text = result[u"content"].toArray().first()[u"text"].toString().toUtf8().size();
            qInfo("%-14s %5lld bytes, %5lld of them text", qPrintable(name), qint64(bytesOf(result)), qint64(text));
            all += bytesOf(result);
            asText += text;
        }
        qInfo("%-14s %5lld bytes, %5lld of them text", "all", qint64(all), qint64(asText));
        QVERIFY2(all < 12000, "Show less of the output by default.");
        QVERIFY(textOf(results[0].second).contains(u"pass 3"_s));
        QVERIFY(textOf(results[1].second).contains(u"broken.cpp:2:5: error: "_s));
        QVERIFY(textOf(results[1].second).contains(u"failed (exit 2)"_s));
        QVERIFY(textOf(results[2].second).contains(u"listens on port "_s));
        QVERIFY(textOf(results[3].second).contains(u"10000 of 10000\ndone\n"_s));
        QVERIFY(!textOf(results[3].second).contains(u"9999"_s));
    }

private:
    static QString textOf(const QJsonObject &result)
    {
        return result[u"content"].toArray().first()[u"text"].toString();
    }

    void write(const QString &name, const QByteArray &text)
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    QJsonObject run(const QString &command)
    {
        return m_agent->callTool(u"execute"_s, {{u"command"_s, command}, {u"cwd"_s, m_folder.path()}, {u"wait"_s, 50}});
    }

    // The real one where there is npm, else what it prints.
    QJsonObject greenTests()
    {
        write(u"package.json"_s,
              R"({"name": "sums", "version": "1.0.0", "scripts": {"test": "node --test --test-reporter=tap"}})");
        write(u"sums.test.js"_s,
              "const { test } = require('node:test');\nconst assert = require('node:assert');\n"
              "for (const n of [1, 2, 3])\n    test(`adds ${n}`, () => assert.equal(n + n, 2 * n));\n");
        const bool hasNpm = !QStandardPaths::findExecutable(u"npm"_s).isEmpty();
        return run(
            hasNpm ? u"npm_config_update_notifier=false npm test"_s
                   : u"printf '\\n> sums@1.0.0 test\\n> node --test\\n\\n'; printf 'ok %d - adds %d\\n' 1 1 2 2 3 3; "
                     u"echo '# tests 3'; echo '# pass 3'; echo '# fail 0'"_s);
    }

    QJsonObject failingBuild()
    {
        write(u"broken.cpp"_s, "int main() {\n    retrun 0;\n}\n");
        return run(u"for i in $(seq 5000); do echo \"[$i/5000] Building CXX object "
                   u"src/CMakeFiles/program.dir/file$i.cpp.o\"; done; "
                   u"g++ -fsyntax-only broken.cpp || { echo 'make: *** [Makefile:76: broken.o] Error 1'; exit 2; }"_s);
    }

    QJsonObject startedServer()
    {
        const QString id = m_agent
                               ->call(u"execute"_s,
                                      {{u"command"_s, u"exec python3 -u -m http.server 0 --bind 127.0.0.1"_s},
                                       {u"cwd"_s, m_folder.path()}})[u"job_id"]
                               .toString();
        const QJsonObject told =
            m_agent->callTool(u"wait"_s, {{u"job_id"_s, id}, {u"until"_s, u"port"_s}, {u"timeout"_s, 50}});
        m_agent->call(u"kill"_s, {{u"job_id"_s, id}, {u"grace"_s, 0}});
        return told;
    }

    QTemporaryDir m_folder;
    PrivateHome m_home;
    std::unique_ptr<McpClient> m_agent;
};

QTEST_GUILESS_MAIN(TestToolBudget)
#include "tst_toolbudget.moc"
