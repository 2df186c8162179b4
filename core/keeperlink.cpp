#include "core/keeperlink.h"

#include <sys/socket.h>

#include <cerrno>
#include <cstring>

#include <QLoggingCategory>
#include <QPointer>

#include "core/descriptorhub.h"

Q_LOGGING_CATEGORY(lcKeeper, "jobdeck.keeper", QtWarningMsg)

namespace core {

namespace {

constexpr std::uint32_t reading = EPOLLIN | EPOLLRDHUP;

// The struct at the beginning of a payload; false when the payload is too short for it.
template<typename Payload>
bool unpack(QByteArrayView bytes, Payload &payload)
{
    if (bytes.size() < qsizetype(sizeof payload))
        return false;
    std::memcpy(&payload, bytes.data(), sizeof payload);
    return true;
}

// The numbers that follow a struct; more may follow them.
template<typename Number>
QList<Number> numbers(QByteArrayView bytes, std::uint32_t count)
{
    QList<Number> list(std::min(qsizetype(count), bytes.size() / qsizetype(sizeof(Number))));
    if (!list.isEmpty())
        std::memcpy(list.data(), bytes.data(), size_t(list.size()) * sizeof(Number));
    return list;
}

StopReport stopReport(const keeper::Stopped &stopped, QByteArrayView pids)
{
    StopReport report{int(stopped.signalled), int(stopped.killed), {}};
    for (const std::int32_t pid : numbers<std::int32_t>(pids, stopped.survivors))
        report.survivors += pid;
    return report;
}

TreeUsage treeUsage(const keeper::Tree &tree, QByteArrayView rest)
{
    TreeUsage usage{tree.cpuMs, tree.residentBytes, int(tree.processes), numbers<quint16>(rest, tree.ports), {}};
    rest = rest.sliced(usage.ports.size() * qsizetype(sizeof(quint16)));
    if (std::uint32_t count = 0; unpack(rest, count))
        usage.clocks = numbers<keeper::ProcessClock>(rest.sliced(sizeof count), count);
    return usage;
}

}  // namespace

KeeperLink::KeeperLink(DescriptorHub &hub, UniqueFd socket, QObject *parent)
    : QObject(parent)
    , m_hub(hub)
    , m_socket(std::move(socket))
{
    m_hub.add(m_socket.get(), reading, [this](std::uint32_t events) { handle(events); });
    sendFrame(keeper::FrameType::Attach, keeper::Attach{keeper::protocolVersion});
}

KeeperLink::~KeeperLink()
{
    close();
}

void KeeperLink::sendInput(quint64 serial, const QByteArray &bytes)
{
    sendFrame(keeper::FrameType::Input, keeper::InputHeader{serial}, bytes);
}

void KeeperLink::closeInput(quint64 serial)
{
    sendFrame(keeper::FrameType::CloseInput, keeper::InputHeader{serial});
}

void KeeperLink::stop(int signal, std::chrono::milliseconds grace, keeper::StopCause cause)
{
    sendFrame(keeper::FrameType::Stop, keeper::Stop{std::uint32_t(signal), std::uint32_t(grace.count()), cause, 0});
}

void KeeperLink::inspect(quint64 serial)
{
    sendFrame(keeper::FrameType::Inspect, keeper::Inspect{serial});
}

void KeeperLink::resize(keeper::TerminalSize size)
{
    sendFrame(keeper::FrameType::Resize, size);
}

template<typename Payload>
void KeeperLink::sendFrame(keeper::FrameType type, const Payload &payload, const QByteArray &rest)
{
    const keeper::FrameHeader header{std::uint32_t(type), std::uint32_t(sizeof payload) + std::uint32_t(rest.size())};
    m_output.append(reinterpret_cast<const char *>(&header), sizeof header);
    m_output.append(reinterpret_cast<const char *>(&payload), sizeof payload);
    m_output.append(rest);
    flush();
}

void KeeperLink::flush()
{
    while (m_socket.isValid() && !m_output.isEmpty()) {
        const ssize_t n =
            ::send(m_socket.get(), m_output.constData(), size_t(m_output.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            break;  // full, or gone: then reading tells
        m_output.remove(0, n);
    }
    if (m_socket.isValid())
        m_hub.change(m_socket.get(), m_output.isEmpty() ? reading : reading | EPOLLOUT);
}

void KeeperLink::handle(std::uint32_t events)
{
    if (events & EPOLLOUT)
        flush();
    if (!(events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)))
        return;
    const QPointer<KeeperLink> alive(this);
    const bool open = readMore();
    takeFrames();
    if (alive && !open) {
        close();
        emit disconnected();
    }
}

bool KeeperLink::readMore()
{
    char buffer[16384];
    const ssize_t n = ::recv(m_socket.get(), buffer, sizeof buffer, MSG_DONTWAIT);
    if (n > 0)
        m_input.append(buffer, n);
    return n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR));
}

void KeeperLink::takeFrames()
{
    const QPointer<KeeperLink> alive(this);
    keeper::FrameHeader header;
    while (alive && unpack(m_input, header)) {
        const auto length = qsizetype(sizeof header) + qsizetype(header.length);
        if (header.length > keeper::maxPayload) {
            qCWarning(lcKeeper, "A keeper sent a frame of %u bytes; disconnecting from it.", header.length);
            m_input.clear();
            ::shutdown(m_socket.get(), SHUT_RDWR);
            return;
        }
        if (m_input.size() < length)
            return;
        const QByteArray frame = m_input.left(length);
        m_input.remove(0, length);
        takeFrame(keeper::FrameType(header.type), QByteArrayView(frame).sliced(sizeof header));
    }
}

void KeeperLink::takeFrame(keeper::FrameType type, QByteArrayView payload)
{
    using keeper::FrameType;
    keeper::Hello greeting;
    keeper::Started start;
    keeper::Growth growth;
    keeper::InputReply reply;
    keeper::Stopped stop;
    keeper::Tree tree;
    keeper::NeedsInput input;
    keeper::TerminalSize size;
    if (type == FrameType::Hello && unpack(payload, greeting))
        emit hello(greeting);
    else if (type == FrameType::Started && unpack(payload, start))
        emit started(start);
    else if (type == FrameType::Growth && unpack(payload, growth))
        emit grew(growth);
    else if (type == FrameType::Result)
        emit resultArrived(payload.toByteArray());
    else if (type == FrameType::InputReply && unpack(payload, reply))
        emit inputAnswered(reply);
    else if (type == FrameType::Stopped && unpack(payload, stop))
        emit stopped(stopReport(stop, payload.sliced(sizeof stop)));
    else if (type == FrameType::NeedsInput && unpack(payload, input))
        emit needsInput(input.need);
    else if (type == FrameType::Resized && unpack(payload, size))
        emit resized(size);
    else if (type == FrameType::Tree && unpack(payload, tree))
        emit inspected(tree.serial, treeUsage(tree, payload.sliced(sizeof tree)));
}

void KeeperLink::close()
{
    if (!m_socket.isValid())
        return;
    m_hub.remove(m_socket.get());
    m_socket.reset();
}

}  // namespace core
