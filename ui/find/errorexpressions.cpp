#include "ui/find/errorexpressions.h"

#include <algorithm>

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

struct Expression {
    const char16_t *pattern;
    bool anyCase = false;
};

constexpr Expression expressions[] = {
    // Compilers, linkers and everybody: [place: ][fatal ]error[ C2065][E0382]: …, where a sentence follows.
    {uR"~((?:^|[\s\]:)'"(])error(?:\[\w+\]|\s+[A-Z]{1,8}\d{2,6})?\s*:(?!:)\s*(?!(?:\d+|none|null|no|nil|false|true|""|'')\s*(?:[,;.)}\]]|$))[^\s,;)}\]])~",
     true},
    {uR"~(\berror (?:TS|CS|MSB|LNK|NU|NETSDK|BC|FS|C|CA|AD)\d{2,6}\b)~"},
    {uR"~(: undefined reference to |^Undefined symbols for |: multiple definition of |\bcannot find -l)~"},
    {uR"~(^ninja: build stopped: (?!interrupted)|\bmake(?:\[\d+\])?: \*\*\* |^CMake Error\b|^(?:npm|yarn|pnpm) (?:ERR!|error) *\S|^error [A-Z]\w+ )~"},
    {uR"~(\bBUILD (?:FAILED|FAILURE)\b|^Build FAILED\b|^> Task \S+ FAILED$|^\s*\xd7 |^FAILURE: )~"},

    // Loggers: [ERROR] …, 12:04:51 ERROR …, level=error, {"level":"error"}.
    {uR"~(^[\d\sT:.,+/Z\[\]-]*[\[(]?(?:ERROR|FATAL|CRITICAL|SEVERE|PANIC)(?:[\])]|\s*:|\s+-|\s)\s*(?![=:]?\s*\d+\s*$)[^\s=])~"},
    {uR"~(\blevel=(?:error|fatal|panic|critical)\b|"(?:level|severity)"\s*:\s*"(?:error|fatal|panic|critical)")~",
     true},
    {uR"~((?:^|[\s\]:])fatal(?: error)?: )~", true},

    // Test runners.
    {uR"~(^\s*(?:\[\s*)?(?:FAIL|FAILED|FAILURE)(?:\s*\])?(?:$|(?![!:=\s]*0\b)[!:\s]))~"},
    {uR"~(^\s*--- FAIL: |^\s*not ok\b(?!.*#\s*(?:TODO|SKIP)\b)|^\s*[\x{2715}-\x{2718}\x{274c}]\s*\S)~"},
    {uR"~(^test .*\bFAILED\b|^\S+::\S+ (?:FAILED|ERROR)\b|\*\*\*(?:Failed|Exception|Timeout|Not Run)\b)~"},
    {uR"~(\bAssertion(?:Error\b| failed\b|.* failed[.:]?)|\bassertion .*failed\b)~"},

    // Interpreters and run times.
    {uR"~(^[\s|+-]*Traceback \(most recent call last\)|\bException in thread\b|^Caused by: )~"},
    {uR"~(^\s*(?:Uncaught |Unhandled )?(?:[\w$]+[.:\\]+)*[A-Z]\w*(?:Error|Exception)(?: \[\w+\])?(?:: \S|$))~"},
    {uR"~(\bUnhandled\b.*\b(?:exception|rejection|error|promise)|\bUncaught\b.*\b(?:exception|error)\b)~", true},
    {uR"~(\bpanicked at\b|^panic: |\bKernel panic\b|\bterminate called (?:after|without)\b)~"},
    {uR"~(\b(?:Segmentation fault|Bus error|core dumped|stack smashing detected|double free or corruption)\b)~", true},
    {uR"~(\b(?:Address|Leak|Thread|Memory|UndefinedBehavior)Sanitizer: (?!\d)|\bruntime error: )~"},
    {uR"~(: (?:command not found|No such file or directory|Permission denied|cannot execute\b.*)$)~"},
};

// What passed, although its name tells of an error.
constexpr Expression passed{uR"~(^\s*(?:ok\b|PASS(?:ED)?\b|[\x{2713}\x{2714}\x{221a}\x{2705}])|\.\.\. ok$)~"};

QRegularExpression compiled(const Expression &expression)
{
    QRegularExpression result(QString::fromUtf16(expression.pattern),
                              expression.anyCase ? QRegularExpression::CaseInsensitiveOption
                                                 : QRegularExpression::NoPatternOption);
    Q_ASSERT_X(result.isValid(), "isErrorLine", qPrintable(result.pattern() + u": "_s + result.errorString()));
    result.optimize();
    return result;
}

}  // namespace

bool isErrorLine(QStringView line)
{
    static const QList<QRegularExpression> all = [] {
        QList<QRegularExpression> list;
        std::ranges::transform(expressions, std::back_inserter(list), compiled);
        return list;
    }();
    static const QRegularExpression harmless = compiled(passed);
    return !harmless.match(line).hasMatch()
        && std::ranges::any_of(all, [&](const QRegularExpression &e) { return e.match(line).hasMatch(); });
}

}  // namespace ui
