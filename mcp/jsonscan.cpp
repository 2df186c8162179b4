#include "mcp/jsonscan.h"

#include <array>

#include <QJsonArray>
#include <QJsonDocument>

namespace mcp {

namespace {

constexpr std::array<QByteArrayView, 3> messageKeys = {"id", "method", "params"};
constexpr std::array<QByteArrayView, 2> paramsKeys = {"name", "arguments"};
constexpr qsizetype longestKey = 2 + 6 * 9;  // "arguments" with every letter written as \uXXXX

// A key as it is meant: "\u0069d" is "id".
QByteArray unescaped(QByteArrayView key)
{
    if (!key.contains('\\'))
        return key.toByteArray();
    if (key.size() > longestKey)
        return {};
    return QJsonDocument::fromJson("[\"" + key.toByteArray() + "\"]").array().at(0).toString().toUtf8();
}

class Scanner final
{
public:
    explicit Scanner(QByteArrayView text)
        : m_text(text)
    {
    }

    JsonScan run()
    {
        begin();
        while (!m_result.malformed && !m_result.tooDeep && m_at < m_text.size())
            step(m_text[m_at++]);
        return m_result;
    }

private:
    void begin()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t'))
            ++m_at;
        const char first = m_at < m_text.size() ? m_text[m_at] : '\0';
        m_result.malformed = first != '{' && first != '[';
        m_messageDepth = first == '[' ? 2 : 1;
    }

    void step(char c)
    {
        switch (c) {
        case '{':
        case '[':
            open(c == '{');
            break;
        case '}':
        case ']':
            m_keyNext = false;
            if (m_depth > 0)
                --m_depth;
            break;
        case ',':
            m_keyNext = m_depth > 0 && m_isObject[m_depth];
            break;
        case ':':
            m_keyNext = false;
            break;
        case '"':
            string();
            break;
        default:
            break;
        }
    }

    void open(bool isObject)
    {
        if (++m_depth > JsonScan::maxDepth) {
            m_result.tooDeep = true;
            return;
        }
        m_isObject[m_depth] = isObject;
        m_keyNext = isObject;
        if (m_depth == m_messageDepth)
            m_seenInMessage = {};
        if (m_depth == m_messageDepth + 1) {
            m_seenInParams = {};
            m_inParams = m_messageKey == "params";
        }
    }

    void string()
    {
        const qsizetype from = m_at;
        while (m_at < m_text.size() && m_text[m_at] != '"') {
            if (static_cast<unsigned char>(m_text[m_at]) < 0x20) {
                m_result.malformed = true;
                return;
            }
            m_at += m_text[m_at] == '\\' ? 2 : 1;
        }
        const qsizetype to = qMin(m_at, m_text.size());
        m_at = to + 1;
        if (m_keyNext && m_depth <= m_messageDepth + 1)
            key(unescaped(m_text.sliced(from, to - from)));
    }

    void key(const QByteArray &name)
    {
        if (m_depth == m_messageDepth) {
            m_messageKey = name;
            note(name, messageKeys, m_seenInMessage);
        } else if (m_depth == m_messageDepth + 1 && m_inParams) {
            note(name, paramsKeys, m_seenInParams);
        }
    }

    template<std::size_t N>
    void note(const QByteArray &name, const std::array<QByteArrayView, N> &watched, std::array<bool, N> &seen)
    {
        for (std::size_t i = 0; i < N; ++i) {
            if (name != watched[i])
                continue;
            if (seen[i] && m_result.repeated.isEmpty())
                m_result.repeated = name;
            seen[i] = true;
        }
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    JsonScan m_result;
    int m_depth = 0;
    int m_messageDepth = 1;
    std::array<bool, JsonScan::maxDepth + 1> m_isObject = {};
    bool m_keyNext = false;
    bool m_inParams = false;
    QByteArray m_messageKey;  // the last key read at the level of the message
    std::array<bool, messageKeys.size()> m_seenInMessage = {};
    std::array<bool, paramsKeys.size()> m_seenInParams = {};
};

}  // namespace

JsonScan scanJson(QByteArrayView line)
{
    return Scanner(line).run();
}

}  // namespace mcp
