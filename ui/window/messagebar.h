#pragma once

#include <functional>

#include <QFrame>
#include <QTimer>

class QLabel;
class QToolButton;
class QPushButton;

namespace ui {

// A line above the output that says what has just happened, and offers to undo it. It goes away by itself after 12 s,
// not while the mouse or the focus is on it.
class MessageBar final : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);

    void say(const QString &sentence);
    void offer(const QString &sentence, const QString &action, const std::function<void()> &run);
    [[nodiscard]] QString text() const;

private:
    void expire();

    QLabel *m_text;
    QPushButton *m_action;
    std::function<void()> m_run;
    QTimer m_life;
};

}  // namespace ui
