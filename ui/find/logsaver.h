#pragma once

#include <functional>

#include <QObject>
#include <QPointer>

#include "ui/find/logexport.h"

class QProgressDialog;
class QWidget;

namespace ui {

// Asks where to save a job's output and saves it, and makes a file of it for the editor. Shows how far it is when that
// takes longer than a moment, and can be cancelled.
class LogSaver final : public QObject
{
    Q_OBJECT

public:
    // Dialogs belong to `window`.
    explicit LogSaver(QWidget *window);

    void askAndSave(core::Job *job);
    void save(const core::Job &job, const QString &path, LogExport::Format format);
    // The output as text in a file of its own, which stays for a day at least; then `open` is called with its path.
    void saveForEditor(const core::Job &job, const std::function<void(const QString &path)> &open);

signals:
    // A sentence for the person.
    void message(const QString &sentence);

private:
    LogExport *begin(const core::Job &job, const QString &path, LogExport::Format format);

    QWidget *m_window;
};

}  // namespace ui
