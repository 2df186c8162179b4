#pragma once

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>

#include "core/connect/agentclient.h"
#include "core/connect/clientrunner.h"

// A home folder with nothing in it, and a PATH on which only stand-ins for the agents' programs can be found: shell
// scripts that note their arguments in HOME/calls. The real programs are no part of a test: that they take these
// arguments was tried by hand (core/connect/agentclients.cpp), and is not what is tested here.
class AgentHome final
{
public:
    AgentHome()
    {
        surroundings.environment.insert(QStringLiteral("HOME"), path());
        surroundings.environment.insert(QStringLiteral("PATH"), file(QStringLiteral("programs")));
        surroundings.jobdeck = file(QStringLiteral("opt/jobdeck"));
        write(QStringLiteral("opt/jobdeck"), "#!/bin/sh\n", true);
    }

    [[nodiscard]] QString path() const { return QFileInfo(m_folder.path()).canonicalFilePath(); }
    [[nodiscard]] QString file(const QString &name) const { return path() + u'/' + name; }

    void write(const QString &name, const QByteArray &content, bool executable = false) const
    {
        QDir().mkpath(QFileInfo(file(name)).path());
        QFile out(file(name));
        if (!out.open(QIODevice::WriteOnly) || out.write(content) != content.size())
            qFatal("Cannot write a test's file.");
        if (executable)
            out.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile in(file(name));
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

    // A stand-in that then runs `script`.
    void addProgram(const QString &name, const QByteArray &script = {}) const
    {
        write(QStringLiteral("programs/") + name,
              "#!/bin/sh\n{ printf %s \"${0##*/}\"; printf '|%s' \"$@\"; echo; } >>\"$HOME/calls\"\n" + script + "\n",
              true);
    }

    [[nodiscard]] QStringList backups(const QString &folder) const
    {
        return QDir(file(folder)).entryList({QStringLiteral("*.bak-*")}, QDir::Files | QDir::Hidden);
    }

    [[nodiscard]] static const core::AgentClient &client(const QString &id)
    {
        for (const core::AgentClient &client : core::AgentClient::all()) {
            if (client.id == id)
                return client;
        }
        qFatal("No such client.");
    }

    core::AgentSurroundings surroundings;

private:
    QTemporaryDir m_folder;
};

// Carries the change out; the runner's error.
inline QString carryOut(const AgentHome &home, const core::Result<core::ClientChange> &change)
{
    if (!change)
        return QStringLiteral("refused: ") + change.error();
    core::ClientRunner runner(home.surroundings);
    QSignalSpy finished(&runner, &core::ClientRunner::finished);
    runner.run(*change);
    if (!finished.wait(20000))
        return QStringLiteral("no end");
    return finished.first().first().toString();
}
