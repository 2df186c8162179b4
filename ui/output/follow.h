#pragma once

#include <QtGlobal>

namespace ui {

// Whether the view stays at the newest line. Nobody who looks at something older is ever pulled away from it: every move
// up or sideways ends it at once; it comes back only by a move down to the end, or when it is asked for.
class Follow final
{
public:
    enum class Move { Up, Down, Sideways };

    [[nodiscard]] bool isOn() const { return m_isOn; }

    void open() { m_isOn = true; }
    // A person has moved the view. `isAtEnd`: the last line is fully inside it now.
    void move(Move direction, bool isAtEnd)
    {
        if (direction != Move::Down)
            end();
        else if (isAtEnd)
            resume();
    }
    // The program has moved the view to a place: a match, an error.
    void jump() { end(); }
    void end()
    {
        m_seen = m_isOn ? m_lines : m_seen;
        m_isOn = false;
    }
    void resume() { m_isOn = true; }

    // The lines of the log so far.
    void setLines(quint64 lines) { m_lines = lines; }
    // How many came since it ended.
    [[nodiscard]] quint64 newLines() const { return m_isOn || m_lines < m_seen ? 0 : m_lines - m_seen; }
    // As above when the view comes back to a log that had `seen` lines when it was left.
    void restore(bool isOn, quint64 seen)
    {
        m_isOn = isOn;
        m_seen = seen;
    }
    [[nodiscard]] quint64 seen() const { return m_isOn ? m_lines : m_seen; }

private:
    bool m_isOn = true;
    quint64 m_lines = 0;
    quint64 m_seen = 0;
};

}  // namespace ui
