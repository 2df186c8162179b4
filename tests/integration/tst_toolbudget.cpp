// What the list of tools costs each model that is offered them, in bytes.

#include <QJsonArray>
#include <QJsonDocument>
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

private:
    PrivateHome m_home;
    std::unique_ptr<McpClient> m_agent;
};

QTEST_GUILESS_MAIN(TestToolBudget)
#include "tst_toolbudget.moc"
