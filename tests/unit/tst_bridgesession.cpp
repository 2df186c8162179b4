#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "mcp/bridgesession.h"

using namespace Qt::StringLiterals;
using mcp::BridgeSession;

namespace {

const QByteArray initialize =
    R"({"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25"}})";
const QByteArray initializeAnswer = R"({"jsonrpc":"2.0","id":0,"result":{}})";
const QByteArray initialized = R"({"jsonrpc":"2.0","method":"notifications/initialized"})";

QByteArray callOf(const QByteArray &id, const QByteArray &tool)
{
    return R"({"jsonrpc":"2.0","id":)" + id + R"(,"method":"tools/call","params":{"name":")" + tool + R"("}})";
}

QJsonObject parsed(const QByteArray &line)
{
    return QJsonDocument::fromJson(line).object();
}

BridgeSession establishedSession()
{
    BridgeSession session;
    session.noteFromClient(initialize);
    session.noteFromService(initializeAnswer);
    session.noteFromClient(initialized);
    return session;
}

}  // namespace

class TestBridgeSession : public QObject
{
    Q_OBJECT

private slots:
    void handshakeIsReplayedUnderAnotherIdAndItsAnswerKept()
    {
        BridgeSession session = establishedSession();
        const auto replay = session.replay();
        QCOMPARE(replay.toService.size(), 2);
        QVERIFY(replay.toClient.isEmpty());
        const QJsonObject again = parsed(replay.toService[0]);
        QCOMPARE(again[u"method"].toString(), u"initialize"_s);
        QCOMPARE(again[u"params"], parsed(initialize)[u"params"]);
        QVERIFY(again[u"id"] != parsed(initialize)[u"id"]);
        QCOMPARE(replay.toService[1], initialized + '\n');
        QVERIFY(!session.noteFromService(
            QJsonDocument(QJsonObject{{u"id"_s, again[u"id"]}, {u"result"_s, QJsonObject()}}).toJson()));
        QVERIFY(session.noteFromService(R"({"jsonrpc":"2.0","id":7,"result":{}})"));
    }

    void modernClientHasNothingToReplay()
    {
        BridgeSession session;
        session.noteFromClient(R"({"jsonrpc":"2.0","id":1,"method":"server/discover","params":{"_meta":{}}})");
        session.noteFromService(R"({"jsonrpc":"2.0","id":1,"result":{}})");
        const auto replay = session.replay();
        QVERIFY(replay.toService.isEmpty());
        QVERIFY(replay.toClient.isEmpty());
    }

    void whatReadsIsAskedAgainAndWhatActsIsNot()
    {
        BridgeSession session = establishedSession();
        for (const QByteArray tool : {"execute", "kill", "interact", "execute_command", "unheard_of"})
            session.noteFromClient(callOf('"' + tool + '"', tool));
        for (const QByteArray tool : {"status", "list", "tail", "output", "get_job_status"})
            session.noteFromClient(callOf('"' + tool + '"', tool));
        session.noteFromClient(R"({"jsonrpc":"2.0","id":99,"method":"tools/list"})");
        const auto replay = session.replay();

        QStringList failed;
        for (const QByteArray &line : replay.toClient) {
            QCOMPARE(parsed(line)[u"error"].toObject()[u"code"].toInt(), -32603);
            failed += parsed(line)[u"id"].toString();
        }
        QCOMPARE(failed, (QStringList{u"execute"_s, u"kill"_s, u"interact"_s, u"execute_command"_s, u"unheard_of"_s}));
        QCOMPARE(replay.toService.size(), 2 + 6);
        QCOMPARE(replay.toService[2], callOf("\"status\"", "status") + '\n');
        QVERIFY(session.hasRequestsInFlight());
    }

    void answeredAndCancelledRequestsAreForgotten()
    {
        BridgeSession session = establishedSession();
        session.noteFromClient(callOf("1", "execute"));
        session.noteFromClient(callOf("\"1\"", "execute"));
        session.noteFromService(R"({"jsonrpc":"2.0","id":1,"result":{}})");
        QVERIFY(session.hasRequestsInFlight());  // "1" is another id than 1
        session.noteFromClient(R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"1"}})");
        QVERIFY(!session.hasRequestsInFlight());
        QVERIFY(session.replay().toClient.isEmpty());
    }

    void handshakeInFlightIsAskedAgainAsItIs()
    {
        BridgeSession session;
        session.noteFromClient(initialize);
        const auto replay = session.replay();
        QCOMPARE(replay.toService, (QList<QByteArray>{initialize + '\n'}));
        QVERIFY(session.noteFromService(initializeAnswer));
    }

    void batchIsAnsweredMemberByMember()
    {
        BridgeSession session = establishedSession();
        session.noteFromClient('[' + callOf("1", "status") + ',' + callOf("2", "list") + ']');
        session.noteFromService(R"([{"jsonrpc":"2.0","id":1,"result":{}}])");
        const auto replay = session.replay();
        QCOMPARE(replay.toClient.size(), 1);
        QCOMPARE(parsed(replay.toClient[0])[u"id"].toInt(), 2);
        QVERIFY(!session.hasRequestsInFlight());
    }

    void rubbishIsNobodysRequest()
    {
        BridgeSession session;
        for (const QByteArray line :
             {"", "nonsense", "{", "[]", "[1,2]", "null", R"({"id":null,"method":"x"})", R"({"id":{},"method":"x"})"}) {
            session.noteFromClient(line);
            QVERIFY(session.noteFromService(line));
        }
        QVERIFY(!session.hasRequestsInFlight());
    }
};

QTEST_APPLESS_MAIN(TestBridgeSession)
#include "tst_bridgesession.moc"
