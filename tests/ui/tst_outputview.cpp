// The view of a job's output with real jobs: what it shows, follows, selects and remembers.

#include <csignal>
#include <memory>

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

#include "core/jobmanager.h"
#include "ui/output/outputview.h"

using namespace Qt::StringLiterals;

namespace {

QStringList texts(const ui::OutputView &view)
{
    QStringList result;
    for (const ui::OutputPage::Item &item : view.page().items())
        result.append(item.layout->line().text);
    return result;
}

QString lastText(const ui::OutputView &view)
{
    return texts(view).value(texts(view).size() - 1);
}

}  // namespace

class TestOutputView : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_home;
    std::unique_ptr<core::JobManager> m_jobs;
    std::unique_ptr<ui::OutputView> m_view;

    core::Job *start(const QString &command, qint64 maxOutput = 100 << 20)
    {
        core::Settings settings;
        settings.maxJobs = 100;
        settings.maxOutputSize = maxOutput;
        core::StartRequest request;
        request.command = command;
        request.cwd = m_home.path();
        request.environment = core::currentEnvironment();
        const core::Result<core::Job *> job = m_jobs->start(request, settings);
        return job ? *job : nullptr;
    }

    core::Job *finished(const QString &command, qint64 maxOutput = 100 << 20)
    {
        core::Job *job = start(command, maxOutput);
        if (!job || !QTest::qWaitFor([&] { return job->state() != core::JobState::Running; }, 60000))
            return nullptr;
        return job;
    }

private slots:
    void initTestCase()
    {
        qputenv("JOBDECK_HOME", m_home.path().toLocal8Bit());
        m_jobs = std::make_unique<core::JobManager>(*core::findPaths(), core::Settings(), 1024);
        m_jobs->recover();
    }

    void cleanupTestCase()
    {
        for (core::Job *job : m_jobs->jobs()) {
            if (job->isAttached())
                job->stop(SIGKILL, std::chrono::milliseconds(0), keeper::StopCause::Person);
        }
        QTRY_VERIFY_WITH_TIMEOUT(m_jobs->runningCount() == 0, 30000);
    }

    void init()
    {
        m_view = std::make_unique<ui::OutputView>();
        m_view->resize(640, 320);
        m_view->show();
    }

    void cleanup() { m_view.reset(); }

    void showsWhatIsPrinted()
    {
        core::Job *job = finished(u"echo one; sleep 0.2; echo two >&2; sleep 0.2; printf three"_s);
        QVERIFY(job);
        m_view->setJob(job);
        QCOMPARE(texts(*m_view), (QStringList{u"one"_s, u"two"_s, u"three"_s}));
        QVERIFY(m_view->page().items().at(1).row.fromStderr);
        QVERIFY(m_view->isFollowing());
        m_view->setJob(nullptr);
        QVERIFY(texts(*m_view).isEmpty());
    }

    void followsAndStops()
    {
        core::Job *job =
            start(u"for i in $(seq 1000); do echo line $i; done; cat; for i in $(seq 500); do echo more; done"_s);
        QVERIFY(job);
        m_view->setJob(job);
        QTRY_COMPARE_WITH_TIMEOUT(lastText(*m_view), u"line 1000"_s, 30000);
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
        QCOMPARE(lastText(*m_view), u"more"_s);
        QVERIFY(!button->isVisible());
    }

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
        QCOMPARE(lastText(*m_view), u"1099"_s);
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
        QTRY_COMPARE_WITH_TIMEOUT(lastText(*m_view), u"100"_s, 30000);
        m_view->showLine(0);
        m_view->select({{0, 0}, {4, 1}});
        QCOMPARE(m_view->selectedText(), u"1\n2\n3"_s);
        m_view->setWrap(true);
        m_view->zoom(3);
        job->closeInput(this, [](const keeper::InputReply &) {});
        QTRY_VERIFY_WITH_TIMEOUT(job->state() != core::JobState::Running, 30000);
        m_view->setFollowing(true);
        QTRY_COMPARE(lastText(*m_view), u"300"_s);
        QCOMPARE(m_view->selectedText(), u"1\n2\n3"_s);
    }

    void widthsOfCharacters()
    {
        m_view->setJob(finished(u"printf 'ab\\tc\\n\\346\\227\\245\\346\\234\\254x\\ne\\314\\201x\\n'"_s));
        QCOMPARE(texts(*m_view), (QStringList{u"ab\tc"_s, u"日本x"_s, u"e\u0301x"_s}));
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
        QCOMPARE(lastText(*m_view), u"end"_s);
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
        QCOMPARE(lastText(*m_view), u"1000"_s);
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
        QVERIFY(texts(*m_view).front().contains(u"were dropped here to keep the log's bound"_s));
        QVERIFY(texts(*m_view).front().contains(u"lines"_s));
        QVERIFY(m_view->grab().toImage().size().isValid());
        m_view->setFollowing(true);
        QCOMPARE(lastText(*m_view), u"160000"_s);
        m_view->selectAll();
        QVERIFY(m_view->selectedText().contains(u"were dropped here"_s));
    }

    void whatIsDroppedWhileSomebodyLooksBecomesTheGap()
    {
        core::Job *job = start(u"seq 100000 103000; cat; seq 200000 220000"_s, 65536);
        m_view->setJob(job);
        QTRY_COMPARE_WITH_TIMEOUT(lastText(*m_view), u"103000"_s, 30000);
        const quint64 place = 2900 * 7;
        m_view->showLine(place, 0);
        QCOMPARE(texts(*m_view).front(), u"102900"_s);
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
        QCOMPARE(lastText(*m_view), u"end"_s);
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
        QCOMPARE(texts(*m_view).size(), 10);
        QCOMPARE(texts(*m_view).at(3), u"1300"_s);
        QVERIFY(m_view->page().items().at(3).row.hidesBefore);
        m_view->selectAll();
        QVERIFY(m_view->selectedText().startsWith(u"1000\n1100\n"_s));
        lines.append(999 * 5);
        m_view->setShownLines(lines);
        QCOMPARE(lastText(*m_view), u"1999"_s);
        m_view->setShownLines({});
        QVERIFY(texts(*m_view).isEmpty());
        m_view->grab();
        m_view->showAllLines();
        m_view->setFollowing(true);
        QCOMPARE(lastText(*m_view), u"1999"_s);
    }

    void eachJobIsRememberedAsItWasLookedAt()
    {
        core::Job *one = finished(u"seq 1000 1999"_s);
        core::Job *other = finished(u"seq 5000 5999"_s);
        m_view->setJob(one);
        m_view->showLine(100 * 5, 0);
        m_view->setJob(other);
        QVERIFY(m_view->isFollowing());
        QCOMPARE(lastText(*m_view), u"5999"_s);
        m_view->setJob(one);
        QVERIFY(!m_view->isFollowing());
        QCOMPARE(m_view->topLine(), 500u);
        QCOMPARE(m_view->accessibleName(), u"Output of seq 1000 1999"_s);
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
        QVERIFY(texts(*m_view).isEmpty());
        QVERIFY(m_view->selectedText().isEmpty());
    }
};

QTEST_MAIN(TestOutputView)
#include "tst_outputview.moc"
