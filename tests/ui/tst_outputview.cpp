// The view of a job's output with real jobs: what it shows, follows and remembers.

#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include "tests/ui/outputviewtest.h"

using namespace Qt::StringLiterals;

class TestOutputView : public OutputViewTest
{
    Q_OBJECT

private slots:
    void initTestCase() { openHome(); }
    void cleanupTestCase() { closeHome(); }
    void init() { openView(); }
    void cleanup() { m_view.reset(); }

    void showsWhatIsPrinted()
    {
        core::Job *job = finished(u"echo one; sleep 0.2; echo two >&2; sleep 0.2; printf three"_s);
        QVERIFY(job);
        m_view->setJob(job);
        QCOMPARE(texts(), (QStringList{u"one"_s, u"two"_s, u"three"_s}));
        QVERIFY(m_view->page().items().at(1).row.fromStderr);
        QVERIFY(m_view->isFollowing());
        m_view->setJob(nullptr);
        QVERIFY(texts().isEmpty());
    }

    void followsAndStops()
    {
        core::Job *job =
            start(u"for i in $(seq 1000); do echo line $i; done; cat; for i in $(seq 500); do echo more; done"_s);
        QVERIFY(job);
        m_view->setJob(job);
        QTRY_COMPARE_WITH_TIMEOUT(lastText(), u"line 1000"_s, 30000);
        QVERIFY(m_view->page().isAtEnd());
        QTest::keyClick(m_view.get(), Qt::Key_PageUp);
        QVERIFY(!m_view->isFollowing());
        const quint64 top = m_view->topLine();
        job->closeInput(this, [](const keeper::InputReply &) {});
        QTRY_VERIFY_WITH_TIMEOUT(job->state() != core::JobState::Running, 30000);
        auto *button = m_view->findChild<QPushButton *>();
        QTRY_COMPARE(button->text(), u"Jump to newest (500 new)"_s);
        QCOMPARE(m_view->topLine(), top);
        button->click();
        QVERIFY(m_view->isFollowing());
        QCOMPARE(lastText(), u"more"_s);
        QVERIFY(!button->isVisible());
    }

    void wrapShowsAll()
    {
        m_view->setJob(finished(u"head -c 1000 /dev/zero | tr '\\0' x; echo; echo end"_s));
        QVERIFY(m_view->horizontalScrollBar()->maximum() > 0);
        QCOMPARE(m_view->page().items().front().layout->lineCount(), 1);
        m_view->setWrap(true);
        QCOMPARE(m_view->horizontalScrollBar()->maximum(), 0);
        QVERIFY(m_view->page().items().front().layout->lineCount() > 5);
        QVERIFY(m_view->page().items().front().layout->width() <= m_view->viewport()->width());
        QVERIFY(m_view->page().isAtEnd());
        m_view->resize(300, 120);
        QVERIFY(m_view->isFollowing());
        QVERIFY(m_view->page().isAtEnd());
        QCOMPARE(lastText(), u"end"_s);
    }

    void movesEndFollowing_data()
    {
        QTest::addColumn<int>("move");
        for (int move = 0; move < 6; ++move)
            QTest::addRow("%d", move) << move;
    }

    void movesEndFollowing()
    {
        QFETCH(int, move);
        m_view->setJob(finished(u"head -c 1000 /dev/zero | tr '\\0' x; seq 1000"_s));
        QScrollBar *const bar = m_view->verticalScrollBar();
        const auto wheel = [&](int notches) {
            QWheelEvent event({50, 50}, m_view->viewport()->mapToGlobal(QPointF(50, 50)), {}, {0, notches * 120},
                              Qt::NoButton, {}, Qt::NoScrollPhase, false);
            QApplication::sendEvent(m_view->viewport(), &event);
        };
        QSignalSpy changed(m_view.get(), &ui::OutputView::followingChanged);
        QVERIFY(m_view->isFollowing());
        QCOMPARE(bar->value(), bar->maximum());
        switch (move) {
        case 0:
            wheel(1);
            break;
        case 1:
            bar->setValue(bar->value() / 2);
            break;
        case 2:
            bar->triggerAction(QAbstractSlider::SliderSingleStepSub);
            break;
        case 3:
            bar->triggerAction(QAbstractSlider::SliderPageStepSub);
            break;
        case 4:
            m_view->showLine(0);
            break;
        default:
            QTest::keyClick(m_view.get(), Qt::Key_Home, Qt::ControlModifier);
            break;
        }
        QVERIFY(!m_view->isFollowing());
        QCOMPARE(changed.size(), 1);
        QVERIFY(bar->value() < bar->maximum());
        if (move == 0)
            wheel(-1);
        else
            bar->setValue(bar->maximum());
        QVERIFY(m_view->isFollowing());
        QCOMPARE(lastText(), u"1000"_s);
    }

    void sidewaysEndsFollowing()
    {
        m_view->setJob(finished(u"head -c 1000 /dev/zero | tr '\\0' x"_s));
        m_view->horizontalScrollBar()->setValue(10);
        QVERIFY(!m_view->isFollowing());
    }

