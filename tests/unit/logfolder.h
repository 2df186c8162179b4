#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QVector>

#include "core/keeper/logformat.h"

// Writes a job's output folder as keeper/logformat.h describes it, and knows what a reader must find there.
class LogFolder final
{
public:
    struct Piece {
        quint64 offset;
        QByteArray bytes;  // also of what is not stored
        keeper::Stream stream;
        bool gap;
        qint64 timeMs;
    };

    LogFolder(const QString &path, const keeper::LogLimits &limits);

    // Appends as one record, or several where a segment or maxRecordBytes ends.
    void append(QByteArrayView bytes, keeper::Stream stream = keeper::Stream::Stdout, bool gap = false);
    // Appends to the data of the newest segment without a record.
    void appendUnindexed(QByteArrayView bytes);
    // Appends `length` bytes of 'x' and newlines every 4096 bytes as records, without remembering the bytes.
    void appendBulk(quint64 length);

    [[nodiscard]] QString file(quint64 number, const char *suffix) const;
    [[nodiscard]] quint64 end() const { return m_last.offset + m_last.length; }
    [[nodiscard]] quint64 newest() const { return m_newest; }
    [[nodiscard]] const keeper::LogLimits &limits() const { return m_limits; }
    // Every piece ever appended, one a record.
    [[nodiscard]] const QVector<Piece> &pieces() const { return m_pieces; }
    [[nodiscard]] bool isDropped(quint64 number) const;
    // All bytes ever appended; '\0' in gaps only if the writer was given that.
    [[nodiscard]] QByteArray everything() const;

private:
    void appendRecord(QByteArrayView bytes, keeper::Stream stream, bool gap);
    void makeRoom(quint64 number);

    QString m_path;
    keeper::LogLimits m_limits;
    keeper::IndexRecord m_last{};
    quint64 m_newest = 0;
    qint64 m_timeMs = 1'700'000'000'000;
    QVector<Piece> m_pieces;
    bool m_remembers = true;
};
