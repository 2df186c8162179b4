#pragma once

#include "core/logview.h"
#include "core/outputspan.h"

namespace core {

// Collects spans strictly forward from an offset.
class ChunkReader final
{
public:
    enum class Work {
        Bounded,  // looks at a limited number of records, then stops wherever it is
        Whole,  // stops only at the limit and at the end
        Gaps,  // as Whole, but reads no bytes: the chunk has nothing but gaps
    };

    // At most `limit` bytes of the streams; gaps and the other stream's bytes don't count.
    ChunkReader(const LogView &view, StreamFilter filter, quint64 limit, Work work);

    [[nodiscard]] OutputChunk read(quint64 offset);

private:
    void readSegment(const LogSegment &segment);
    void skipOtherStream(const LogSegment &segment, qsizetype &i);
    void skipSegments(quint64 number, quint64 bytesBefore);
    void addBytes(const LogSegment &segment, qsizetype i, quint64 length);
    void addGap(Gap gap, quint64 end, keeper::Stream stream, qint64 timeMs);
    [[nodiscard]] bool isDone() const;

    const LogView &m_view;
    const StreamFilter m_filter;
    quint64 m_left;  // bytes to deliver
    const bool m_gapsOnly;
    qint64 m_work;  // records to look at
    quint64 m_at = 0;
    OutputChunk m_chunk;
};

}  // namespace core
