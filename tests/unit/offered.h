#pragma once

#include <QHash>
#include <QMap>

#include "mcp/resourceprovider.h"
#include "mcp/taskstore.h"

// Texts by URI, which a test changes.
class OfferedResources final : public QObject, public mcp::ResourceProvider
{
    Q_OBJECT

public:
    OfferedResources();

    QMap<QString, QString> texts;
    int watches = 0;  // of resources and of the list, that are kept

    [[nodiscard]] QList<mcp::Resource> list() const override;
    [[nodiscard]] QList<mcp::ResourceTemplate> templates() const override;
    void read(const QString &uri, QObject *context, const Answer &answer) override;
    [[nodiscard]] Watch watch(const QString &uri, const std::function<void()> &changed) override;
    [[nodiscard]] Watch watchList(const std::function<void()> &changed) override;
    [[nodiscard]] QStringList complete(const QString &uriTemplate, const QString &variable,
                                       const QString &begin) const override;

signals:
    void changed(const QString &uri);
    void listChanged();

private:
    Watch counted();
};

// Tasks that a test moves on.
class OfferedTasks final : public mcp::TaskStore
{
    Q_OBJECT

public:
    // Adds or replaces it, and announces that.
    void put(const mcp::Task &task);

    [[nodiscard]] std::optional<mcp::Task> find(const QString &id) override;
    void cancel(const QString &id) override;

private:
    QHash<QString, mcp::Task> m_tasks;
};
