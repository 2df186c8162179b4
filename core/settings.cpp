#include "core/settings.h"

#include <algorithm>
#include <functional>

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStringList>

#include "core/environment.h"
#include "core/inifile.h"
#include "core/settingkeys.h"

using namespace Qt::StringLiterals;

namespace core {

namespace {

constexpr qint64 unbounded = std::numeric_limits<qint64>::max();

// One setting as it was given: its name (variable or key) and its text.
struct Given {
    QString name;
    QString text;

    [[nodiscard]] Error wrong(const QString &allowed) const
    {
        return {u"%1 is '%2'; it must be %3."_s.arg(name, text, allowed)};
    }
};

Result<qint64> wholeNumber(const Given &given, qint64 least, qint64 most, const QString &unit)
{
    bool ok = false;
    const qint64 value = given.text.trimmed().toLongLong(&ok);
    if (ok && value >= least && value <= most)
        return value;
    return given.wrong(most == unbounded ? u"a whole number of %1, at least %2"_s.arg(unit).arg(least)
                                         : u"a whole number of %1 from %2 to %3"_s.arg(unit).arg(least).arg(most));
}

template<typename Field>
Result<void> setNumber(Field &field, const Given &given, qint64 least, qint64 most, const QString &unit)
{
    const auto value = wholeNumber(given, least, most, unit);
    if (!value)
        return Error{value.error()};
    field = Field(*value);
    return {};
}

Result<void> setOutputSize(Settings &settings, const Given &given)
{
    constexpr qint64 least = 1024, most = 104857600, mebi = 1024 * 1024;
    const QString text = given.text.trimmed();
    const bool inMegabytes = text.endsWith("MB"_L1, Qt::CaseInsensitive);
    bool ok = false;
    const qint64 number = (inMegabytes ? text.chopped(2).trimmed() : text).toLongLong(&ok);
    if (ok && number >= 0 && number <= most) {
        const qint64 bytes = number * (inMegabytes ? mebi : 1);
        if (bytes >= least && bytes <= most) {
            settings.maxOutputSize = bytes;
            return {};
        }
    }
    return given.wrong(
        u"a whole number of bytes from %1 to %2, or one of megabytes such as 20MB"_s.arg(least).arg(most));
}

Result<void> setTimeout(Settings &settings, const Given &given)
{
    constexpr qint64 hundredYears = 3155760000;
    const auto value = wholeNumber(given, 1, hundredYears, u"seconds"_s);
    if (!value)
        return Error{value.error()};
    settings.jobTimeout = std::chrono::seconds(*value);
    return {};
}

// Splits at commas that stand outside of (), [] and {}: "a{1,3}" is one pattern.
QStringList splitPatterns(const QString &text)
{
    QStringList patterns;
    QString current;
    int depth = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == u'\\' && i + 1 < text.size()) {
            current += c;
            current += text.at(++i);
            continue;
        }
        if (c == u'(' || c == u'[' || c == u'{')
            ++depth;
        else if (c == u')' || c == u']' || c == u'}')
            --depth;
        if (c == u',' && depth <= 0) {
            patterns += current.trimmed();
            current.clear();
        } else {
            current += c;
        }
    }
    patterns += current.trimmed();
    patterns.removeAll(QString());
    return patterns;
}

Result<void> setAllowedCommands(Settings &settings, const Given &given)
{
    QList<QRegularExpression> expressions;
    for (const QString &pattern : splitPatterns(given.text)) {
        const QRegularExpression expression(pattern);
        if (!expression.isValid())
            return given.wrong(u"a comma-separated list of regular expressions, and '%1' is none (%2 at position %3)"_s
                                   .arg(pattern, expression.errorString())
                                   .arg(expression.patternErrorOffset()));
        expressions += expression;
    }
    if (expressions.isEmpty())
        return given.wrong(u"a comma-separated list of regular expressions"_s);
    settings.allowedCommands = expressions;
    return {};
}

Result<void> setWorkingDir(Settings &settings, const Given &given)
{
    const QFileInfo folder(given.text);
    if (!folder.isDir() || !folder.isExecutable())
        return given.wrong(u"a folder that exists and can be entered"_s);
    settings.workingDir = folder.absoluteFilePath();
    return {};
}

Result<void> setBoolean(bool &field, const Given &given)
{
    const QString text = given.text.trimmed().toLower();
    if (text == "true"_L1 || text == "false"_L1) {
        field = text == "true"_L1;
        return {};
    }
    return given.wrong(u"true or false"_s);
}

struct Rule {
    QLatin1StringView variable;  // empty: only in the file
    QLatin1StringView key;
    Result<void> (*set)(Settings &, const Given &);
    QString (*text)(const Settings &);
};

