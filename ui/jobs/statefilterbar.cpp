#include "ui/jobs/statefilterbar.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLocale>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString nameOf(StateFilter state)
{
    switch (state) {
    case StateFilter::Running:
        return StateFilterBar::tr("Active", "jobs that run or are queued");
    case StateFilter::Failed:
        return StateFilterBar::tr("Failed");
    case StateFilter::Finished:
        return StateFilterBar::tr("Finished");
    case StateFilter::All:
        break;
    }
    return StateFilterBar::tr("All", "all jobs");
}

}  // namespace

StateFilterBar::StateFilterBar(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    auto *group = new QButtonGroup(this);
    for (size_t i = 0; i < m_buttons.size(); ++i) {
        auto *button = new QToolButton(this);
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        group->addButton(button, int(i));
        layout->addWidget(button);
        m_buttons.at(i) = button;
    }
    connect(group, &QButtonGroup::idClicked, this, [this](int id) { emit chosen(StateFilter(id)); });
    setCounts({});
    setCurrent(StateFilter::All);
}

void StateFilterBar::setCounts(const JobFilter::Counts &counts)
{
    for (size_t i = 0; i < m_buttons.size(); ++i) {
        const QString name = nameOf(StateFilter(i));
        m_buttons.at(i)->setText(u"%1 %2"_s.arg(name, QLocale().toString(counts.at(i))));
        m_buttons.at(i)->setAccessibleName(tr("%1, %n job(s)", nullptr, counts.at(i)).arg(name));
    }
}

void StateFilterBar::setCurrent(StateFilter state)
{
    m_buttons.at(size_t(state))->setChecked(true);
}

}  // namespace ui
