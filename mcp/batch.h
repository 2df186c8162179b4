#pragma once

#include <QJsonArray>
#include <QObject>

namespace mcp {

// Gathers the responses to a batch, which go out in one array when the last one is there (2025-03-26/basic/index,
// "batching"; no other revision has it). Nothing goes out when there is no response: only notifications, or every
// request was cancelled. Ends with `complete`, once, and deletes itself.
class Batch final : public QObject
{
    Q_OBJECT

public:
    // More would let a line of some megabytes ask for an answer of hundreds.
    static constexpr qsizetype maxMessages = 100;

    explicit Batch(QObject *parent);

    void expect() { ++m_expected; }
    void add(const QJsonObject &response);  // one that was expected has come
    void drop();  // one that was expected will not come
    void close();  // no more will be expected

signals:
    void complete(const QJsonArray &responses);

private:
    void check();

    QJsonArray m_responses;
    int m_expected = 0;
    bool m_closed = false;
};

}  // namespace mcp
