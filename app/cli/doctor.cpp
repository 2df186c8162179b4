#include <algorithm>

#include <QJsonArray>

#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/examination.h"
#include "app/cli/visibletext.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

using Level = core::Finding::Level;

QString levelName(Level level)
{
    return level == Level::Good ? u"ok"_s : level == Level::Note ? u"note"_s : u"problem"_s;
}

class Doctor final : public Command
{
public:
    explicit Doctor(Context &context)
        : Command(context)
    {
        connect(&m_examination, &Examination::finished, this, &Doctor::tell);
    }

    void start() override { m_examination.start(); }

private:
    void tell(const core::Findings &findings)
    {
        const auto problems = std::ranges::count(findings, Level::Problem, &core::Finding::level);
        QJsonArray list;
        QString text;
        for (const core::Finding &finding : findings) {
            const QString level = levelName(finding.level);
            list += QJsonObject{{u"level"_s, level}, {u"topic"_s, finding.topic}, {u"sentence"_s, finding.sentence}};
            const auto style = finding.level == Level::Good ? Console::Style::Green
                : finding.level == Level::Note              ? Console::Style::Yellow
                                                            : Console::Style::Red;
            text += console().styled(padded(level, 8), style) + padded(finding.topic, 15) + visible(finding.sentence)
                + u'\n';
        }
        if (wantsJson())
            console().print(QJsonObject{
                {u"ok"_s, problems == 0}, {u"version"_s, QStringLiteral(JOBDECK_VERSION)}, {u"findings"_s, list}});
        else
            console().print(text
                            + (problems == 0       ? u"Nothing is wrong.\n"_s
                                   : problems == 1 ? u"One problem.\n"_s
                                                   : u"%1 problems.\n"_s.arg(problems)));
        finish(problems == 0 ? exitcode::success : exitcode::failure);
    }

    Examination m_examination;
};

}  // namespace

CommandSpec doctorCommand()
{
    CommandSpec spec{
        u"doctor"_s,
        {},
        u"find what is wrong here, and how to mend it"_s,
        {{u"json"_s, {}, {}, u"print JSON"_s}},
        u"Looks at programs, folders, settings, disk, jobs, agents, the service and the\n"
        u"tray, and changes nothing. Exit code 1 when there is a problem."_s,
        0,
        0,
        false,
        makeCommand<Doctor>,
    };
    spec.needsService = false;
    return spec;
}

}  // namespace cli
