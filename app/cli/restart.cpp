#include "app/cli/client.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/resolvedjobs.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

class Restart final : public Command
{
public:
    explicit Restart(Context &context)
        : Command(context)
    {
    }

    void start() override
    {
        resolveJobs(context(), line().operands(), this, [this](const Reply &reply, const QStringList &ids) {
            if (!succeeded(reply))
                return;
            client().call(u"restart"_s, {{u"job_id"_s, ids.first()}}, this, [this](const Reply &again) {
                if (!succeeded(again))
                    return;
                if (wantsJson())
                    console().print(again.fields);
                else
                    console().print(again.fields[u"job_id"].toString() + u'\n');
                finish();
            });
        });
    }
};

}  // namespace

CommandSpec restartCommand()
{
    return {
        u"restart"_s,
        u"ID"_s,
        u"run a job's command again as a new job"_s,
        {{u"json"_s, {}, {}, u"print JSON"_s}},
        u"Prints the id of the new job. One that still runs is killed first."_s,
        1,
        1,
        false,
        makeCommand<Restart>,
    };
}

}  // namespace cli
