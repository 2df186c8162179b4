#include "fixturetasks.h"

#include <QTimer>
#include <QUuid>

#include "mcp/arguments.h"
#include "mcp/schema.h"
#include "mcp/toolcall.h"
#include "mcp/toolregistry.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace mcp;

namespace {

Task completed(const ToolResult &result)
{
    Task task;
    task.status = Task::Status::Completed;
    task.result = toJson(result, {}, newestModern);
    return task;
}

Task failed(const QString &sentence)
{
    Task task;
    task.status = Task::Status::Failed;
    task.error = {ErrorCode::InternalError, sentence};
    return task;
}

void greet(ToolCall &call)
{
    Arguments arguments(call.arguments());
    const QString name = arguments.string(u"name"_s);
    if (!arguments.error().isEmpty())
        return call.fail(arguments.error());
    call.finish({{}, u"Hello, %1!"_s.arg(name)});
}

}  // namespace

void FixtureTasks::addTools(ToolRegistry &tools)
{
    const auto add = [&tools](const QString &name, const Schema &arguments, std::function<void(ToolCall &)> handle) {
        Tool tool;
        tool.name = name;
        tool.description = u"For the scenarios about tasks"_s;
        tool.inputSchema = arguments;
        tool.handle = std::move(handle);
        tools.add(std::move(tool));
    };
    add(u"greet"_s, Schema::object().required(u"name"_s, Schema::string()), greet);
    add(u"slow_compute"_s,
        Schema::object().required(u"seconds"_s, Schema::number()).optional(u"label"_s, Schema::string()),
        [this](ToolCall &call) { compute(call); });
    // The suite wants it to work for clients with tasks only.
    add(u"failing_job"_s, Schema::object(), [this](ToolCall &call) {
        if (!call.mayBecomeTask())
            return call.reject(tasksRequired(u"failing_job"_s));
        answer(call, 1s, completed({{}, u"The job failed."_s, true}));
    });
    add(u"protocol_error_job"_s, Schema::object(), [this](ToolCall &call) {
        if (!call.mayBecomeTask())
            return call.reject(failed(u"The job broke."_s).error);
        answer(call, 1s, failed(u"The job broke."_s));
    });
}

void FixtureTasks::compute(ToolCall &call)
{
    Arguments arguments(call.arguments());
    const double seconds = arguments.number(u"seconds"_s, 0, 60, 0);
    if (!arguments.error().isEmpty())
        return call.fail(arguments.error());
    const std::chrono::milliseconds delay{qint64(seconds * 1000)};
    const ToolResult result{{}, u"Computed for %1 s."_s.arg(seconds)};
    if (call.mayBecomeTask())
        answer(call, delay, completed(result));
    else
        QTimer::singleShot(delay, &call, [&call, result] { call.finish(result); });
}

void FixtureTasks::answer(ToolCall &call, std::chrono::milliseconds delay, Task ended)
{
    Task working;
    working.id = ended.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    working.created = ended.created = working.updated = QDateTime::currentDateTimeUtc();
    working.ttl = ended.ttl = 1h;
    m_tasks.insert(working.id, working);
    QTimer::singleShot(delay, this, [this, ended]() mutable {
        Task &task = m_tasks[ended.id];
        if (task.status != Task::Status::Working)
            return;
        ended.updated = QDateTime::currentDateTimeUtc();
        task = ended;
        emit changed(task);
    });
    call.finishAsTask(working);
}

std::optional<Task> FixtureTasks::find(const QString &id)
{
    const auto found = m_tasks.constFind(id);
    return found != m_tasks.cend() ? std::optional(*found) : std::nullopt;
}

void FixtureTasks::cancel(const QString &id)
{
    Task &task = m_tasks[id];
    task.status = Task::Status::Cancelled;
    task.updated = QDateTime::currentDateTimeUtc();
    emit changed(task);
}
