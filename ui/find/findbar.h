#pragma once

#include <QFrame>
#include <QPointer>
#include <QTimer>

#include "ui/find/logsearch.h"

class QLabel;
class QLineEdit;
class QToolButton;

namespace ui {

// Where a person says what to find in the output: text, case, expression, and whether only the lines that match are
// shown. It searches nothing itself.
class FindBar final : public QFrame
{
    Q_OBJECT

public:
    explicit FindBar(QWidget *parent = nullptr);

    [[nodiscard]] Pattern pattern() const;
    [[nodiscard]] bool isFiltering() const;
    void setFiltering(bool on);

    // Shows the bar with the keyboard in its field; a text that is not empty becomes the one to find.
    void open(const QString &text = {});
    // Hides it, and gives the keyboard back to whom it was taken from.
    void close();

    void showCount(const LogSearch::Count &count);
    // A sentence instead of the count.
    void showSentence(const QString &sentence);

signals:
    // pattern() has changed; a short time after the last key. It may be empty or wrong.
    void patternChanged();
    void filteringChanged(bool on);
    // For what patternChanged() has told.
    void nextWanted();
    void previousWanted();
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QToolButton *addButton(const QString &name, const QString &iconOrText, bool isToggle);
    void apply();

    QLineEdit *m_field;
    QLabel *m_status;
    QToolButton *m_previous, *m_next, *m_case, *m_expression, *m_filter, *m_close;
    QTimer m_delay;
    Pattern m_applied;
    QPointer<QWidget> m_before;  // had the keyboard
};

}  // namespace ui
