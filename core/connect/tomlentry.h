#pragma once

#include <optional>

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace core {

// A server in a TOML file, as far as it must be known to show its state; the file is never written by us.
struct TomlEntry {
    QString command;
    QStringList arguments;
    bool hasMore = false;  // other keys or tables below it

    // The table [group.name] as its agent writes it; its keys stand in one line each.
    static std::optional<TomlEntry> find(const QByteArray &text, const QString &group, const QString &name);
};

}  // namespace core
