#pragma once

#include <QByteArray>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>

#include "core/job.h"
#include "core/jobstore.h"
#include "core/keeper/logwriter.h"
#include "tests/ui/jobhome.h"

// A finished job in a JobHome, of which the keeper's own writer stores the output. To be made before home.jobs() is
// called first.
class StoredJob final
{
public:
    StoredJob(const JobHome &home, const keeper::LogLimits &limits)
        : m_store(home.paths())
    {
        m_spec.id = core::newJobId();
        m_spec.command = QStringLiteral("made by a test");
        m_spec.cwd = home.paths().state;
        m_spec.shell = QStringLiteral("/bin/sh");
        m_spec.created = QDateTime::currentDateTimeUtc();
        m_spec.limits = limits;
        if (!m_store.create(m_spec))
            qFatal("The test can't make a job");
        m_folder = home.paths().job(m_spec.id) + QStringLiteral("/output");
        QDir().mkpath(m_folder);
        m_writer = std::make_unique<keeper::LogWriter>(QFile::encodeName(m_folder).toStdString(), limits);
    }

    void append(const QByteArray &bytes, keeper::Stream stream = keeper::Stream::Stdout)
    {
        m_writer->append(stream, bytes.constData(), size_t(bytes.size()));
    }
    void flush() { m_writer->flush(); }
    // Ends it with the exit code.
    void end(int exitCode)
    {
        m_writer->flush();
        const QString now = m_spec.created.toString(Qt::ISODateWithMs);
        const QJsonObject result{{QStringLiteral("version"), 1},
                                 {QStringLiteral("pid"), 1},
                                 {QStringLiteral("started"), now},
                                 {QStringLiteral("ended"), now},
                                 {QStringLiteral("exit_code"), exitCode}};
        if (!m_store.writeResult(m_spec.id, QJsonDocument(result).toJson()))
            qFatal("The test can't end a job");
    }

    [[nodiscard]] QString id() const { return m_spec.id; }
    [[nodiscard]] QString outputFolder() const { return m_folder; }

private:
    core::JobStore m_store;
    core::JobSpec m_spec;
    QString m_folder;
    std::unique_ptr<keeper::LogWriter> m_writer;
};
