#include "ui/settings/settingsdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFontComboBox>
#include <QFontDatabase>
#include <QFontInfo>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>

#include "ui/settings/servicesettings.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QFont fontOf(const DesktopPreferences &values)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (!values.outputFont.isEmpty())
        font.fromString(values.outputFont);
    return font;
}

}  // namespace

SettingsDialog::SettingsDialog(DesktopSettings &desktop, core::JobManager &jobs,
                               const core::SettingsVariables &variables, AutostartSwitch autostart, QWidget *parent)
    : QDialog(parent)
    , m_desktop(desktop)
    , m_autostart(std::move(autostart))
    , m_message(new QLabel)
{
    setWindowTitle(tr("Settings"));
    auto *page = new QWidget;
    auto *groups = new QVBoxLayout(page);
    for (QGroupBox *group :
         {makeNotifications(), makeStatusIcon(), makeOutput(), makeJobs(jobs, variables), makeOpening()})
        groups->addWidget(group);
    groups->addStretch();
    auto *scroll = new QScrollArea;
    scroll->setAccessibleName(tr("Settings"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(page);

    m_message->setObjectName(u"message"_s);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    // Enter ends a field, not the dialog.
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(scroll);
    layout->addWidget(m_message);
    layout->addWidget(buttons);
    scroll->setMinimumWidth(page->sizeHint().width() + scroll->verticalScrollBar()->sizeHint().width());
    resize(sizeHint().width(), fontMetrics().height() * 40);
    for (QWidget *field : page->findChildren<QWidget *>()) {
        if (qobject_cast<QComboBox *>(field) || qobject_cast<QSpinBox *>(field)) {
            field->setFocusPolicy(Qt::StrongFocus);
            field->installEventFilter(this);
        }
    }

    connect(&m_desktop, &DesktopSettings::changed, this, &SettingsDialog::showValues);
    connect(&m_desktop, &DesktopSettings::writeFailed, this, [this](const QString &sentence) {
        m_message->setText(sentence);
        m_message->show();
    });
    showValues();
}

QGroupBox *SettingsDialog::makeNotifications()
{
    auto *group = new QGroupBox(tr("Notifications"));
    auto *form = new QFormLayout(group);
    form->addRow(makeFlag(tr("When a job fails"), &DesktopPreferences::notifyFailed));
    QCheckBox *finished = makeFlag(tr("When a job finishes after"), &DesktopPreferences::notifyFinished);
    QSpinBox *after =
        makeSeconds(tr("Shortest time for a notification"), &DesktopPreferences::notifyFinishedAfter, 86400);
    connect(finished, &QCheckBox::toggled, after, &QWidget::setEnabled);
    form->addRow(finished, after);
    form->addRow(makeFlag(tr("When a job waits for input"), &DesktopPreferences::notifyInput));
    return group;
}

QGroupBox *SettingsDialog::makeStatusIcon()
{
    auto *group = new QGroupBox(tr("Status icon"));
    auto *form = new QFormLayout(group);
    auto *mode = new QComboBox;
    mode->setObjectName(u"tray"_s);
    mode->addItems({tr("While jobs run"), tr("Always"), tr("Never")});  // in the order of TrayMode
    connect(mode, &QComboBox::currentIndexChanged, this,
            [this](int index) { change([index](DesktopPreferences &values) { values.tray = TrayMode(index); }); });
    m_show += [mode](const DesktopPreferences &values) { mode->setCurrentIndex(int(values.tray)); };
    form->addRow(tr("Show:"), mode);
    if (m_autostart.read)
        form->addRow(makeAutostart());
    return group;
}

QCheckBox *SettingsDialog::makeAutostart()
{
    auto *box = new QCheckBox(tr("Start at login"));
    connect(box, &QCheckBox::toggled, this, [this](bool on) {
        if (m_showing)
            return;
        const QString error = m_autostart.write(on);
        m_message->setText(error);
        m_message->setVisible(!error.isEmpty());
        showValues();
    });
    m_show += [this, box](const DesktopPreferences &) { box->setChecked(m_autostart.read()); };
    return box;
}

QGroupBox *SettingsDialog::makeOutput()
{
    auto *group = new QGroupBox(tr("Output"));
    auto *form = new QFormLayout(group);
    auto *family = new QFontComboBox;
    family->setFontFilters(QFontComboBox::MonospacedFonts);
    family->setEditable(false);
    auto *size = new QSpinBox;
    size->setRange(4, 72);
    size->setSuffix(tr(" pt"));
    size->setAccessibleName(tr("Font size"));
    auto *reset = new QPushButton(tr("Use System Font"));
    reset->setAutoDefault(false);
    connect(family, &QFontComboBox::currentFontChanged, this,
            [this, size](const QFont &font) { setOutputFont(font.family(), size->value()); });
    connect(size, &QSpinBox::valueChanged, this,
            [this, family](int points) { setOutputFont(family->currentFont().family(), points); });
    connect(reset, &QPushButton::clicked, this,
            [this] { change([](DesktopPreferences &values) { values.outputFont.clear(); }); });
    m_show += [family, size, reset](const DesktopPreferences &values) {
        family->setCurrentFont(fontOf(values));
        size->setValue(QFontInfo(fontOf(values)).pointSize());
        reset->setEnabled(!values.outputFont.isEmpty());
    };
    form->addRow(tr("Font:"), family);
    form->addRow(tr("Size:"), size);
    form->addRow(QString(), reset);
    form->addRow(makeFlag(tr("Wrap long lines"), &DesktopPreferences::wrap));
    form->addRow(makeFlag(tr("Show time stamps"), &DesktopPreferences::timestamps));
    form->addRow(makeFlag(tr("Show the terminal's colours"), &DesktopPreferences::terminalColours));
    return group;
}

QGroupBox *SettingsDialog::makeJobs(core::JobManager &jobs, const core::SettingsVariables &variables)
{
    auto *group = new QGroupBox(tr("Jobs"));
    auto *layout = new QVBoxLayout(group);
    auto *form = new QFormLayout;
    form->addRow(tr("Time that a job has to end when it is killed:"),
                 makeSeconds({}, &DesktopPreferences::killGrace, 40));
    m_service = new ServiceSettings(jobs, variables, m_desktop.file());
    layout->addLayout(form);
    layout->addWidget(m_service);
    return group;
}

QGroupBox *SettingsDialog::makeOpening()
{
    auto *group = new QGroupBox(tr("Opening"));
    auto *form = new QFormLayout(group);
    m_editor = new QLineEdit;
    m_editor->setObjectName(u"editor_command"_s);
    m_editor->setPlaceholderText(tr("The desktop's choice"));
    connect(m_editor, &QLineEdit::editingFinished, this, &SettingsDialog::commitEditor);
    m_show += [this](const DesktopPreferences &values) { m_editor->setText(values.editorCommand); };
    form->addRow(tr("Editor command:"), m_editor);
    form->addRow(QString(), new QLabel(tr("%f is the file, %l the line, %c the column: code -g %f:%l:%c")));
    return group;
}

QCheckBox *SettingsDialog::makeFlag(const QString &text, bool DesktopPreferences::*member)
{
    auto *box = new QCheckBox(text);
    connect(box, &QCheckBox::toggled, this,
            [this, member](bool on) { change([=](DesktopPreferences &values) { values.*member = on; }); });
    m_show += [box, member](const DesktopPreferences &values) { box->setChecked(values.*member); };
    return box;
}

QSpinBox *SettingsDialog::makeSeconds(const QString &name, std::chrono::seconds DesktopPreferences::*member, int most)
{
    auto *box = new QSpinBox;
    box->setRange(1, most);
    box->setSuffix(tr(" s"));
    box->setAccessibleName(name);
    // A number is taken when it is complete, not at each of its digits.
    box->setKeyboardTracking(false);
    connect(box, &QSpinBox::valueChanged, this, [this, member](int value) {
        change([=](DesktopPreferences &values) { values.*member = std::chrono::seconds(value); });
    });
    m_show += [box, member](const DesktopPreferences &values) { box->setValue(int((values.*member).count())); };
    return box;
}

void SettingsDialog::commitEditor()
{
    change([this](DesktopPreferences &values) { values.editorCommand = m_editor->text().trimmed(); });
}

void SettingsDialog::setOutputFont(const QString &family, int size)
{
    change([&](DesktopPreferences &values) { values.outputFont = QFont(family, size).toString(); });
}

void SettingsDialog::change(const std::function<void(DesktopPreferences &)> &set)
{
    if (m_showing)
        return;
    m_message->hide();
    DesktopPreferences values = m_desktop.values();
    set(values);
    m_desktop.set(values);
}

void SettingsDialog::showValues()
{
    const QScopedValueRollback showing(m_showing, true);
    const DesktopPreferences values = m_desktop.values();
    for (const auto &show : m_show)
        show(values);
}

// Whoever scrolls the page does not mean the field that comes under the pointer.
bool SettingsDialog::eventFilter(QObject *watched, QEvent *event)
{
    const auto *field = qobject_cast<QWidget *>(watched);
    if (event->type() != QEvent::Wheel || !field || field->hasFocus())
        return QDialog::eventFilter(watched, event);
    event->ignore();
    return true;
}

void SettingsDialog::showEvent(QShowEvent *event)
{
    showValues();
    m_service->showValues();
    QDialog::showEvent(event);
}

// A field may still have the focus, and what was typed there is meant.
void SettingsDialog::hideEvent(QHideEvent *event)
{
    m_service->commit();
    commitEditor();
    QDialog::hideEvent(event);
}

}  // namespace ui
