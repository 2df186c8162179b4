#pragma once

#include <set>

#include <QByteArray>

namespace cli {

// What a job on a terminal of its own may send to the terminal of the person who is attached to it: text and all that
// draws a screen, byte for byte. Held back is what reaches beyond the screen: the clipboard (OSC 52), titles,
// notifications, and other strings but those that colour and link text; controls of the C1 set, which are sequences in
// one character; and, as long as old output is shown again, the
// queries that the terminal would answer a second time. Fed in any pieces. Knows which modes have been changed.
class ScreenFilter final
{
public:
    [[nodiscard]] QByteArray take(const QByteArray &bytes);
    // Old output is shown again: no queries.
    void setReplaying(bool on) { m_replaying = on; }
    // What gives the person's terminal back as it was: the main screen, a cursor, no mouse reports, …
    [[nodiscard]] QByteArray restoration() const;

private:
    enum class State { Text, Escape, Control, String, StringEscape };

    void takeByte(char byte, QByteArray &passed);
    void takeText(char byte, QByteArray &passed);
    void takeEscape(char byte, QByteArray &passed);
    void takeControl(char byte, QByteArray &passed);
    void takeString(char byte, QByteArray &passed);
    void endString(QByteArray &passed);
    void noteControl();
    [[nodiscard]] bool asks() const;

    State m_state = State::Text;
    QByteArray m_sequence;  // that is being read
    bool m_hasLead = false;  // 0xC2, which may begin a control of the C1 set, is held back
    int m_continuations = 0;  // bytes that are due of the UTF-8 character that is being read
    bool m_tooLong = false;  // its beginning was dropped
    bool m_replaying = false;
    std::set<int> m_modes;  // DEC private modes that are on and were not at first
    bool m_cursorIsHidden = false, m_hasKeyboardFlags = false, m_hasOtherKeys = false, m_hasScrollRegion = false;
};

}  // namespace cli
