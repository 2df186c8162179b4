#pragma once

#include <array>
#include <optional>

#include <QString>

namespace mcp {

// The revisions of the Model Context Protocol that are served, oldest first: those with a session that begins with
// `initialize` (legacy), and those in which every request names its revision in `_meta` (modern).
enum class ProtocolVersion { V2024_11_05, V2025_03_26, V2025_06_18, V2025_11_25, V2026_07_28 };

// What an unknown version gets as the answer to `initialize` (2025-11-25/basic/lifecycle).
inline constexpr ProtocolVersion newestLegacy = ProtocolVersion::V2025_11_25;
inline constexpr ProtocolVersion newestModern = ProtocolVersion::V2026_07_28;

inline constexpr std::array<QStringView, 5> protocolVersionNames = {
    u"2024-11-05", u"2025-03-26", u"2025-06-18", u"2025-11-25", u"2026-07-28",
};

[[nodiscard]] inline QString toString(ProtocolVersion version)
{
    return protocolVersionNames[static_cast<std::size_t>(version)].toString();
}

[[nodiscard]] inline std::optional<ProtocolVersion> protocolVersionFrom(QStringView name)
{
    for (std::size_t i = 0; i < protocolVersionNames.size(); ++i) {
        if (protocolVersionNames[i] == name)
            return static_cast<ProtocolVersion>(i);
    }
    return std::nullopt;
}

[[nodiscard]] constexpr bool isModern(ProtocolVersion version)
{
    return version >= ProtocolVersion::V2026_07_28;
}

// What came with which revision (2025-11-25/changelog and its predecessors). Older clients would ignore the newer
// fields; they are left out to keep the answers as their revision describes them.
[[nodiscard]] constexpr bool hasBatches(ProtocolVersion version)
{
    return version == ProtocolVersion::V2025_03_26;
}
[[nodiscard]] constexpr bool hasToolAnnotations(ProtocolVersion version)
{
    return version >= ProtocolVersion::V2025_03_26;
}
[[nodiscard]] constexpr bool hasProgressMessage(ProtocolVersion version)
{
    return version >= ProtocolVersion::V2025_03_26;
}
[[nodiscard]] constexpr bool hasTitles(ProtocolVersion version)
{
    return version >= ProtocolVersion::V2025_06_18;
}
// Also a tool's outputSchema.
[[nodiscard]] constexpr bool hasStructuredContent(ProtocolVersion version)
{
    return version >= ProtocolVersion::V2025_06_18;
}

}  // namespace mcp
