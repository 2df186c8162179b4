// The view of a job's output in use: with the keyboard, the mouse and assistive technology.

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/ui/outputviewtest.h"

using namespace Qt::StringLiterals;

class TestOutputUse : public OutputViewTest
{
    Q_OBJECT

private slots:
    void initTestCase() { openHome(); }
    void cleanupTestCase() { closeHome(); }
    void init() { openView(); }
    void cleanup() { m_view.reset(); }

    void keyboardSelects()
    {
        m_view->setJob(finished(u"seq 1000 1099"_s));
        QSignalSpy selected(m_view.get(), &ui::OutputView::selectionChanged);
        QTest::keyClick(m_view.get(), Qt::Key_Home, Qt::ControlModifier);
        QVERIFY(!m_view->isFollowing());
        QCOMPARE(m_view->topLine(), 0u);
        QTest::keyClick(m_view.get(), Qt::Key_Right);
        QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(m_view->selectedText(), u"000\n10"_s);
        QCOMPARE(selected.size(), 2);
        QSignalSpy copied(m_view.get(), &ui::OutputView::copied);
        QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
        QTRY_COMPARE(copied.size(), 1);
        QVERIFY(copied.first().first().toBool());
        QCOMPARE(QApplication::clipboard()->text(), u"000\n10"_s);
        QTest::keyClick(m_view.get(), Qt::Key_Escape);
        QVERIFY(!m_view->hasSelection());
        QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(m_view->selectedText().count(u'\n'), 100);
        QTest::keyClick(m_view.get(), Qt::Key_End);
        QVERIFY(m_view->isFollowing());
        QCOMPARE(lastText(), u"1099"_s);
    }

    void theCursorWalksThroughAll()
    {
        m_view->setJob(finished(u"seq 1000 1099"_s));
        QSignalSpy moved(m_view.get(), &ui::OutputView::currentLineChanged);
        QTest::keyClick(m_view.get(), Qt::Key_Up);
        QVERIFY(!m_view->isFollowing());
        QCOMPARE(m_view->currentText(), u"1098"_s);
        for (int i = 0; i < 98; ++i)
            QTest::keyClick(m_view.get(), Qt::Key_Up);
        QCOMPARE(m_view->currentText(), u"1000"_s);
        QCOMPARE(moved.size(), 99);
        for (int i = 0; i < 98; ++i)
            QTest::keyClick(m_view.get(), Qt::Key_Down);
        QVERIFY(!m_view->isFollowing());
        QTest::keyClick(m_view.get(), Qt::Key_Down);
        QVERIFY(m_view->isFollowing());
        for (int i = 0; i < 30; ++i)
            QTest::keyClick(m_view.get(), Qt::Key_PageUp);
        QCOMPARE(m_view->currentText(), u"1000"_s);
        for (int i = 0; i < 30; ++i)
            QTest::keyClick(m_view.get(), Qt::Key_PageDown);
        QVERIFY(m_view->isFollowing());
    }

    void mouseSelects()
    {
        m_view->setJob(finished(u"echo 'one two three'; echo second; echo third"_s));
        QWidget *const area = m_view->viewport();
        const auto at = [&](quint64 offset, int position) {
            const QRectF box = m_view->boxOf({offset, position});
            return QPoint(int(box.left()) + 1, int(box.center().y()));
        };
        QTest::mousePress(area, Qt::LeftButton, {}, at(0, 4));
        QTest::mouseMove(area, at(14, 3));
        QTest::mouseRelease(area, Qt::LeftButton, {}, at(14, 3));
        QCOMPARE(m_view->selectedText(), u"two three\nsec"_s);
        QTest::mouseClick(area, Qt::LeftButton, Qt::ShiftModifier, at(0, 7));
        QCOMPARE(m_view->selectedText(), u"two"_s);
        QTest::qWait(QApplication::doubleClickInterval() + 50);
        QTest::mouseDClick(area, Qt::LeftButton, {}, at(0, 9));
        QCOMPARE(m_view->selectedText(), u"three"_s);
        QTest::mouseClick(area, Qt::LeftButton, {}, at(0, 9));
        QCOMPARE(m_view->selectedText(), u"one two three"_s);
        // Past the window's end, as far as there is text.
        QTest::qWait(QApplication::doubleClickInterval() + 50);
        QTest::mousePress(area, Qt::LeftButton, {}, at(0, 0));
        QTest::mouseMove(area, QPoint(10, area->height() - 2));
        QTest::mouseRelease(area, Qt::LeftButton, {}, QPoint(10, area->height() - 2));
        QCOMPARE(m_view->selectedText(), u"one two three\nsecond\nthird"_s);
    }