const Rule rules[] = {
    {"MCP_BG_MAX_JOBS"_L1, "max_jobs"_L1,
     [](Settings &s, const Given &g) { return setNumber(s.maxJobs, g, 1, 100, u"jobs"_s); },
     [](const Settings &s) { return QString::number(s.maxJobs); }},
    {"MCP_BG_MAX_OUTPUT_SIZE"_L1, "max_output_size"_L1, setOutputSize,
     [](const Settings &s) { return QString::number(s.maxOutputSize); }},
    {"MCP_BG_JOB_TIMEOUT"_L1, "job_timeout"_L1, setTimeout,
     [](const Settings &s) { return s.jobTimeout ? QString::number(s.jobTimeout->count()) : QString(); }},
    {"MCP_BG_CLEANUP_INTERVAL"_L1, "cleanup_interval"_L1,
     [](Settings &s, const Given &g) { return setNumber(s.cleanupInterval, g, 10, 3600, u"seconds"_s); },
     [](const Settings &s) { return QString::number(s.cleanupInterval.count()); }},
    {"MCP_BG_ALLOWED_COMMANDS"_L1, "allowed_commands"_L1, setAllowedCommands,
     [](const Settings &s) { return s.allowedCommandsText(); }},
    {"MCP_BG_WORKING_DIR"_L1, "working_dir"_L1, setWorkingDir, [](const Settings &s) { return s.workingDir; }},
    {{},
     "keep_days"_L1,
     [](Settings &s, const Given &g) { return setNumber(s.keepDays, g, 1, 3650, u"days"_s); },
     [](const Settings &s) { return QString::number(s.keepDays); }},
    {{},
     "keep_jobs"_L1,
     [](Settings &s, const Given &g) { return setNumber(s.keepJobs, g, 0, 100000, u"jobs"_s); },
     [](const Settings &s) { return QString::number(s.keepJobs); }},
    {{},
     "keep_bytes"_L1,
     [](Settings &s, const Given &g) { return setNumber(s.keepBytes, g, 0, unbounded, u"bytes"_s); },
     [](const Settings &s) { return QString::number(s.keepBytes); }},
    {{},
     "stop_jobs_on_exit"_L1,
     [](Settings &s, const Given &g) { return setBoolean(s.stopJobsOnExit, g); },
     [](const Settings &s) { return s.stopJobsOnExit ? u"true"_s : u"false"_s; }},
};

const Rule &ruleOf(const QString &key)
{
    const auto rule = std::find_if(std::begin(rules), std::end(rules), [&](const Rule &r) { return r.key == key; });
    Q_ASSERT(rule != std::end(rules));
    return *rule;
}

}  // namespace

bool Settings::allows(const QString &command) const
{
    const auto matches = [&](const QRegularExpression &pattern) { return pattern.match(command).hasMatch(); };
    return allowedCommands.isEmpty() || std::any_of(allowedCommands.begin(), allowedCommands.end(), matches);
}

QString Settings::allowedCommandsText() const
{
    QStringList patterns;
    for (const QRegularExpression &pattern : allowedCommands)
        patterns += pattern.pattern();
    return patterns.join(u", "_s);
}

SettingsVariables settingsVariables(const QHash<QByteArray, QByteArray> &environment)
{
    SettingsVariables variables;
    for (auto it = environment.begin(); it != environment.end(); ++it) {
        if (it.key().startsWith("MCP_BG_"))
            variables.insert(QString::fromUtf8(it.key()), QString::fromUtf8(it.value()));
    }
    return variables;
}

Result<Settings> withVariables(Settings base, const SettingsVariables &variables)
{
    for (const Rule &rule : rules) {
        const QString text = rule.variable.isEmpty() ? QString() : variables.value(rule.variable);
        if (text.isEmpty())
            continue;
        if (const auto set = rule.set(base, {rule.variable, text}); !set)
            return Error{set.error()};
    }
    return base;
}

Result<Settings> withFile(Settings base, const QString &file)
{
    if (!QFileInfo::exists(file))
        return base;
    const QSettings ini(file, QSettings::IniFormat);
    if (ini.status() != QSettings::NoError)
        return Error{u"The settings file %1 cannot be read as an INI file. Correct it or move it away."_s.arg(file)};
    for (const Rule &rule : rules) {
        // QSettings makes a list of a value with commas.
        const QString text = ini.value(rule.key).toStringList().join(u","_s);
        if (text.isEmpty())
            continue;
        if (const auto set = rule.set(base, {u"%1 in %2"_s.arg(rule.key, file), text}); !set)
            return Error{set.error()};
    }
    return base;
}

Result<Settings> serviceSettings(const QString &file)
{
    const auto fromFile = withFile({}, file);
    return fromFile ? withVariables(*fromFile, settingsVariables(currentEnvironment())) : fromFile;
}

QStringList settingKeys()
{
    QStringList keys;
    for (const Rule &rule : rules)
        keys += rule.key;
    return keys;
}

QString settingVariable(const QString &key)
{
    return ruleOf(key).variable;
}

QString settingText(const Settings &settings, const QString &key)
{
    return ruleOf(key).text(settings);
}

Result<void> writeSetting(const QString &file, const QString &key, const QString &text)
{
    if (Settings ignored; !text.isEmpty()) {
        if (auto allowed = ruleOf(key).set(ignored, {key, text}); !allowed)
            return allowed;
    }
    return writeIniValues(file, {}, {{key, text.isEmpty() ? QString() : text}});
}

}  // namespace core
