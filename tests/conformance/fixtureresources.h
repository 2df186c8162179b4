#pragma once

#include "mcp/resourceprovider.h"

// The resources that the conformance suite reads and subscribes to. They never change.
class FixtureResources final : public mcp::ResourceProvider
{
public:
    [[nodiscard]] QList<mcp::Resource> list() const override;
    [[nodiscard]] QList<mcp::ResourceTemplate> templates() const override;
    void read(const QString &uri, QObject *context, const Answer &answer) override;
    [[nodiscard]] Watch watch(const QString &uri, const std::function<void()> &changed) override;
    [[nodiscard]] Watch watchList(const std::function<void()> &changed) override;
    [[nodiscard]] QStringList complete(const QString &uriTemplate, const QString &variable,
                                       const QString &begin) const override;
};
