// The view of a job's output with real jobs: what it shows, follows, selects and remembers.

#include <csignal>
#include <memory>

#include <QApplication>
#include <QClipboard>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

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
        core::Job *job = finished(u"echo one; echo two >&2; printf three"_s);
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
        core::Job *job = start(u"for i in $(seq 1000); do echo line $i; done; cat; for i in $(seq 500); do echo more; done"_s);
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
};

QTEST_MAIN(TestOutputView)
#include "tst_outputview.moc"
