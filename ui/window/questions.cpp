#include "ui/window/questions.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>

#include "core/agents.h"
#include "core/job.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qsizetype mostNamed = 8;

QString translated(const char *text, int count = -1)
{
    return QCoreApplication::translate("Questions", text, nullptr, count);
}

QString names(const QList<core::Job *> &jobs)
{
    QStringList lines;
    for (const core::Job *job : jobs.mid(0, mostNamed)) {
        const core::Requester &requester = job->spec().requester;
        QString line = u"•  "_s + job->spec().displayName();
        if (!requester.session.isEmpty())
            line += u" — "_s + core::agentDisplayName(requester.name);
        if (job->state() == core::JobState::Queued)
            line += u' ' + translated(QT_TRANSLATE_NOOP("Questions", "(queued)"));
        lines += line;
    }
    if (jobs.size() > mostNamed)
        lines += translated(QT_TRANSLATE_N_NOOP("Questions", "… and %n more"), int(jobs.size() - mostNamed));
    return lines.join(u'\n');
}

QMessageBox *question(QWidget *parent, const QString &text, const QString &more)
{
    auto *box = new QMessageBox(QMessageBox::Question, QCoreApplication::applicationName(), text, QMessageBox::NoButton,
                                parent);
    box->setWindowTitle(translated(QT_TRANSLATE_NOOP("Questions", "Jobdeck")));
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(more);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setDefaultButton(box->addButton(QMessageBox::Cancel));
    return box;
}

}  // namespace

QMessageBox *askToKillJobs(QWidget *parent, const QList<core::Job *> &jobs,
                           const std::function<void(const QList<core::Job *> &)> &kill)
{
    const int count = int(jobs.size());
    QMessageBox *box =
        question(parent, translated(QT_TRANSLATE_N_NOOP("Questions", "Kill %n job(s)?"), count), names(jobs));
    auto *yes = box->addButton(translated(QT_TRANSLATE_N_NOOP("Questions", "Kill %n Job(s)"), count),
                               QMessageBox::DestructiveRole);
    QList<QPointer<core::Job>> asked(jobs.begin(), jobs.end());
    QObject::connect(yes, &QPushButton::clicked, box, [asked, kill] {
        QList<core::Job *> running;
        for (const auto &job : asked) {
            if (job && !core::isFinal(job->state()))
                running += job;
        }
        kill(running);
    });
    box->open();
    return box;
}

QMessageBox *askHowToQuit(QWidget *parent, const QList<core::Job *> &running,
                          const std::function<void(QuitAnswer)> &answered)
{
    QMessageBox *box = question(
        parent, translated(QT_TRANSLATE_N_NOOP("Questions", "%n job(s) have not ended yet."), int(running.size())),
        names(running) + u"\n\n"_s
            + translated(
                QT_TRANSLATE_NOOP("Questions", "They can go on without this window; their agents stay connected.")));
    auto *keep = box->addButton(translated(QT_TRANSLATE_NOOP("Questions", "&Keep Running")), QMessageBox::AcceptRole);
    auto *end = box->addButton(translated(QT_TRANSLATE_NOOP("Questions", "Kill &Jobs")), QMessageBox::DestructiveRole);
    QObject::connect(keep, &QPushButton::clicked, box, [answered] { answered(QuitAnswer::KeepRunning); });
    QObject::connect(end, &QPushButton::clicked, box, [answered] { answered(QuitAnswer::KillJobs); });
    box->open();
    return box;
}

}  // namespace ui
