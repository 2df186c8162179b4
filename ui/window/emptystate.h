#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace core {
class Agents;
}

namespace ui {

// What stands where there is nothing yet: an icon, a title, a sentence and the one thing to do about it.
class EmptyState final : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent = nullptr);

    // What a window without jobs says: why the service does not run, or how jobs come here.
    void explain(const QString &serviceProblem, const core::Agents &agents);
    [[nodiscard]] QString title() const;

signals:
    void actionTriggered();

private:
    // An empty `action` has no button, an empty `hint` no line below it.
    void show(const QString &icon, const QString &title, const QString &sentence, const QString &action,
              const QString &hint);
    void changeEvent(QEvent *event) override;
    void paintIcon();

    QString m_iconName;
    QLabel *m_icon, *m_title, *m_sentence, *m_hint;
    QPushButton *m_action;
};

}  // namespace ui
