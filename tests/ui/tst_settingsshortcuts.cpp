// The list of shortcuts.

#include <QAction>
#include <QLineEdit>
#include <QTest>
#include <QTreeWidget>

#include "ui/settings/shortcutsdialog.h"

using namespace Qt::StringLiterals;

class TestSettingsShortcuts : public QObject
{
    Q_OBJECT

private slots:
    void shortcutsAreListedAndSearched()
    {
        QAction kill(u"&Kill"_s), find(u"&Find in Output…"_s), none(u"No Shortcut"_s), both(u"Find && Replace"_s);
        kill.setShortcut(Qt::Key_Delete);
        find.setShortcuts({QKeySequence(u"Ctrl+F"_s), QKeySequence(u"F3"_s)});
        both.setShortcut(QKeySequence(u"Ctrl+H"_s));
        ui::ShortcutsDialog dialog({{u"&Job"_s, {&kill, &none}}, {u"&View"_s, {&find, &both}}, {u"Empty"_s, {&none}}});
        dialog.show();
        const auto *list = dialog.findChild<QTreeWidget *>();
        QCOMPARE(list->topLevelItemCount(), 2);
        QCOMPARE(list->topLevelItem(0)->text(0), u"Job"_s);
        QCOMPARE(list->topLevelItem(0)->childCount(), 1);
        QTreeWidgetItem *view = list->topLevelItem(1);
        QCOMPARE(view->child(0)->text(0), u"Find in Output"_s);
        QCOMPARE(view->child(0)->text(1), u"Ctrl+F; F3"_s);
        QCOMPARE(view->child(1)->text(0), u"Find & Replace"_s);

        auto *search = dialog.findChild<QLineEdit *>();
        QTest::keyClicks(search, u"find ctrl+f"_s);
        QVERIFY(list->topLevelItem(0)->isHidden() && !view->child(0)->isHidden() && view->child(1)->isHidden());
        search->setText(u"job"_s);
        QVERIFY(!list->topLevelItem(0)->isHidden() && !list->topLevelItem(0)->child(0)->isHidden() && view->isHidden());
        search->setText(u"nothing"_s);
        QVERIFY(list->topLevelItem(0)->isHidden() && view->isHidden());
        dialog.hide();
        kill.setShortcut(QKeySequence(u"Ctrl+K"_s));
        dialog.show();
        QCOMPARE(list->topLevelItem(0)->child(0)->text(1), u"Ctrl+K"_s);
        QVERIFY(!list->topLevelItem(1)->isHidden());
    }
};

QTEST_MAIN(TestSettingsShortcuts)
#include "tst_settingsshortcuts.moc"
