#pragma once

#include <array>

#include <QSortFilterProxyModel>
#include <QTimer>

#include "ui/condition.h"

namespace ui {

// Which jobs are shown. Every job is in All and in exactly one of the others.
enum class StateFilter {
    All,
    Running,  // all active ones, also those that are queued
    Failed,
    Finished,  // the others: completed, killed, lost
};
inline constexpr int stateFilterCount = 4;

[[nodiscard]] bool matches(StateFilter filter, Condition condition);

// The jobs of a JobModel in one state and with all of some words, wherever these are: in name, command, folder or
// agent, in any case of letters. A group without such a job is not there.
class JobFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    // How many jobs with the words are in each state.
    using Counts = std::array<int, stateFilterCount>;  // by StateFilter

    explicit JobFilter(QObject *parent = nullptr);

    void setSourceModel(QAbstractItemModel *model) override;
    [[nodiscard]] StateFilter stateFilter() const { return m_state; }
    void setStateFilter(StateFilter state);
    [[nodiscard]] QString text() const { return m_text; }
    void setText(const QString &text);
    [[nodiscard]] const Counts &counts() const { return m_counts; }

    // The job below rows `first` to `last` of `parent`, else the one above; null if these are all.
    [[nodiscard]] core::Job *neighbourOf(const QModelIndex &parent, int first, int last) const;

signals:
    // Soon after the change, once for many.
    void countsChanged();

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    [[nodiscard]] bool hasWords(const QModelIndex &job) const;
    void count();

    StateFilter m_state = StateFilter::All;
    QString m_text;
    QStringList m_words;
    Counts m_counts{};
    QTimer m_recount;
};

}  // namespace ui
