#pragma once

#include <chrono>

#include <QByteArray>
#include <QList>
#include <QObject>

#include "core/keeper/protocol.h"
#include "core/treeusage.h"
#include "core/uniquefd.h"

namespace core {

class DescriptorHub;

// What came of ending a job's tree.
struct StopReport {
    int signalled = 0;
    int killed = 0;
    QList<qint64> survivors;  // process ids
};

// The connection to one keeper (core/keeper/protocol.h). Every signal comes from the event loop, never from within a
// call. After disconnected() nothing follows.
class KeeperLink final : public QObject
{
    Q_OBJECT

public:
    // Takes a connected socket and attaches.
    KeeperLink(DescriptorHub &hub, UniqueFd socket, QObject *parent = nullptr);
    ~KeeperLink() override;

    void sendInput(quint64 serial, const QByteArray &bytes);  // at most keeper::maxInput bytes
    void closeInput(quint64 serial);
    void stop(int signal, std::chrono::milliseconds grace, keeper::StopCause cause);
    void inspect(quint64 serial);
    void resize(keeper::TerminalSize size);

signals:
    void hello(const keeper::Hello &hello);  // once, first
    void started(const keeper::Started &started);
    void grew(const keeper::Growth &growth);
    void resultArrived(const QByteArray &json);  // again when late output or late descendants have ended
    void inputAnswered(const keeper::InputReply &reply);
    void stopped(const core::StopReport &report);
    void needsInput(keeper::InputNeed need);
    void resized(keeper::TerminalSize size);  // the terminal's size, soon after hello() and after resize()
    void inspected(quint64 serial, const core::TreeUsage &usage);
    void disconnected();

private:
    template<typename Payload>
    void sendFrame(keeper::FrameType type, const Payload &payload, const QByteArray &rest = {});
    void flush();
    void handle(std::uint32_t events);
    bool readMore();  // false at the end of the connection
    void takeFrames();
    void takeFrame(keeper::FrameType type, QByteArrayView payload);
    void close();

    DescriptorHub &m_hub;
    UniqueFd m_socket;
    QByteArray m_input;
    QByteArray m_output;
};

}  // namespace core
