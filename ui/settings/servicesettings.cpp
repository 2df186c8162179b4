#include "ui/settings/servicesettings.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

#include "core/jobmanager.h"
#include "ui/condition.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

const QString stopKey = u"stop_jobs_on_exit"_s;

QLabel *makeNote()
{
    auto *note = new QLabel;
    note->setWordWrap(true);
    note->setTextFormat(Qt::PlainText);
    note->hide();
    return note;
}

void setNote(QLabel *note, const QString &text)
{
    note->setText(text);
    note->setVisible(!text.isEmpty());
}

}  // namespace

ServiceSettings::ServiceSettings(core::JobManager &jobs, core::SettingsVariables variables, const QString &file,
                                 QWidget *parent)
    : QWidget(parent)
    , m_jobs(jobs)
    , m_variables(std::move(variables))
    , m_file(file)
    , m_stopOnExit(new QCheckBox(tr("Kill running jobs when Jobdeck ends")))
    , m_stopNote(makeNote())
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    addField(form, u"max_jobs"_s, tr("Running jobs per agent:"), {});
    addField(form, u"job_timeout"_s, tr("Time limit of a job in seconds:"), tr("None"));
    addField(form, u"working_dir"_s, tr("Folder of new jobs:"), tr("The agent's own"));
    addFolderButton(form);
    addField(form, u"allowed_commands"_s, tr("Allowed commands:"), tr("All"));
    addField(form, u"max_output_size"_s, tr("Output kept of a job in bytes:"), {});
    addField(form, u"keep_days"_s, tr("Days to keep finished jobs:"), {});
    addField(form, u"keep_jobs"_s, tr("Finished jobs to keep:"), {});
    addField(form, u"keep_bytes"_s, tr("Output of finished jobs to keep in bytes:"), {});
    auto *hint = new QLabel(tr("Limits of jobs hold for agents that start a session from now on. Allowed commands are "
                               "regular expressions with commas between them."));
    hint->setWordWrap(true);
    form->addRow(hint);
    form->addRow(m_stopOnExit);
    form->addRow(m_stopNote);
    connect(m_stopOnExit, &QCheckBox::toggled, this, [this](bool on) {
        setNote(m_stopNote, apply(stopKey, on ? u"true"_s : u"false"_s));
        const QSignalBlocker blocker(m_stopOnExit);
        m_stopOnExit->setChecked(m_jobs.settings().stopJobsOnExit);
    });
    showValues();
}

void ServiceSettings::addField(QFormLayout *form, const QString &key, const QString &label, const QString &whenEmpty)
{
    const Field field{key, new QLineEdit, makeNote()};
    field.edit->setObjectName(key);
    field.edit->setPlaceholderText(whenEmpty);
    field.note->setObjectName(key + "_note"_L1);
    form->addRow(label, field.edit);
    form->addRow(QString(), field.note);
    field.edit->setEnabled(overriding(key).isEmpty());
    connect(field.edit, &QLineEdit::textEdited, this, [field] { setNote(field.note, {}); });
    connect(field.edit, &QLineEdit::editingFinished, this, [this, field] { commit(field); });
    m_fields += field;
}

void ServiceSettings::addFolderButton(QFormLayout *form)
{
    const Field folder = m_fields.last();
    auto *button = new QPushButton(tr("Choose Folder…"));
    button->setAutoDefault(false);
    button->setEnabled(folder.edit->isEnabled());
    form->addRow(QString(), button);
    connect(button, &QPushButton::clicked, this, [this, folder] {
        auto *dialog = new QFileDialog(this, tr("Folder of New Jobs"), folder.edit->text());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::Directory);
        connect(dialog, &QFileDialog::fileSelected, this, [this, folder](const QString &chosen) {
            folder.edit->setText(chosen);
            commit(folder);
        });
        dialog->open();
    });
}

void ServiceSettings::commit()
{
    for (const Field &field : m_fields)
        commit(field);
}

void ServiceSettings::commit(const Field &field)
{
    const QString text = field.edit->text().trimmed();
    if (!field.edit->isEnabled() || text == core::settingText(m_jobs.settings(), field.key))
        return showNote(field, {});
    const QString error = apply(field.key, text);
    if (error.isEmpty())
        field.edit->setText(core::settingText(m_jobs.settings(), field.key));
    showNote(field, error);
}

QString ServiceSettings::apply(const QString &key, const QString &text)
{
    if (const auto written = core::writeSetting(m_file, key, text); !written)
        return written.error();
    const auto fromFile = core::withFile({}, m_file);
    const auto settings = fromFile ? core::withVariables(*fromFile, m_variables) : fromFile;
    if (settings)
        m_jobs.setSettings(*settings);
    return settings.error();
}

void ServiceSettings::showValues()
{
    for (const Field &field : m_fields) {
        field.edit->setText(core::settingText(m_jobs.settings(), field.key));
        showNote(field, {});
    }
    const QSignalBlocker blocker(m_stopOnExit);
    m_stopOnExit->setChecked(m_jobs.settings().stopJobsOnExit);
    setNote(m_stopNote, {});
}

QString ServiceSettings::overriding(const QString &key) const
{
    const QString variable = core::settingVariable(key);
    return variable.isEmpty() || m_variables.value(variable).isEmpty() ? QString() : variable;
}

void ServiceSettings::showNote(const Field &field, const QString &error)
{
    QString note = error;
    if (const QString variable = overriding(field.key); note.isEmpty() && !variable.isEmpty())
        note = tr("Set by %1 in the environment of Jobdeck.").arg(variable);
    else if (note.isEmpty() && (field.key == "max_output_size"_L1 || field.key == "keep_bytes"_L1))
        note = sizeText(field.edit->text().toULongLong());
    setNote(field.note, note);
    field.edit->setAccessibleDescription(note);
}

}  // namespace ui
