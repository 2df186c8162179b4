#include "ui/window/newjobdialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFontDatabase>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

#include "core/jobmanager.h"
#include "ui/look/icons.h"

namespace ui {

NewJobDialog::NewJobDialog(core::JobManager &jobs, QWidget *parent)
    : QDialog(parent)
    , m_jobs(jobs)
    , m_command(new QPlainTextEdit(this))
    , m_folder(new QLineEdit(QDir::homePath(), this))
    , m_name(new QLineEdit(this))
    , m_terminal(new QCheckBox(tr("Run on a &terminal (colours, prompts, full-screen programs)"), this))
    , m_error(new QLabel(this))
{
    setWindowTitle(tr("New Job"));
    m_command->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_command->setPlaceholderText(tr("npm test"));
    m_command->setTabChangesFocus(true);
    m_command->setFixedHeight(m_command->fontMetrics().lineSpacing() * 4 + 12);
    m_command->installEventFilter(this);
    m_name->setPlaceholderText(tr("optional; else the command"));
    m_error->setWordWrap(true);
    m_error->setTextFormat(Qt::PlainText);
    m_error->hide();

    auto *browse = new QPushButton(tr("&Browse…"), this);
    auto *folder = new QHBoxLayout;
    folder->addWidget(m_folder, 1);
    folder->addWidget(browse);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto *run = buttons->addButton(tr("&Run"), QDialogButtonBox::AcceptRole);
    run->setDefault(true);

    auto *form = new QFormLayout(this);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(tr("&Command:"), m_command);
    form->addRow(tr("&Folder:"), folder);
    qobject_cast<QLabel *>(form->labelForField(folder))->setBuddy(m_folder);
    form->addRow(tr("&Name:"), m_name);
    form->addRow(QString(), m_terminal);
    form->addRow(m_error);
    form->addRow(buttons);
    resize(560, sizeHint().height());

    const QList<QWidget *> order{m_command, m_folder, browse, m_name, m_terminal, run};
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);

    connect(browse, &QPushButton::clicked, this, &NewJobDialog::chooseFolder);
    connect(buttons, &QDialogButtonBox::accepted, this, &NewJobDialog::start);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void NewJobDialog::setFolder(const QString &folder)
{
    m_folder->setText(folder);
    m_command->setFocus();
}

// Enter runs, as in every dialog; Shift+Enter begins another line of the command.
bool NewJobDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_command && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && !(key->modifiers() & Qt::ShiftModifier)) {
            start();
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

core::StartRequest NewJobDialog::request() const
{
    core::StartRequest request;
    request.command = m_command->toPlainText();
    QString folder = m_folder->text().trimmed();
    if (folder == QLatin1Char('~') || folder.startsWith(QLatin1String("~/")))
        folder.replace(0, 1, QDir::homePath());
    request.cwd = folder;
    request.name = m_name->text().trimmed();
    request.terminal = m_terminal->isChecked();
    request.environment = core::currentEnvironment();
    request.requester.name = QStringLiteral("jobdeck");  // without a session: nobody's agent
    return request;
}

void NewJobDialog::start()
{
    const auto job = m_jobs.start(request(), m_jobs.settings());
    m_error->setVisible(!job);
    if (!job) {
        QPalette colours = palette();
        colours.setColor(QPalette::WindowText, readable(QColor(0xd13438), colours.color(QPalette::Window)));
        m_error->setPalette(colours);
        m_error->setText(job.error());
        return;
    }
    m_command->clear();
    m_name->clear();
    accept();
    emit started(*job);
}

void NewJobDialog::chooseFolder()
{
    auto *dialog = new QFileDialog(this, tr("Folder of the Job"), m_folder->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, m_folder, &QLineEdit::setText);
    dialog->open();
}

}  // namespace ui
