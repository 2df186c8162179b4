#include "mcp/taskmethods.h"

#include "mcp/methods.h"
#include "mcp/parameters.h"
#include "mcp/quoted.h"
#include "mcp/request.h"
#include "mcp/taskstore.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

// The task that the request names; answers it and returns nothing when there is none.
std::optional<Task> taskOf(Request &request, TaskStore &tasks)
{
    const std::optional<QString> id = stringParameter(request, u"taskId"_s);
    if (!id)
        return std::nullopt;
    if (!declaresTasks(request.clientCapabilities())) {
        request.fail(tasksRequired(request.method()));
        return std::nullopt;
    }
    std::optional<Task> task = tasks.find(*id);
    if (!task)
        request.fail(ErrorCode::InvalidParams,
                     u"There is no task %1: it never was, or has expired."_s.arg(quoted(*id)));
    return task;
}

void getTask(Request &request, TaskStore &tasks)
{
    if (const std::optional<Task> task = taskOf(request, tasks))
        request.finish(task->toJson());
}

// No task ever asks for input, so that all keys are unknown, and unknown keys are ignored.
void updateTask(Request &request, TaskStore &tasks)
{
    if (!request.params()["inputResponses"_L1].isObject())
        return request.fail(ErrorCode::InvalidParams,
                            u"The parameter \"inputResponses\" of tasks/update must be an object."_s);
    if (taskOf(request, tasks))
        request.finish({});
}

void cancelTask(Request &request, TaskStore &tasks)
{
    const std::optional<Task> task = taskOf(request, tasks);
    if (!task)
        return;
    if (task->status == Task::Status::Working)
        tasks.cancel(task->id);
    request.finish({});
}

}  // namespace

void addTaskMethods(Methods &methods, TaskStore &tasks)
{
    methods.addCapability(u"extensions"_s, {{tasksExtension, QJsonObject()}}, Methods::Modern);
    methods.add(u"tasks/get"_s, Methods::Modern, [&tasks](Request &request) { getTask(request, tasks); });
    methods.add(u"tasks/update"_s, Methods::Modern, [&tasks](Request &request) { updateTask(request, tasks); });
    methods.add(u"tasks/cancel"_s, Methods::Modern, [&tasks](Request &request) { cancelTask(request, tasks); });
}

}  // namespace mcp
