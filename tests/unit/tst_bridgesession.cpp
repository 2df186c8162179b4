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

const QByteArray listChanged = R"({"jsonrpc":"2.0","method":"notifications/resources/list_changed","params":{}})";

QByteArray updated(const QByteArray &uri, const QByteArray &meta = {})
{
    return R"({"jsonrpc":"2.0","method":"notifications/resources/updated","params":{)" + meta + R"("uri":")" + uri
        + "\"}}";
}

QByteArray subscribe(const QByteArray &id, const QByteArray &uri)
{
    return R"({"jsonrpc":"2.0","id":)" + id + R"(,"method":"resources/subscribe","params":{"uri":")" + uri + "\"}}";
}

QByteArray listen(const QByteArray &id)
{
    return R"({"jsonrpc":"2.0","id":)" + id + R"(,"method":"subscriptions/listen","params":{"notifications":{}}})";
}

QByteArray acknowledgement(const QByteArray &id, const QByteArray &honoured)
{
    const QByteArray meta = R"({"io.modelcontextprotocol/subscriptionId":)" + id + '}';
    return R"({"jsonrpc":"2.0","method":"notifications/subscriptions/acknowledged","params":{"_meta":)" + meta
        + R"(,"notifications":)" + honoured + "}}";
}

QByteArray answerTo(const QJsonObject &request, const QString &member = u"result"_s)
{
    return QJsonDocument(QJsonObject{{u"jsonrpc"_s, u"2.0"_s}, {u"id"_s, request[u"id"]}, {member, QJsonObject()}})
        .toJson(QJsonDocument::Compact);
}

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
        QCOMPARE(session.noteFromService(answerTo(again)), QList<QByteArray>{listChanged});
        const QByteArray other = R"({"jsonrpc":"2.0","id":7,"result":{}})";
        QCOMPARE(session.noteFromService(other), QList<QByteArray>{other});
    }

    // What stands beside it in a batch (2025-03-26) acts once.
    void initializedInABatchIsReplayedAlone()
    {
        BridgeSession session;
        session.noteFromClient(initialize);
        session.noteFromService(initializeAnswer);
        session.noteFromClient('[' + initialized + ',' + callOf("5", "execute") + ']');
        const auto replay = session.replay();
        QCOMPARE(replay.toService.size(), 2);
        QCOMPARE(parsed(replay.toService[1]), parsed(initialized));
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
        QCOMPARE(session.noteFromService(initializeAnswer), QList<QByteArray>{initializeAnswer});
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

    void subscriptionsAreReplayedAndTheAgentReadsAgain()
    {
        BridgeSession session = establishedSession();
        for (const QByteArray id : {"1", "2", "3"})
            session.noteFromClient(subscribe(id, "test:" + id));
        session.noteFromService(R"({"jsonrpc":"2.0","id":1,"result":{}})");
        session.noteFromService(R"({"jsonrpc":"2.0","id":2,"error":{"code":-32002,"message":"no"}})");
        session.noteFromService(R"({"jsonrpc":"2.0","id":3,"result":{}})");
        session.noteFromClient(
            R"({"jsonrpc":"2.0","id":4,"method":"resources/unsubscribe","params":{"uri":"test:3"}})");
        session.noteFromService(R"({"jsonrpc":"2.0","id":4,"result":{}})");

        auto replay = session.replay();
        QVERIFY(replay.toClient.isEmpty());
        QCOMPARE(replay.toService.size(), 3);
        const QJsonObject again = parsed(replay.toService[2]);
        QCOMPARE(again[u"method"].toString(), u"resources/subscribe"_s);
        QCOMPARE(again[u"params"][u"uri"].toString(), u"test:1"_s);
        session.noteFromService(answerTo(parsed(replay.toService[0])));
        QCOMPARE(session.noteFromService(answerTo(again)), QList<QByteArray>{updated("test:1")});

        replay = session.replay();
        QCOMPARE(replay.toService.size(), 3);
        QCOMPARE(session.noteFromService(answerTo(parsed(replay.toService[2]), u"error"_s)),
                 QList<QByteArray>{updated("test:1")});
        QCOMPARE(session.replay().toService.size(), 2);  // the job is forgotten
    }

    void aSubscriptionInFlightIsAskedAgainAsItIs()
    {
        BridgeSession session = establishedSession();
        session.noteFromClient(subscribe("5", "test:1"));
        QCOMPARE(session.replay().toService[2], subscribe("5", "test:1") + '\n');
        const QByteArray answer = R"({"jsonrpc":"2.0","id":5,"result":{}})";
        QCOMPARE(session.noteFromService(answer), QList<QByteArray>{answer});
        QCOMPARE(session.replay().toService.size(), 3);
    }

    void aSecondHandshakeForgetsTheSubscriptions()
    {
        BridgeSession session = establishedSession();
        session.noteFromClient(subscribe("1", "test:1"));
        session.noteFromService(R"({"jsonrpc":"2.0","id":1,"result":{}})");
        session.noteFromClient(initialize);
        session.noteFromService(initializeAnswer);
        QCOMPARE(session.replay().toService.size(), 2);
    }

    void anOpenListenIsReopenedAndAcknowledgedOnce()
    {
        BridgeSession session;
        session.noteFromClient(listen("\"l\""));
        QVERIFY(session.hasRequestsInFlight());
        const QByteArray first =
            acknowledgement("\"l\"", R"({"resourcesListChanged":true,"resourceSubscriptions":["test:1"]})");
        QCOMPARE(session.noteFromService(first), QList<QByteArray>{first});
        QVERIFY(!session.hasRequestsInFlight());

        for (int services = 0; services < 2; ++services) {
            const auto replay = session.replay();
            QVERIFY(replay.toClient.isEmpty());
            QCOMPARE(replay.toService, QList<QByteArray>{listen("\"l\"") + '\n'});
            const QByteArray meta = R"("_meta":{"io.modelcontextprotocol/subscriptionId":"l"})";
            QCOMPARE(session.noteFromService(acknowledgement("\"l\"", "{}")),
                     (QList<QByteArray>{R"({"jsonrpc":"2.0","method":"notifications/resources/list_changed","params":{)"
                                            + meta + "}}",
                                        updated("test:1", meta + ',')}));
        }
        session.noteFromClient(R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"l"}})");
        QVERIFY(session.replay().toService.isEmpty());
    }

    void aListenThatWasNotAcknowledgedYetIsTheAgents()
    {
        BridgeSession session;
        session.noteFromClient(listen("1"));
        QCOMPARE(session.replay().toService.size(), 1);
        QCOMPARE(session.noteFromService(acknowledgement("1", "{}")), QList<QByteArray>{acknowledgement("1", "{}")});
    }

    void endsTheListensAtTheEnd()
    {
        BridgeSession session;
        session.noteFromClient(listen("1"));
        session.noteFromClient(listen("2"));
        session.noteFromService(acknowledgement("1", "{}"));
        const QList<QByteArray> ends = session.endListens();
        QCOMPARE(ends.size(), 1);
        QCOMPARE(parsed(ends[0])[u"id"].toInt(), 1);
        QCOMPARE(parsed(ends[0])[u"result"],
                 (QJsonObject{{u"resultType"_s, u"complete"_s},
                              {u"_meta"_s, QJsonObject{{u"io.modelcontextprotocol/subscriptionId"_s, 1}}}}));
        QVERIFY(session.hasRequestsInFlight());
        QVERIFY(session.endListens().isEmpty());
    }

    void rubbishIsNobodysRequest()
    {
        BridgeSession session;
        for (const QByteArray line :
             {"", "nonsense", "{", "[]", "[1,2]", "null", R"({"id":null,"method":"x"})", R"({"id":{},"method":"x"})"}) {
            session.noteFromClient(line);
            QCOMPARE(session.noteFromService(line), QList<QByteArray>{line});
        }
        QVERIFY(!session.hasRequestsInFlight());
    }
};

QTEST_APPLESS_MAIN(TestBridgeSession)
#include "tst_bridgesession.moc"
