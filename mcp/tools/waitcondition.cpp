#include "mcp/tools/waitcondition.h"

#include <QTimer>

#include "core/patternwatch.h"
#include "mcp/tools/treecondition.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace mcp {

namespace {

// Output that matches a pattern; all that a job has printed is looked at before its end counts.
class PatternCondition final : public WaitCondition
{
public:
    PatternCondition(core::Job *job, const TextPattern &pattern, quint64 from, QObject *parent)
        : WaitCondition(job, parent)
        , m_watch([job = QPointer<core::Job>(job)] { return job ? job->log() : core::OutputLog(); }, pattern.source,
                  pattern.expression, from)
    {
        connect(&m_watch, &core::PatternWatch::found, this, [this](const core::PatternWatch::Match &match) {
            meet({u"output"_s, match.end, match.text});
        });
        connect(&m_watch, &core::PatternWatch::caughtUp, this, [this] {
            if (m_ended)
                meet({u"exit"_s, m_watch.cursor()});
        });
    }

    [[nodiscard]] quint64 cursor() const override { return m_watch.cursor(); }

protected:
    void watch() override
    {
        connect(job(), &core::Job::outputGrew, &m_watch, &core::PatternWatch::look);
        m_watch.look();
    }

    void finish() override
    {
        m_ended = true;
        m_watch.look();
    }

private:
    core::PatternWatch m_watch;
    bool m_ended = false;
};

// Any output behind an offset.
class OutputCondition final : public WaitCondition
{
public:
    OutputCondition(core::Job *job, quint64 from, QObject *parent)
        : WaitCondition(job, parent)
        , m_from(from)
    {
    }

protected:
    void watch() override
    {
        connect(job(), &core::Job::outputGrew, this, &OutputCondition::look);
        look();
    }

    void finish() override
    {
        look();
        meet(u"exit"_s);
    }

private:
    void look()
    {
        if (job()->log().extent().end > m_from)
            meet(u"output"_s);
    }

    quint64 m_from;
};

// No output for some time. Output only notes when it came: the timer looks how much of its time is left.
class IdleCondition final : public WaitCondition
{
public:
    IdleCondition(core::Job *job, std::chrono::milliseconds idle, QObject *parent)
        : WaitCondition(job, parent)
        , m_idle(idle)
    {
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, &IdleCondition::look);
    }

protected:
    void watch() override
    {
        const qint64 lastMs = std::max(job()->log().extent().lastMs, job()->started().toMSecsSinceEpoch());
        const qint64 quietMs = std::clamp<qint64>(QDateTime::currentMSecsSinceEpoch() - lastMs, 0, m_idle.count());
        m_quietAt.setRemainingTime(m_idle.count() - quietMs);
        connect(job(), &core::Job::outputGrew, this, [this] { m_quietAt.setRemainingTime(m_idle); });
        look();
    }

private:
    void look()
    {
        if (m_quietAt.hasExpired())
            meet(u"idle"_s);
        else
            m_timer.start(int(m_quietAt.remainingTime()) + 1);
    }

    std::chrono::milliseconds m_idle;
    QDeadlineTimer m_quietAt;
    QTimer m_timer;
};

}  // namespace

WaitCondition::WaitCondition(core::Job *job, QObject *parent)
    : QObject(parent)
    , m_job(job)
{
}

void WaitCondition::start()
{
    if (core::isFinal(m_job->state()))
        return finish();
    connect(m_job, &core::Job::ended, this, &WaitCondition::finish);
    watch();
}

quint64 WaitCondition::cursor() const
{
    return m_job ? m_job->log().extent().end : 0;
}

void WaitCondition::finish()
{
    meet(u"exit"_s);
}

void WaitCondition::meet(const QString &reason)
{
    meet(WaitEnd{reason, cursor()});
}

void WaitCondition::meet(const WaitEnd &end)
{
    if (!std::exchange(m_met, true))
        emit met(end);
}

WaitCondition *makeCondition(core::Job *job, const WaitWish &wish, QObject *parent)
{
    switch (wish.until) {
    case WaitWish::Until::Output:
        if (wish.pattern)
            return new PatternCondition(job, *wish.pattern, wish.offset.value_or(0), parent);
        return new OutputCondition(job, wish.offset.value_or(wish.newFrom.value(job->id(), job->log().extent().end)),
                                   parent);
    case WaitWish::Until::Port:
        return new PortCondition(job, wish.port, parent);
    case WaitWish::Until::Input:
        return new InputCondition(job, parent);
    case WaitWish::Until::Idle:
        return new IdleCondition(job, wish.idle, parent);
    case WaitWish::Until::Exit:
        break;
    }
    return new WaitCondition(job, parent);
}

}  // namespace mcp
