#pragma once

#include <QHash>
#include <QWidget>

#include "core/settings.h"

class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace core {
class JobManager;
}

namespace ui {

// The service's own settings, core/settings.h, as fields. A value that is allowed is written to jobdeck.ini and holds
// at once; one that is not stays in its field with core's sentence below it, and nothing is written. What a variable of
// the service's environment sets can't be changed here.
class ServiceSettings final : public QWidget
{
    Q_OBJECT

public:
    // `variables` are the service's own, `file` is jobdeck.ini.
    ServiceSettings(core::JobManager &jobs, core::SettingsVariables variables, const QString &file,
                    QWidget *parent = nullptr);

    // Takes over what has been typed and not been finished.
    void commit();
    // Shows what holds now.
    void showValues();

private:
    struct Field {
        QString key;
        QLineEdit *edit = nullptr;
        QLabel *note = nullptr;
    };

    void addField(QFormLayout *form, const QString &key, const QString &label, const QString &whenEmpty);
    void addFolderButton(QFormLayout *form);
    void commit(const Field &field);
    // Writes the key and lets the file's settings hold; the sentence of what failed.
    QString apply(const QString &key, const QString &text);
    [[nodiscard]] QString overriding(const QString &key) const;
    void showNote(const Field &field, const QString &error);

    core::JobManager &m_jobs;
    core::SettingsVariables m_variables;
    QString m_file;
    QList<Field> m_fields;
    QCheckBox *m_stopOnExit;
    QLabel *m_stopNote;
};

}  // namespace ui
