#include "app/cli/screenfilter.h"

#include <algorithm>
#include <utility>

#include <QList>

namespace cli {

namespace {

constexpr qsizetype longestSequence = 4096;  // bytes; a longer one is no honest one
constexpr int autoWrapMode = 7, cursorMode = 25;
constexpr char escape = '\033', bell = '\a', c1Lead = '\xc2';

bool isHigh(char byte)
{
    return uchar(byte) >= 0x80;
}

// The second byte of a control of the C1 set, or such a control in an 8-bit character set.
bool isC1(char byte)
{
    return uchar(byte) >= 0x80 && uchar(byte) < 0xa0;
}

// How many bytes follow the first one of a UTF-8 character.
int continuationsOf(char lead)
{
    const auto byte = uchar(lead);
    return byte < 0xc2 ? 0 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : byte < 0xf5 ? 3 : 0;
}

bool hasC1(QByteArrayView string)
{
    for (qsizetype i = 1; i < string.size(); ++i) {
        if (string[i - 1] == c1Lead && isC1(string[i]))
            return true;
    }
    return false;
}

// The number in front of an operating system command: "52" of "\033]52;c;…".
int numberOf(QByteArrayView string)
{
    int number = 0;
    qsizetype at = 2;
    for (; at < string.size() && string[at] >= '0' && string[at] <= '9' && number < 10000; ++at)
        number = 10 * number + (string[at] - '0');
    return at == 2 ? -1 : number;
}

// Colours and their resetting, links, and the marks that shells set around prompts.
bool isHarmlessString(QByteArrayView string)
{
    if (!string.startsWith("\033]"))
        return false;
    const int number = numberOf(string);
    return number == 4 || number == 8 || (number >= 10 && number <= 19) || number == 104
        || (number >= 110 && number <= 119) || number == 133;
}

}  // namespace

QByteArray ScreenFilter::take(const QByteArray &bytes)
{
    QByteArray passed;
    passed.reserve(bytes.size());
    for (const char byte : bytes)
        takeByte(byte, passed);
    return passed;
}

void ScreenFilter::takeByte(char byte, QByteArray &passed)
{
    // CAN and SUB end whatever there is.
    if (m_state != State::Text && (byte == '\x18' || byte == '\x1a')) {
        m_state = State::Text;
        return;
    }
    switch (m_state) {
    case State::Text:
        return takeText(byte, passed);
    case State::Escape:
        return takeEscape(byte, passed);
    case State::Control:
        return takeControl(byte, passed);
    case State::String:
    case State::StringEscape:
        return takeString(byte, passed);
    }
}

void ScreenFilter::takeText(char byte, QByteArray &passed)
{
    if (std::exchange(m_hasLead, false)) {
        if (isC1(byte))
            return;
        passed += c1Lead;
        m_continuations = 1;
    }
    if (isHigh(byte) && uchar(byte) < 0xc0) {
        if (m_continuations == 0 && isC1(byte))
            return;
        m_continuations = std::max(0, m_continuations - 1);
        passed += byte;
        return;
    }
    m_continuations = continuationsOf(byte);
    if (byte == c1Lead) {
        m_hasLead = true;
    } else if (byte == escape) {
        m_sequence = QByteArray(1, byte);
        m_tooLong = false;
        m_state = State::Escape;
    } else if (byte != '\x05' || !m_replaying) {  // ENQ is a query
        passed += byte;
    }
}

void ScreenFilter::takeEscape(char byte, QByteArray &passed)
{
    if (isHigh(byte)) {  // in no sequence: it is dropped
        m_state = State::Text;
        return takeText(byte, passed);
    }
    if (byte == escape) {
        m_sequence = QByteArray(1, byte);
        return;
    }
    m_sequence += byte;
    if (byte == '[') {
        m_state = State::Control;
    } else if (byte == ']' || byte == 'P' || byte == '_' || byte == '^' || byte == 'X' || byte == 'k') {
        m_state = State::String;
    } else if (byte >= ' ' && byte < '0' && m_sequence.size() < 4) {
        return;  // an intermediate byte, the final one is still to come
    } else {
        m_state = State::Text;
        // DECID is a query, and another character set would give bytes another meaning.
        if ((byte != 'Z' || !m_replaying) && !m_sequence.startsWith("\033%"))
            passed += m_sequence;
    }
}

void ScreenFilter::takeControl(char byte, QByteArray &passed)
{
    if (isHigh(byte)) {
        m_state = State::Text;
        return takeText(byte, passed);
    }
    if (byte == escape) {
        m_sequence = QByteArray(1, byte);
        m_state = State::Escape;
        return;
    }
    if (uchar(byte) < ' ') {
        passed += byte;  // it acts at once, inside of the sequence
        return;
    }
    m_tooLong = m_tooLong || m_sequence.size() >= longestSequence;
    if (!m_tooLong)
        m_sequence += byte;
    if (byte < '@')
        return;
    m_state = State::Text;
    if (m_tooLong || (m_replaying && asks()))
        return;
    noteControl();
    passed += m_sequence;
}

void ScreenFilter::takeString(char byte, QByteArray &passed)
{
    if (m_state == State::StringEscape && byte != '\\') {
        // The string was not ended but left.
        m_sequence = QByteArray(1, escape);
        m_state = State::Escape;
        return takeEscape(byte, passed);
    }
    m_tooLong = m_tooLong || m_sequence.size() >= longestSequence;
    if (!m_tooLong)
        m_sequence += byte;
    if (m_state == State::StringEscape || byte == bell)
        endString(passed);
    else if (byte == escape)
        m_state = State::StringEscape;
}

void ScreenFilter::endString(QByteArray &passed)
{
    m_state = State::Text;
    const bool asksForColour = m_sequence.contains(";?");
    if (!m_tooLong && isHarmlessString(m_sequence) && !hasC1(m_sequence) && !(m_replaying && asksForColour))
        passed += m_sequence;
}

// Device attributes, status reports, mode and window queries, the keyboard protocol's and the terminal's version.
bool ScreenFilter::asks() const
{
    const char final = m_sequence.back();
    const bool isPrivate = m_sequence.size() > 2 && m_sequence[2] == '?';
    return final == 'c' || final == 'n' || final == 'x' || final == 't' || (final == 'u' && isPrivate)
        || (final == 'p' && m_sequence.contains('$')) || (final == 'q' && m_sequence.startsWith("\033[>"));
}

void ScreenFilter::noteControl()
{
    const char final = m_sequence.back();
    const QByteArrayView parameters = QByteArrayView(m_sequence).sliced(2, m_sequence.size() - 3);
    if ((final == 'h' || final == 'l') && parameters.startsWith('?')) {
        for (const QByteArray &number : parameters.sliced(1).toByteArray().split(';')) {
            const int mode = number.toInt();
            if (mode == cursorMode)
                m_cursorIsHidden = final == 'l';
            else if (final == 'h' && mode != autoWrapMode)
                m_modes.insert(mode);
            else
                m_modes.erase(mode);
        }
    } else if (final == 'u' && (parameters.startsWith('>') || parameters.startsWith('='))) {
        m_hasKeyboardFlags = true;
    } else if (final == 'm' && parameters.startsWith('>')) {
        m_hasOtherKeys = true;
    } else if (final == 'r' && !parameters.startsWith('?')) {
        m_hasScrollRegion = !parameters.isEmpty();
    }
}

QByteArray ScreenFilter::restoration() const
{
    QByteArray sequences = "\033[m\033(B\033>";
    if (m_hasScrollRegion)
        sequences += "\0337\033[r\0338";
    if (m_hasKeyboardFlags)
        sequences += "\033[<u";
    if (m_hasOtherKeys)
        sequences += "\033[>4m";
    for (const int mode : m_modes)
        sequences += "\033[?" + QByteArray::number(mode) + 'l';
    if (m_cursorIsHidden)
        sequences += "\033[?25h";
    return sequences;
}

}  // namespace cli
