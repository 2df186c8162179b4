#pragma once

#include <QPointer>
#include <QStringList>
#include <QWidget>

#include "core/job.h"

class QLineEdit;
class QToolButton;

namespace ui {

// The field that writes a line to a running job's stdin. Up and Down bring back what was sent before.
class InputBar final : public QWidget
{
    Q_OBJECT

public:
    explicit InputBar(QWidget *parent = nullptr);

    // Shown only for a job that runs; what was typed stays with its job.
    void setJob(core::Job *job);
    void focusField();

signals:
    // A sentence: the job takes no input any more, or doesn't read what it got.
    void message(const QString &sentence);

private:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void update();
    void send();
    void closeInput();
    void tellAnswer(const keeper::InputReply &reply);
    void recall(int step);

    QPointer<core::Job> m_job;
    QLineEdit *m_field;
    QToolButton *m_send, *m_close;
    QHash<QString, QString> m_drafts;  // by job id
    QStringList m_sent;
    qsizetype m_recalled = 0;
};

}  // namespace ui
