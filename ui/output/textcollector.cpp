#include "ui/output/textcollector.h"

#include "ui/output/rendering.h"

namespace ui {

namespace {

constexpr int rowsInStep = 1000;
constexpr quint64 bytesInStep = 512u << 10;

}  // namespace

TextCollector::TextCollector(core::Job *job, const QVector<quint64> *shown, const TextRange &range, quint64 maxBytes)
    : m_range(range)
    , m_bytesLeft(maxBytes)
{
    m_document.open(job);
    if (shown)
        m_document.setShownLines(*shown);
    if (!range.isEmpty())
        m_row = m_document.rows()->at(range.begin.offset);
    m_timer.setInterval(0);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
        if (!step())
            return;
        m_timer.stop();
        finish();
    });
}

void TextCollector::start(Done done)
{
    m_done = std::move(done);
    if (step())
        finish();
    else
        m_timer.start();
}

TextCollector::Text TextCollector::collect()
{
    while (!step()) { }
    return m_text;
}

// What is called may destroy this.
void TextCollector::finish()
{
    const Done done = std::move(m_done);
    const Text text = std::move(m_text);
    done(text);
}

bool TextCollector::step()
{
    const quint64 stop = m_bytesLeft - std::min(m_bytesLeft, bytesInStep);
    for (int i = 0; m_row && i < rowsInStep && m_bytesLeft >= stop; ++i) {
        if (TextPlace{m_row->offset, 0} >= m_range.end)
            m_row.reset();
        else
            add(OutputRow(*m_row));
    }
    return !m_row;
}

void TextCollector::add(const OutputRow &row)
{
    const quint64 bytes = quint64(row.bytes.size());
    if (bytes > m_bytesLeft) {
        m_text.isWhole = false;
        m_row.reset();
        return;
    }
    m_bytesLeft -= bytes;
    const QString text = rendered(row).text;
    const auto [from, to] = m_range.within(row.offset, int(text.size()));
    m_text.text += QStringView(text).mid(from, std::max(0, to - from));
    std::optional<OutputRow> next = m_document.rows()->after(row);
    const bool isJoined = next && next->continued && next->offset == row.end;
    if (m_range.goesOnBehind(row.offset) && !isJoined && !row.isOpen)
        m_text.text += u'\n';
    m_row = std::move(next);
}

}  // namespace ui
