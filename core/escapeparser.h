#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include "core/characters.h"

namespace core {

// Tells text from the control functions of a terminal (ECMA-48, 5), code point by code point. Strings (OSC, DCS, APC,
// PM, SOS and screen's title) are dropped; they end at the latest with their line: garbage never hides more.
class EscapeParser final
{
public:
    // True: a printable character would be text.
    [[nodiscard]] bool isInText() const { return m_state == State::Text; }

    // Calls one of the receiver's
    //   print(char32_t)                            a character, controls that reorder text included
    //   control(char32_t)                          C0 or C1 but ESC, CSI and those that begin a string
    //   escape(char32_t final)                     ESC with '0' to '?' or '`' to '~'
    //   sequence(QByteArrayView, char32_t final)   CSI with its parameter and intermediate bytes
    // or none. Where the receiver has it, also
    //   designate(char32_t, char32_t final)        ESC with an intermediate byte: a character set, and others
    template<typename Receiver>
    void take(char32_t code, Receiver &receiver)
    {
        switch (m_state) {
        case State::Text:
            return takeText(code, receiver);
        case State::Escape:
        case State::EscapeIntermediate:
            return takeEscape(code, receiver);
        case State::Control:
            return takeControl(code, receiver);
        case State::String:
        case State::StringEscape:
            return takeString(code, receiver);
        }
    }

private:
    enum class State {
        Text,
        Escape,  // behind ESC
        EscapeIntermediate,  // behind ESC and at least one of SPACE to '/'
        Control,  // behind CSI
        String,
        StringEscape,  // behind ESC in a string
    };

    static constexpr qsizetype mostParameterBytes = 256;

    static constexpr bool beginsString(char32_t code)
    {
        return code == 0x90 || code == 0x98 || (code >= 0x9d && code <= 0x9f);
    }

    template<typename Receiver>
    void takeText(char32_t code, Receiver &receiver)
    {
        m_state = State::Text;
        if (!isControl(code)) {
            receiver.print(code);
        } else if (code == 0x1b) {
            m_state = State::Escape;
        } else if (code == 0x9b) {
            m_state = State::Control;
            m_parameters.clear();
        } else if (beginsString(code)) {
            m_state = State::String;
        } else {
            receiver.control(code);
        }
    }

    template<typename Receiver>
    void takeEscape(char32_t code, Receiver &receiver)
    {
        if (isControl(code) || code >= 0x7f)
            return takeText(code, receiver);
        if (code < 0x30) {
            m_state = State::EscapeIntermediate;
            m_intermediate = code;
            return;
        }
        if (std::exchange(m_state, State::Text) == State::EscapeIntermediate) {
            if constexpr (requires { receiver.designate(code, code); })
                receiver.designate(m_intermediate, code);
            return;
        }
        if (code >= 0x40 && code < 0x60)
            takeText(code + 0x40, receiver);  // the same as the control character 0x40 above it
        else if (code == 'k')
            m_state = State::String;  // screen's title
        else
            receiver.escape(code);
    }

    template<typename Receiver>
    void takeControl(char32_t code, Receiver &receiver)
    {
        if (code >= 0x20 && code < 0x40) {
            if (m_parameters.size() < mostParameterBytes)
                m_parameters.append(char(code));
        } else if (code >= 0x40 && code < 0x7f) {
            m_state = State::Text;
            receiver.sequence(m_parameters, code);
        } else {
            takeText(code, receiver);
        }
    }

    template<typename Receiver>
    void takeString(char32_t code, Receiver &receiver)
    {
        const bool isBehindEscape = std::exchange(m_state, State::String) == State::StringEscape;
        if (isBehindEscape && code == '\\') {
            m_state = State::Text;
        } else if (isBehindEscape) {
            m_state = State::Escape;
            takeEscape(code, receiver);
        } else if (code == 0x1b) {
            m_state = State::StringEscape;
        } else if (code == '\a' || code == 0x18 || code == 0x1a || code == 0x9c) {
            m_state = State::Text;
        } else if (code == '\n') {
            takeText(code, receiver);
        }
    }

    State m_state = State::Text;
    char32_t m_intermediate = 0;  // behind ESC, the last one
    QByteArray m_parameters;  // of the control sequence that is being read
};

}  // namespace core
