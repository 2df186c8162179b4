#pragma once

#include <optional>

#include <QString>
#include <QStringView>

namespace mcp {

// The URI of a job as a resource: jobs:///k7f2mq9x is its record, jobs:///k7f2mq9x/output its output. Read strictly:
// nothing is decoded, resolved or normalised, and the id is only ever looked up.
struct JobUri {
    enum class Part { Record, Output };

    QString id;
    Part part = Part::Record;

    // Nothing when it is no such URI; whether there is such a job is not looked at.
    [[nodiscard]] static std::optional<JobUri> from(QStringView uri);
    [[nodiscard]] QString toString() const;
};

inline constexpr QStringView jobRecordTemplate = u"jobs:///{job_id}";
inline constexpr QStringView jobOutputTemplate = u"jobs:///{job_id}/output";

}  // namespace mcp
