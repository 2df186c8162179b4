#pragma once

#include <chrono>

#include <QObject>
#include <QString>

namespace ui {

enum class TrayMode { WhileJobsRun, Always, Never };

// What a person chooses about the window; group [desktop] of jobdeck.ini, the file that the service reads too. Values
// that make no sense read as the default.
struct DesktopPreferences {
    bool notifyFailed = true;
    bool notifyFinished = true;
    std::chrono::seconds notifyFinishedAfter{60};  // 1 to 86400
    bool notifyInput = true;
    TrayMode tray = TrayMode::WhileJobsRun;
    QString outputFont;  // QFont::toString(); empty: the system's fixed font
    bool wrap = false;
    bool timestamps = false;
    bool terminalColours = true;
    std::chrono::seconds killGrace{5};  // 1 to 40
    QString editorCommand;  // with %f, %l and %c for file, line and column; empty: the system's choice for the file
    bool closeHintShown = false;

    bool operator==(const DesktopPreferences &) const = default;
};

class DesktopSettings final : public QObject
{
    Q_OBJECT

public:
    explicit DesktopSettings(const QString &file, QObject *parent = nullptr);

    [[nodiscard]] QString file() const { return m_file; }
    [[nodiscard]] const DesktopPreferences &values() const { return m_values; }
    // Written at once; a failure is a sentence, and the values hold for this run all the same.
    void set(const DesktopPreferences &values);

signals:
    void changed();
    void writeFailed(const QString &sentence);

private:
    QString m_file;
    DesktopPreferences m_values;
};

}  // namespace ui
