#pragma once

#include <csignal>
#include <memory>

#include <QObject>
#include <QTemporaryDir>
#include <QTest>

#include "core/jobmanager.h"
#include "ui/output/outputview.h"

// An output view and real jobs to look at, in a Jobdeck of their own.
class OutputViewTest : public QObject
{
protected:
    // The rows on the screen.
    [[nodiscard]] QStringList texts() const
    {
        QStringList result;
        for (const ui::OutputPage::Item &item : m_view->page().items())
            result.append(item.layout->line().text);
        return result;
    }
    [[nodiscard]] QString lastText() const { return texts().value(texts().size() - 1); }

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

    void openHome()
    {
        qputenv("JOBDECK_HOME", m_home.path().toLocal8Bit());
        m_jobs = std::make_unique<core::JobManager>(*core::findPaths(), core::Settings(), 1024);
        m_jobs->recover();
    }

    void closeHome()
    {
        for (core::Job *job : m_jobs->jobs()) {
            if (job->isAttached())
                job->stop(SIGKILL, std::chrono::milliseconds(0), keeper::StopCause::Person);
        }
        QTRY_VERIFY_WITH_TIMEOUT(m_jobs->runningCount() == 0, 30000);
    }

    void openView()
    {
        m_view = std::make_unique<ui::OutputView>();
        m_view->resize(640, 320);
        m_view->show();
    }

    QTemporaryDir m_home;
    std::unique_ptr<core::JobManager> m_jobs;
    std::unique_ptr<ui::OutputView> m_view;
};
