#pragma once

#include <optional>

#include <QJsonObject>

#include "core/keeper/terminalsize.h"

namespace core {

// "columns" and "rows" of a job's spec.json or result.json; nothing where they are missing or not allowed.
inline std::optional<keeper::TerminalSize> terminalSizeOf(const QJsonObject &object)
{
    const keeper::TerminalSize size{std::uint32_t(object[QLatin1StringView("columns")].toInteger()),
                                    std::uint32_t(object[QLatin1StringView("rows")].toInteger())};
    return keeper::isAllowed(size) ? std::optional(size) : std::nullopt;
}

}  // namespace core
