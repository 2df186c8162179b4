#include "ui/settings/shortcutsdialog.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/look/qtbuttons.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

// "&Find…" is "Find" to a person; "&&" is an ampersand.
QString plainText(const QString &text)
{
    static const QRegularExpression mnemonic(u"&(.)"_s);
    QString plain = text;
    plain.replace(mnemonic, u"\\1"_s);
    return plain.endsWith(u'…') ? plain.chopped(1) : plain;
}

}  // namespace

ShortcutsDialog::ShortcutsDialog(QList<ShortcutGroup> groups, QWidget *parent)
    : QDialog(parent)
    , m_groups(std::move(groups))
    , m_search(new QLineEdit)
    , m_list(new QTreeWidget)
{
    setWindowTitle(tr("Keyboard Shortcuts"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search shortcuts"));
    m_search->setClearButtonEnabled(true);
    m_list->setAccessibleName(tr("Shortcuts"));
    m_list->setHeaderLabels({tr("Command"), tr("Shortcut")});
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setItemsExpandable(false);
    m_list->setRootIsDecorated(false);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_search);
    layout->addWidget(m_list);
    layout->addWidget(buttons);
    nameQtButtons(*this);
    resize(fontMetrics().averageCharWidth() * 60, fontMetrics().height() * 32);
    m_list->header()->resizeSection(0, width() * 3 / 5);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(m_search, &QLineEdit::textChanged, this, &ShortcutsDialog::filter);
}

void ShortcutsDialog::showEvent(QShowEvent *event)
{
    fill();
    m_search->clear();
    m_search->setFocus();
    QDialog::showEvent(event);
}

void ShortcutsDialog::fill()
{
    m_list->clear();
    for (const ShortcutGroup &group : m_groups) {
        auto *parent = new QTreeWidgetItem({plainText(group.title)});
        for (const QAction *action : group.actions) {
            if (const auto keys = action->shortcuts(); !keys.isEmpty())
                new QTreeWidgetItem(
                    parent, {plainText(action->text()), QKeySequence::listToString(keys, QKeySequence::NativeText)});
        }
        if (parent->childCount() == 0) {
            delete parent;
            continue;
        }
        QFont bold = font();
        bold.setBold(true);
        parent->setFont(0, bold);
        parent->setFlags(Qt::ItemIsEnabled);
        m_list->addTopLevelItem(parent);
        parent->setFirstColumnSpanned(true);
    }
    m_list->expandAll();
}

void ShortcutsDialog::filter()
{
    const QStringList words = m_search->text().split(u' ', Qt::SkipEmptyParts);
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem *group = m_list->topLevelItem(i);
        int shown = 0;
        for (int k = 0; k < group->childCount(); ++k) {
            QTreeWidgetItem *row = group->child(k);
            const QString text = group->text(0) + u' ' + row->text(0) + u' ' + row->text(1);
            const bool fits = std::all_of(words.begin(), words.end(), [&](const QString &word) {
                return text.contains(word, Qt::CaseInsensitive);
            });
            row->setHidden(!fits);
            shown += fits;
        }
        group->setHidden(shown == 0);
    }
}

}  // namespace ui
