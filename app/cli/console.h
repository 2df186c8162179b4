#pragma once

#include <QJsonObject>
#include <QString>

namespace cli {

// What this process prints for a person: plain text, coloured and fitted to the width where that goes to a terminal.
class Console final
{
public:
    enum class Style { Plain, Bold, Dim, Red, Green, Yellow };

    // `command` stands before what complain() says.
    explicit Console(QString command);
    ~Console();
    Q_DISABLE_COPY_MOVE(Console)

    [[nodiscard]] bool outIsTerminal() const { return m_outIsTerminal; }
    [[nodiscard]] bool errIsTerminal() const { return m_errIsTerminal; }
    // Columns of the terminal to which stdout goes (COLUMNS, if that is set, is what it says); 0: no terminal, do not cut.
    [[nodiscard]] int width() const;
    // Rows; 0 when there is no terminal.
    [[nodiscard]] int height() const;

    // Prints to stdout. What comes from jobs goes through visible() first.
    void print(const QString &text);
    void printBytes(const QByteArray &bytes);
    // The same to stderr.
    void printError(const QString &text);
    // One JSON document and a newline.
    void print(const QJsonObject &object);
    // A line on stderr: "jobdeck COMMAND: sentence".
    void complain(const QString &sentence);
    // A line on stderr in brackets, what Jobdeck itself has to say beside a job's output: only on a terminal.
    void note(const QString &text);
    // The text between the sequences of the style; as it is where stdout is no terminal or NO_COLOR is set.
    [[nodiscard]] QString styled(const QString &text, Style style) const;
    [[nodiscard]] bool hasColours() const { return m_colours; }

private:
    QString m_command;
    bool m_outIsTerminal, m_errIsTerminal, m_colours;
};

}  // namespace cli
