// The size of a job's terminal, from the service's side.

#include <QSignalSpy>
#include <QTest>

#include "tests/ui/privatejobs.h"

using namespace Qt::StringLiterals;

class TestResize : public QObject
{
    Q_OBJECT

private slots:
    void aTerminalIsResized()
    {
        core::StartRequest request;
        request.command = u"trap 'stty size' WINCH; stty size; while :; do sleep 0.05; done"_s;
        request.cwd = m_jobs.path();
        request.environment = core::currentEnvironment();
        request.terminal = true;
        request.terminalSize = {73, 21};
        core::Job *job = *m_jobs.jobs().start(request, m_jobs.jobs().settings());
        QTRY_COMPARE_WITH_TIMEOUT(PrivateJobs::output(job), "21 73\r\n"_ba, 30000);

        QSignalSpy resized(job, &core::Job::terminalResized);
        QVERIFY(!job->resize({0, 50}));
        QVERIFY(!job->resize({200, 1001}));
        QVERIFY(job->resize({200, 50}));
        QTRY_COMPARE_WITH_TIMEOUT(resized.size(), 1, 30000);
        QCOMPARE(job->spec().terminalSize, (keeper::TerminalSize{200, 50}));
        QTRY_COMPARE_WITH_TIMEOUT(PrivateJobs::output(job), "21 73\r\n50 200\r\n"_ba, 30000);

        // Again as it was last.
        core::Job *again = *m_jobs.jobs().restart(*job);
        QTRY_COMPARE_WITH_TIMEOUT(PrivateJobs::output(again), "50 200\r\n"_ba, 30000);
    }

    void aPipeIsNot() { QVERIFY(!m_jobs.run(u"sleep 300"_s)->resize({200, 50})); }

private:
    PrivateJobs m_jobs;
};

QTEST_GUILESS_MAIN(TestResize)
#include "tst_resize.moc"
