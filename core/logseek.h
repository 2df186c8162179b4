#pragma once

#include <functional>
#include <optional>

#include "core/logview.h"
#include "core/outputspan.h"

namespace core {

// Finds places in a log by the counters of its records: a binary search over the segments, then inside one.
class LogSeek final
{
public:
    explicit LogSeek(const LogView &view);

    // See OutputLog.
    [[nodiscard]] quint64 lineOffset(quint64 line) const;
    [[nodiscard]] quint64 lineAt(quint64 offset) const;
    [[nodiscard]] quint64 tailOffset(quint64 lines, StreamFilter filter) const;

    // How many bytes of the streams the whole log has.
    [[nodiscard]] quint64 bytes(StreamFilter filter) const;
    // The offset of the streams' byte number `byte`, or the first kept one behind it.
    [[nodiscard]] quint64 byteOffset(quint64 byte, StreamFilter filter) const;
    // The offset of the streams' byte number `byte`, the end if there is none yet, nothing if no record has
    // it.
    [[nodiscard]] std::optional<quint64> storedByteOffset(quint64 byte, StreamFilter filter) const;

private:
    struct Place {
        LogSegment segment;
        qsizetype i;

        [[nodiscard]] keeper::IndexRecord record() const { return segment.record(i); }
    };
    using Predicate = std::function<bool(const keeper::IndexRecord &)>;

    // The first record that satisfies the predicate; all behind it must satisfy it too.
    [[nodiscard]] std::optional<Place> find(const Predicate &predicate) const;
    [[nodiscard]] std::optional<Place> findLines(quint64 lines) const;
    [[nodiscard]] std::optional<Place> findBytes(quint64 bytes, StreamFilter filter) const;
    [[nodiscard]] bool stepBack(Place &place, StreamFilter filter) const;
    [[nodiscard]] quint64 linesBefore(const Place &place) const;
    [[nodiscard]] bool endsLine(const Place &place) const;
    [[nodiscard]] std::optional<quint64> behindNewline(const Place &place, quint64 nth) const;
    [[nodiscard]] quint64 mergedTailOffset(quint64 lines) const;
    [[nodiscard]] quint64 streamTailOffset(quint64 lines, StreamFilter filter) const;

    const LogView &m_view;
};

}  // namespace core
