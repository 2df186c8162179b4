#pragma once

#include <poll.h>

#include <cstdint>
#include <list>
#include <string>
#include <vector>

#include "core/keeper/protocol.h"
#include "core/keeper/uniquefd.h"

namespace keeper {

// The services that are attached to this keeper, and the socket on which more may come. Never blocks: a service that
// does not read is dropped.
class Services final
{
public:
    struct Frame {
        FrameType type;
        std::string payload;
    };

    // One attached service.
    class Peer
    {
    public:
        explicit Peer(int fd)
            : m_fd(fd)
        {
        }

        template<typename Payload>
        void send(FrameType type, const Payload &payload, const std::string &rest = {})
        {
            sendBytes(type, std::string(reinterpret_cast<const char *>(&payload), sizeof payload) + rest);
        }
        void sendBytes(FrameType type, const std::string &payload);

    private:
        friend class Services;
        [[nodiscard]] bool isOpen() const { return m_fd.isValid(); }
        void flush();
        bool read();
        bool nextFrame(Frame &frame);

        UniqueFd m_fd;
        bool m_attached = false;
        std::string m_input, m_output;
    };

    // Listens on a path (bound already) and serves a first connection, if there is one (-1: none).
    Services(int listeningFd, int firstFd);

    // Reports to all that have attached.
    template<typename Payload>
    void report(FrameType type, const Payload &payload, const std::string &rest = {})
    {
        for (Peer &peer : m_peers) {
            if (peer.m_attached)
                peer.send(type, payload, rest);
        }
    }
    void reportBytes(FrameType type, const std::string &payload);

    void addPollFds(std::vector<pollfd> &fds) const;
    // Takes what poll(2) found; calls `handle(peer, frame)` for each frame but a first Attach, for which it calls
    // `greet(peer)`.
    template<typename Greet, typename Handle>
    void serve(const std::vector<pollfd> &fds, Greet greet, Handle handle)
    {
        acceptNew(fds);
        for (Peer &peer : m_peers) {
            if (!ready(peer, fds))
                continue;
            const bool open = peer.read();
            Frame frame;
            while (peer.nextFrame(frame)) {
                if (frame.type == FrameType::Attach) {
                    peer.m_attached = true;
                    greet(peer);
                } else {
                    handle(peer, frame);
                }
            }
            if (!open)
                peer.m_fd.reset();
        }
        m_peers.remove_if([](const Peer &peer) { return !peer.isOpen(); });
    }

    // Whether reports still wait for a service to read them.
    [[nodiscard]] bool hasBacklog() const;
    // Whether a connected service has not said Attach yet.
    [[nodiscard]] bool isAwaitingAttach() const;

private:
    void acceptNew(const std::vector<pollfd> &fds);
    static bool ready(Peer &peer, const std::vector<pollfd> &fds);

    UniqueFd m_listening;
    std::list<Peer> m_peers;
};

// The struct that a payload begins with; false when the payload is too short.
template<typename Payload>
bool unpack(const std::string &bytes, Payload &payload)
{
    if (bytes.size() < sizeof payload)
        return false;
    __builtin_memcpy(&payload, bytes.data(), sizeof payload);
    return true;
}

}  // namespace keeper