    void selectionSurvivesWrapAndGrowth()
    {
        core::Job *job = start(u"seq 100; cat; seq 200 300"_s);
        m_view->setJob(job);
        QTRY_COMPARE_WITH_TIMEOUT(lastText(), u"100"_s, 30000);
        m_view->showLine(0);
        m_view->select({{0, 0}, {4, 1}});
        QCOMPARE(m_view->selectedText(), u"1\n2\n3"_s);
        m_view->setWrap(true);
        m_view->zoom(3);
        job->closeInput(this, [](const keeper::InputReply &) {});
        QTRY_VERIFY_WITH_TIMEOUT(job->state() != core::JobState::Running, 30000);
        m_view->setFollowing(true);
        QTRY_COMPARE(lastText(), u"300"_s);
        QCOMPARE(m_view->selectedText(), u"1\n2\n3"_s);
    }

    void widthsOfCharacters()
    {
        m_view->setJob(finished(u"printf 'ab\\tc\\n\\346\\227\\245\\346\\234\\254x\\ne\\314\\201x\\n'"_s));
        QCOMPARE(texts(), (QStringList{u"ab\tc"_s, u"日本x"_s, u"e\u0301x"_s}));
        for (const ui::OutputPage::Item &item : m_view->page().items()) {
            const int length = int(item.layout->line().text.size());
            for (int position = 0; position < length; position = item.layout->nextPosition(position, 1)) {
                const QRectF box = m_view->boxOf({item.row.offset, position});
                QCOMPARE(m_view->placeAt(box.center() - QPointF(box.width() / 2 - 0.5, 0)).position, position);
            }
        }
        // A letter and its accent are one step.
        QCOMPARE(m_view->page().items().at(2).layout->nextPosition(0, 1), 2);
    }

    void linksAreClicked()
    {
        m_view->setJob(finished(u"echo see src/a.cpp now"_s));
        m_view->setLinkFinder([](const QString &text) {
            const qsizetype at = text.indexOf(u"src/a.cpp"_s);
            return at < 0 ? QVector<ui::LinkSpan>() : QVector<ui::LinkSpan>{{int(at), 9, u"target"_s}};
        });
        QSignalSpy activated(m_view.get(), &ui::OutputView::linkActivated);
        const auto at = [&](int position) { return m_view->boxOf({0, position}).center().toPoint(); };
        QTest::mouseMove(m_view->viewport(), at(6));
        QTRY_COMPARE(m_view->viewport()->cursor().shape(), Qt::PointingHandCursor);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, at(1));
        QCOMPARE(activated.size(), 0);
        QTest::qWait(QApplication::doubleClickInterval() + 50);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, at(6));
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.first().first().toString(), u"target"_s);
    }

    void accessibility()
    {
        m_view->setJob(finished(u"echo first; echo second line; echo third >&2"_s));
        QAccessibleInterface *const access = QAccessible::queryAccessibleInterface(m_view.get());
        QVERIFY(access);
        QCOMPARE(access->role(), QAccessible::Terminal);
        QVERIFY(access->text(QAccessible::Name).startsWith(u"Output of echo first"_s));
        QVERIFY(access->state().readOnly);
        QAccessibleTextInterface *const text = access->textInterface();
        QVERIFY(text);
        QCOMPARE(text->characterCount(), 23);
        QCOMPARE(text->text(0, 23), u"first\nsecond line\nthird"_s);
        int start = 0, end = 0;
        QCOMPARE(text->textAtOffset(8, QAccessible::WordBoundary, &start, &end), u"second"_s);
        QCOMPARE(text->textAtOffset(8, QAccessible::LineBoundary, &start, &end).trimmed(), u"second line"_s);
        QCOMPARE(text->cursorPosition(), 18);
        QCOMPARE(access->text(QAccessible::Value), u"third"_s);
        QCOMPARE(text->attributes(20, &start, &end), u"text-style-name:stderr;"_s);
        QTest::keyClick(m_view.get(), Qt::Key_Up);
        QCOMPARE(text->cursorPosition(), 6);
        text->setSelection(0, 6, 12);
        QCOMPARE(text->selectionCount(), 1);
        text->selection(0, &start, &end);
        QCOMPARE(start, 6);
        QCOMPARE(end, 12);
        QCOMPARE(m_view->selectedText(), u"second"_s);
        const QRect box = text->characterRect(6);
        QCOMPARE(text->offsetAtPoint(box.center() - QPoint(2, 0)), 6);
        text->removeSelection(0);
        QCOMPARE(text->selectionCount(), 0);
        auto *button = m_view->findChild<QPushButton *>();
        QCOMPARE(QAccessible::queryAccessibleInterface(button)->text(QAccessible::Name), u"Jump to newest output"_s);
    }
};

QTEST_MAIN(TestOutputUse)
#include "tst_outputuse.moc"
