#pragma once

#include <QDialog>

#include "core/startrequest.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace core {
class Job;
class JobManager;
}  // namespace core

namespace ui {

// Starts a job by hand: command, folder, name, terminal. Not modal; what was typed stays when the job can't be started.
class NewJobDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit NewJobDialog(core::JobManager &jobs, QWidget *parent = nullptr);

    // Where the next job starts if nothing else is chosen.
    void setFolder(const QString &folder);

signals:
    void started(core::Job *job);

private:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void start();
    void chooseFolder();
    [[nodiscard]] core::StartRequest request() const;

    core::JobManager &m_jobs;
    QPlainTextEdit *m_command;
    QLineEdit *m_folder, *m_name;
    QCheckBox *m_terminal;
    QLabel *m_error;
};

}  // namespace ui
