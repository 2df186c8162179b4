// What a keeper's frames become in the service, also those of keepers that know less or more than we do.

#include <sys/socket.h>

#include <QSignalSpy>
#include <QTest>

#include "core/descriptorhub.h"
#include "core/keeperlink.h"

using keeper::FrameType;

namespace {

template<typename Payload>
QByteArray bytesOf(const Payload &payload)
{
    return {reinterpret_cast<const char *>(&payload), sizeof payload};
}

QByteArray frame(FrameType type, const QByteArray &payload)
{
    return bytesOf(keeper::FrameHeader{std::uint32_t(type), std::uint32_t(payload.size())}) + payload;
}

QByteArray portBytes(const QList<quint16> &ports)
{
    return {reinterpret_cast<const char *>(ports.data()), ports.size() * qsizetype(sizeof(quint16))};
}

}  // namespace

class TestKeeperLink : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        int ends[2];
        QVERIFY(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0);
        m_keeper.reset(ends[0]);
        m_link = std::make_unique<core::KeeperLink>(m_hub, core::UniqueFd(ends[1]));
    }

    void cleanup() { m_link.reset(); }

    void portsOfTheTree_data()
    {
        QTest::addColumn<quint32>("count");
        QTest::addColumn<QByteArray>("rest");
        QTest::addColumn<QList<quint16>>("ports");
        const QList<quint16> two{80, 65535};
        QTest::newRow("none") << 0u << QByteArray() << QList<quint16>();
        QTest::newRow("two") << 2u << portBytes(two) << two;
        QTest::newRow("more behind them") << 2u << portBytes(two) + "what a later keeper adds" << two;
        QTest::newRow("an older keeper") << 0u << QByteArray("xyz") << QList<quint16>();
        QTest::newRow("fewer than it says") << 9u << portBytes(two) << two;
        QTest::newRow("cut in a number") << 2u << portBytes(two).chopped(1) << two.first(1);
    }

    void portsOfTheTree()
    {
        QFETCH(quint32, count);
        QFETCH(QByteArray, rest);
        QFETCH(QList<quint16>, ports);
        QSignalSpy inspected(m_link.get(), &core::KeeperLink::inspected);
        send(frame(FrameType::Tree, bytesOf(keeper::Tree{7, 1500, 4096, 3, count}) + rest));
        QTRY_COMPARE(inspected.size(), 1);
        const auto usage = inspected[0][1].value<core::TreeUsage>();
        QCOMPARE(inspected[0][0].toULongLong(), 7u);
        QCOMPARE(usage.cpuMs, 1500u);
        QCOMPARE(usage.residentBytes, 4096u);
        QCOMPARE(usage.processes, 3);
        QCOMPARE(usage.ports, ports);
    }

    void clocksOfTheTree()
    {
        QSignalSpy inspected(m_link.get(), &core::KeeperLink::inspected);
        const QByteArray clocks = bytesOf(keeper::ProcessClock{17, 0, 5}) + bytesOf(keeper::ProcessClock{18, 0, 6});
        const QByteArray tree = bytesOf(keeper::Tree{7, 0, 0, 2, 1}) + portBytes({80});
        send(frame(FrameType::Tree, tree));
        send(frame(FrameType::Tree, tree + bytesOf(std::uint32_t(2)) + clocks));
        send(frame(FrameType::Tree, tree + bytesOf(std::uint32_t(3)) + clocks + "cut"));
        QTRY_COMPARE(inspected.size(), 3);
        QVERIFY(inspected[0][1].value<core::TreeUsage>().clocks.isEmpty());
        for (int i : {1, 2}) {
            const auto usage = inspected[i][1].value<core::TreeUsage>();
            QCOMPARE(usage.ports, QList<quint16>{80});
            QCOMPARE(usage.clocks.size(), 2);
            QCOMPARE(usage.clocks[1].pid, 18);
            QCOMPARE(usage.clocks[1].ranNs, 6u);
        }
    }

    void unknownAndShortFramesAreSkipped()
    {
        QSignalSpy inspected(m_link.get(), &core::KeeperLink::inspected);
        const QByteArray tree = bytesOf(keeper::Tree{7, 0, 0, 0, 0});
        send(frame(FrameType(999), "news") + frame(FrameType::Tree, tree.chopped(1)) + frame(FrameType::Tree, tree));
        QTRY_COMPARE(inspected.size(), 1);
    }

    void sizeOfTheTerminal()
    {
        QSignalSpy resized(m_link.get(), &core::KeeperLink::resized);
        send(frame(FrameType::Resized, bytesOf(keeper::TerminalSize{73, 21}) + "more"));
        QTRY_COMPARE(resized.size(), 1);
        QCOMPARE(resized[0][0].value<keeper::TerminalSize>(), (keeper::TerminalSize{73, 21}));
    }

private:
    void send(const QByteArray &bytes)
    {
        // A byte at a time: frames may be torn anywhere.
        for (const char byte : bytes)
            QCOMPARE(::send(m_keeper.get(), &byte, 1, MSG_NOSIGNAL), 1);
    }

    core::DescriptorHub m_hub;
    core::UniqueFd m_keeper;
    std::unique_ptr<core::KeeperLink> m_link;
};

QTEST_GUILESS_MAIN(TestKeeperLink)
#include "tst_keeperlink.moc"
