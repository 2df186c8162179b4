#include "ui/jobs/nothingfound.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/jobs/jobfilter.h"

namespace ui {

namespace {

QString sentence(const JobFilter &filter)
{
    if (!filter.text().isEmpty())
        return NothingFound::tr("No job matches ‘%1’.").arg(filter.text());
    switch (filter.stateFilter()) {
    case StateFilter::All:
        break;
    case StateFilter::Running:
        return NothingFound::tr("No job is running or queued.");
    case StateFilter::Failed:
        return NothingFound::tr("No job has failed.");
    case StateFilter::Finished:
        return NothingFound::tr("No job has finished.");
    }
    return {};
}

}  // namespace

NothingFound::NothingFound(QWidget *parent)
    : QWidget(parent)
    , m_sentence(new QLabel(this))
{
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    auto *clear = new QPushButton(tr("Clear Filter"), this);
    connect(clear, &QPushButton::clicked, this, &NothingFound::clearRequested);
    auto *layout = new QVBoxLayout(this);
    layout->addStretch();
    layout->addWidget(m_sentence);
    layout->addWidget(clear, 0, Qt::AlignHCenter);
    layout->addStretch();
}

void NothingFound::explain(const JobFilter &filter)
{
    m_sentence->setText(sentence(filter));
}

}  // namespace ui
