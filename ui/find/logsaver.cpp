#include "ui/find/logsaver.h"

#include <QDir>
#include <QFileDialog>
#include <QProgressDialog>

#include "core/paths.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int daysForEditor = 1;

QString suggestedName(const core::Job &job)
{
    QString name = job.spec().displayName();
    for (QChar &c : name) {
        if (!c.isLetterOrNumber() && c != u'-' && c != u'_' && c != u'.')
            c = u'-';
    }
    return name.left(60) + u".txt"_s;
}

void removeOldFiles(const QString &folder)
{
    const QDateTime limit = QDateTime::currentDateTime().addDays(-daysForEditor);
    const QFileInfoList files = QDir(folder).entryInfoList(QDir::Files);
    for (const QFileInfo &file : files) {
        if (file.lastModified() < limit)
            QFile::remove(file.filePath());
    }
}

}  // namespace

LogSaver::LogSaver(QWidget *window)
    : QObject(window)
    , m_window(window)
{
}

void LogSaver::askAndSave(core::Job *job)
{
    auto *dialog = new QFileDialog(m_window, tr("Save Log"), QDir::homePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const QString raw = tr("Raw output with colours (*.log)");
    dialog->setNameFilters({tr("Text as shown (*.txt)"), raw});
    dialog->selectFile(suggestedName(*job));
    connect(dialog, &QFileDialog::filterSelected, dialog,
            [=](const QString &filter) { dialog->setDefaultSuffix(filter == raw ? u"log"_s : u"txt"_s); });
    const QPointer<core::Job> saved(job);
    connect(dialog, &QFileDialog::fileSelected, this, [=, this](const QString &path) {
        if (!saved)
            emit message(tr("The job has been removed meanwhile; nothing was saved."));
        else
            save(*saved, path, dialog->selectedNameFilter() == raw ? LogExport::Format::Raw : LogExport::Format::Text);
    });
    dialog->open();
}

void LogSaver::save(const core::Job &job, const QString &path, LogExport::Format format)
{
    LogExport *saving = begin(job, path, format);
    connect(saving, &LogExport::finished, this, [=, this] { emit message(tr("Saved “%1”.").arg(path)); });
    saving->start();
}

void LogSaver::saveForEditor(const core::Job &job, const std::function<void(const QString &path)> &open)
{
    const auto paths = core::findPaths();
    const QString folder = paths ? paths->state + "/opened"_L1 : QString();
    const auto made = paths ? core::makePrivateFolder(folder) : core::Result<void>(core::Error{paths.error()});
    if (!made) {
        emit message(made.error());
        return;
    }
    removeOldFiles(folder);
    const QString path = u"%1/%2.txt"_s.arg(folder, job.id());
    LogExport *saving = begin(job, path, LogExport::Format::Text);
    connect(saving, &LogExport::finished, this, [=] { open(path); });
    saving->start();
}

// Shows the dialog itself, as late as it makes sense; the export ends it and itself.
LogExport *LogSaver::begin(const core::Job &job, const QString &path, LogExport::Format format)
{
    auto *saving = new LogExport(job, path, format, this);
    auto *progress = new QProgressDialog(tr("Saving the output of “%1”…").arg(job.spec().displayName()), tr("Cancel"),
                                         0, 100, m_window);
    progress->setWindowTitle(tr("Save Log"));
    progress->setMinimumDuration(500);
    progress->setAutoClose(false);
    progress->setAutoReset(false);
    progress->setValue(0);
    connect(saving, &LogExport::progressed, progress, &QProgressDialog::setValue);
    connect(progress, &QProgressDialog::canceled, saving, &LogExport::cancel);
    connect(saving, &LogExport::failed, this, &LogSaver::message);
    for (const auto end : {&LogExport::finished, &LogExport::cancelled}) {
        connect(saving, end, progress, &QObject::deleteLater);
        connect(saving, end, saving, &QObject::deleteLater);
    }
    connect(saving, &LogExport::failed, progress, &QObject::deleteLater);
    connect(saving, &LogExport::failed, saving, &QObject::deleteLater);
    return saving;
}

}  // namespace ui
