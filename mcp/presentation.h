#pragma once

#include <chrono>

#include <QLocalSocket>
#include <QObject>
#include <QTimer>

#include "core/paths.h"

namespace mcp {

// What a program that wants to be the user's window says to the service that runs already: the private notification
// `jobdeck/present` with `show` (whether the window is to come up) and `token` (of xdg-activation, may be empty). A
// service with a window shows it and answers with `jobdeck/presented`; one without leaves, for the asker to take over.
inline constexpr QLatin1StringView presentMethod{"jobdeck/present"};
inline constexpr QLatin1StringView presentedMethod{"jobdeck/presented"};
QByteArray presentedLine();

// Asks the running service once.
class Presentation final : public QObject
{
    Q_OBJECT

public:
    explicit Presentation(const core::Paths &paths, QObject *parent = nullptr);

    void ask(bool show, const QString &activationToken);

signals:
    // One of the two, once for each ask().
    void presented();  // there is a window already
    // The service has left, was not to be reached or did not answer for 3 s: the lock decides, try to take it.
    void unanswered();

private:
    void read();
    void finish(void (Presentation::*outcome)());

    core::Paths m_paths;
    QLocalSocket m_socket;
    QTimer m_patience;
};

}  // namespace mcp
