#pragma once

#include <memory>

#include <QPointer>
#include <QSaveFile>

#include "core/job.h"
#include "core/slices.h"
#include "core/terminaltext.h"

namespace ui {

// Writes the output that a job has now into a file, on the event loop. The file appears when it is whole: until then,
// and after a failure, what was there before stays.
class LogExport final : public QObject
{
    Q_OBJECT

public:
    enum class Format {
        Text,  // as a person sees it, in UTF-8; a line names each gap
        Raw,  // byte for byte; gaps leave no trace
    };

    LogExport(const core::Job &job, const QString &path, Format format, QObject *parent = nullptr);

    // One of the signals below follows, never at once.
    void start();
    void cancel();
    [[nodiscard]] QString path() const { return m_file.fileName(); }

signals:
    void progressed(int percent);
    void finished();
    // A sentence for the person.
    void failed(const QString &sentence);
    void cancelled();

private:
    bool step();
    bool write(const QByteArray &bytes);
    bool fail();
    [[nodiscard]] bool writeText(const core::OutputChunk &chunk);

    core::OutputLog m_log;
    QSaveFile m_file;
    const Format m_format;
    core::Slices m_slices;
    core::TerminalText m_text;
    quint64 m_position = 0;
    quint64 m_begin = 0, m_end = 0;
    int m_percent = -1;
};

}  // namespace ui
