#pragma once

#include <functional>

#include <QTimer>

#include "ui/output/outputdocument.h"
#include "ui/output/selection.h"

namespace ui {

// The text of a selection, read in small steps that leave time for events between.
class TextCollector final
{
public:
    struct Text {
        QString text;
        bool isWhole = true;  // false: it was more than the limit
    };
    using Done = std::function<void(const Text &)>;

    // Of `shown`, when it isn't null, only these lines. `maxBytes` of output.
    TextCollector(core::Job *job, const QVector<quint64> *shown, const TextRange &range, quint64 maxBytes);

    // Calls `done` once, at once when it is little; not any more when this is destroyed.
    void start(Done done);
    // All of it now.
    [[nodiscard]] Text collect();

private:
    // Returns whether it is done.
    bool step();
    void finish();
    void add(const OutputRow &row);

    OutputDocument m_document;
    TextRange m_range;
    quint64 m_bytesLeft;
    std::optional<OutputRow> m_row;  // the next one
    Text m_text;
    Done m_done;
    QTimer m_timer;
};

}  // namespace ui