    void gapRow()
    {
        m_view->setJob(finished(u"seq 100000 160000"_s, 65536));
        m_view->showLine(0, 0);
        QStringList all;
        quint64 gap = 0;
        for (int i = 0; i < 5000 && !m_view->isFollowing(); ++i) {
            const ui::OutputPage::Item &item = m_view->page().items().front();
            gap = item.row.gap == core::Gap::Dropped ? item.row.offset : gap;
            m_view->verticalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepAdd);
        }
        QVERIFY(gap > 0);
        m_view->showLine(gap, 0);
        QVERIFY(texts().front().contains(u"were dropped here to keep the log's bound"_s));
        QVERIFY(texts().front().contains(u"lines"_s));
        QVERIFY(m_view->grab().toImage().size().isValid());
        m_view->setFollowing(true);
        QCOMPARE(lastText(), u"160000"_s);
        m_view->selectAll();
        QVERIFY(m_view->selectedText().contains(u"were dropped here"_s));
    }

    void whatIsDroppedWhileSomebodyLooksBecomesTheGap()
    {
        core::Job *job = start(u"seq 100000 103000; cat; seq 200000 220000"_s, 65536);
        m_view->setJob(job);
        QTRY_COMPARE_WITH_TIMEOUT(lastText(), u"103000"_s, 30000);
        const quint64 place = 2900 * 7;
        m_view->showLine(place, 0);
        QCOMPARE(texts().front(), u"102900"_s);
        m_view->select({{place, 0}, {place + 14, 3}});
        QCOMPARE(m_view->selectedText(), u"102900\n102901\n102"_s);
        job->closeInput(this, [](const keeper::InputReply &) {});
        QTRY_VERIFY_WITH_TIMEOUT(job->state() != core::JobState::Running, 30000);
        QTRY_COMPARE(m_view->page().items().front().row.gap, core::Gap::Dropped);
        QVERIFY(!m_view->isFollowing());
        QVERIFY(m_view->topLine() <= place);
        QVERIFY(m_view->page().items().front().row.end > place);
        QVERIFY(m_view->hasSelection());
    }

    void longLine()
    {
        m_view->setJob(finished(u"head -c 20000000 /dev/zero | tr '\\0' x; echo; echo end"_s));
        QCOMPARE(lastText(), u"end"_s);
        QScrollBar *const bar = m_view->verticalScrollBar();
        bar->setValue(bar->maximum() / 2);
        const ui::OutputPage::Item &item = m_view->page().items().front();
        QVERIFY(item.row.continued && item.row.continues);
        QVERIFY(qAbs(qint64(m_view->topLine()) - 10'000'000) < 200'000);
        const quint64 top = m_view->topLine();
        bar->triggerAction(QAbstractSlider::SliderPageStepAdd);
        bar->triggerAction(QAbstractSlider::SliderPageStepSub);
        QCOMPARE(m_view->topLine(), top);
        m_view->showLine(0, 0);
        m_view->select({{0, 0}, {20'000'001, 2}});
        QCOMPARE(m_view->selectedText().size(), 20'000'001 + 2);
    }

    void matchesInPieces()
    {
        m_view->setJob(finished(u"head -c 50000 /dev/zero | tr '\\0' x; echo needle; echo end"_s));
        m_view->setHighlight(QRegularExpression(u"needle"_s));
        m_view->setCurrentMatch(0, 50'000, 6);
        m_view->showLine(49'152);
        m_view->grab();
        m_view->clearCurrentMatch();
    }

    void coloursArePainted()
    {
        m_view->setJob(finished(u"printf '\\033[41m          \\033[0m\\n'"_s));
        const QRectF box = m_view->boxOf({0, 2});
        const auto painted = [&] { return m_view->viewport()->grab().toImage().pixelColor(box.center().toPoint()); };
        const QColor red = painted();
        QVERIFY(red.red() > 150 && red.green() < 80);
        QPalette palette;
        palette.setColor(QPalette::Base, QColor(0x1e, 0x1e, 0x1e));
        palette.setColor(QPalette::Text, Qt::white);
        m_view->setPalette(palette);
        QVERIFY(painted() != red);
        m_view->setTerminalColours(false);
        QCOMPARE(painted(), QColor(0x1e, 0x1e, 0x1e));
    }

    void filterShowsChosenLines()
    {
        core::Job *job = finished(u"seq 1000 1999"_s);
        m_view->setJob(job);
        QVector<quint64> lines;
        for (quint64 i = 0; i < 1000; i += 100)
            lines.append(i * 5);
        m_view->setShownLines(lines);
        QCOMPARE(texts().size(), 10);
        QCOMPARE(texts().at(3), u"1300"_s);
        QVERIFY(m_view->page().items().at(3).row.hidesBefore);
        m_view->selectAll();
        QVERIFY(m_view->selectedText().startsWith(u"1000\n1100\n"_s));
        lines.append(999 * 5);
        m_view->setShownLines(lines);
        QCOMPARE(lastText(), u"1999"_s);
        m_view->setShownLines({});
        QVERIFY(texts().isEmpty());
        m_view->grab();
        m_view->showAllLines();
        m_view->setFollowing(true);
        QCOMPARE(lastText(), u"1999"_s);
    }

    void eachJobIsRememberedAsItWasLookedAt()
    {
        core::Job *one = finished(u"seq 1000 1999"_s);
        core::Job *other = finished(u"seq 5000 5999"_s);
        m_view->setJob(one);
        m_view->showLine(100 * 5, 0);
        m_view->setJob(other);
        QVERIFY(m_view->isFollowing());
        QCOMPARE(lastText(), u"5999"_s);
        m_view->setJob(one);
        QVERIFY(!m_view->isFollowing());
        QCOMPARE(m_view->topLine(), 500u);
        QCOMPARE(m_view->accessibleName(), u"Output of seq 1000 1999"_s);
    }

    void aJobMayGo()
    {
        m_view->setJob(finished(u"echo x"_s));
        m_view->selectAll();
        m_jobs->setSettings([] {
            core::Settings settings;
            settings.keepJobs = 0;
            return settings;
        }());
        const auto isGone = [&] {
            m_jobs->cleanUp();
            return !m_view->job();
        };
        QVERIFY(QTest::qWaitFor(isGone, 30000));
        QVERIFY(texts().isEmpty());
        QVERIFY(m_view->selectedText().isEmpty());
    }
};

QTEST_MAIN(TestOutputView)
#include "tst_outputview.moc"
