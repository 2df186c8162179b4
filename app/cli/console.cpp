#include "app/cli/console.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include <QJsonDocument>

#include "app/cli/exitcode.h"
#include "app/cli/visibletext.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

bool wantsColours()
{
    // https://no-color.org
    return qEnvironmentVariableIsEmpty("NO_COLOR") && qgetenv("TERM") != "dumb";
}

winsize terminalSize()
{
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
        return {};
    return size;
}

int variableOr(const char *variable, int otherwise)
{
    const int given = qEnvironmentVariableIntValue(variable);
    return given > 0 ? given : otherwise;
}

QLatin1StringView beginOf(Console::Style style)
{
    switch (style) {
    case Console::Style::Bold:
        return "\033[1m"_L1;
    case Console::Style::Dim:
        return "\033[2m"_L1;
    case Console::Style::Red:
        return "\033[31m"_L1;
    case Console::Style::Green:
        return "\033[32m"_L1;
    case Console::Style::Yellow:
        return "\033[33m"_L1;
    case Console::Style::Plain:
        break;
    }
    return {};
}

constexpr auto endOfStyle = "\033[0m"_L1;

}  // namespace

Console::Console(QString command)
    : m_command(std::move(command))
    , m_outIsTerminal(::isatty(STDOUT_FILENO) == 1)
    , m_errIsTerminal(::isatty(STDERR_FILENO) == 1)
    , m_colours(m_outIsTerminal && wantsColours())
{
}

Console::~Console()
{
    std::fflush(stdout);
}

int Console::width() const
{
    const int columns = terminalSize().ws_col;
    return m_outIsTerminal ? variableOr("COLUMNS", columns > 0 ? columns : 80) : 0;
}

int Console::height() const
{
    const int rows = terminalSize().ws_row;
    return m_outIsTerminal ? variableOr("LINES", rows > 0 ? rows : 24) : 0;
}

void Console::print(const QString &text)
{
    printBytes(text.toUtf8());
}

void Console::printBytes(const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout);
    if (std::fflush(stdout) == 0)
        return;
    if (errno != EPIPE)
        complain(u"What was asked for cannot be written: %1."_s.arg(QString::fromLocal8Bit(std::strerror(errno))));
    // Nobody is there to be told anything else.
    std::_Exit(errno == EPIPE ? exitcode::brokenPipe : exitcode::failure);
}

void Console::printError(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stderr);
}

void Console::print(const QJsonObject &object)
{
    printBytes(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

void Console::complain(const QString &sentence)
{
    const QString who = m_command.isEmpty() ? u"jobdeck"_s : u"jobdeck "_s + m_command;
    std::fprintf(stderr, "%s\n", qUtf8Printable(who + ": "_L1 + visible(sentence)));
}

void Console::note(const QString &text)
{
    if (!m_errIsTerminal)
        return;
    const QString line = u'[' + visible(text) + u']';
    std::fprintf(stderr, "%s\n", qUtf8Printable(wantsColours() ? beginOf(Style::Dim) + line + endOfStyle : line));
}

QString Console::styled(const QString &text, Style style) const
{
    return m_colours && style != Style::Plain ? beginOf(style) + text + endOfStyle : text;
}

}  // namespace cli
