#pragma once

#include <memory>

#include <QObject>
#include <QProcess>
#include <QTimer>

#include "core/doctor/finding.h"
#include "core/paths.h"
#include "mcp/servicecontrol.h"

namespace cli {

// All that `jobdeck doctor` looks at, once: what core/doctor/ knows by itself, what the service answers, and who would show
// the window's tray icon. Changes nothing, and starts no service.
class Examination final : public QObject
{
    Q_OBJECT

public:
    explicit Examination(QObject *parent = nullptr);
    ~Examination() override;

    // finished() follows, later than this call and after 10 s at most.
    void start();

signals:
    void finished(const core::Findings &findings);

private:
    void askService();
    void judgeStatus(const mcp::ServiceStatus &status);
    void judgeFailure(mcp::ServiceControl::Failure failure);
    void tryKeeper();
    void judgeKeeper(int exitCode, QProcess::ExitStatus status);
    void askTray();
    void judgeTray();
    void note(core::Finding::Level level, const QString &topic, const QString &sentence);
    void finishPart();

    core::Result<core::Paths> m_paths;
    core::Findings m_findings;
    std::unique_ptr<mcp::ServiceControl> m_service;
    std::unique_ptr<QProcess> m_keeper, m_desktop;
    QTimer m_trayPatience;
    int m_parts = 0;  // that have not answered yet
};

}  // namespace cli
