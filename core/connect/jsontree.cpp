#include "core/connect/jsontree.h"

#include <algorithm>

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonValue>
#include <QStringDecoder>

namespace core {

namespace {

constexpr int deepest = 500;

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

class Parser final
{
    Q_DECLARE_TR_FUNCTIONS(core::JsonTree)

public:
    Parser(const QByteArray &text, JsonDialect dialect)
        : m_text(text)
        , m_dialect(dialect)
        , m_at(text.startsWith("\xEF\xBB\xBF") ? 3 : 0)
    {
    }

    Result<JsonTree> parse()
    {
        JsonTree tree;
        QStringDecoder decoder(QStringDecoder::Utf8);
        if (const QString decoded = decoder(m_text); decoder.hasError())
            return Error{tr("It is not UTF-8 text.")};
        if (!skip())
            return error();
        if (m_at == m_text.size())
            return tree;
        tree.hasValue = true;
        if (!value(tree.root, 0) || !skip())
            return error();
        if (m_at != m_text.size()) {
            m_wrong = tr("something follows the value");
            return error();
        }
        return tree;
    }

private:
    [[nodiscard]] char next() const { return m_at < m_text.size() ? m_text.at(m_at) : '\0'; }

    bool fail(const QString &wrong)
    {
        m_wrong = wrong;
        return false;
    }

    [[nodiscard]] QString sentence() const
    {
        return tr("Line %1: %2.").arg(m_text.left(m_at).count('\n') + 1).arg(m_wrong);
    }
    [[nodiscard]] Error error() const { return {sentence()}; }

    bool skip()
    {
        while (m_at < m_text.size()) {
            if (isBlank(next())) {
                ++m_at;
                continue;
            }
            if (next() != '/')
                break;
            if (m_dialect == JsonDialect::Strict)
                return fail(tr("a comment is not allowed here"));
            if (!comment())
                return fail(tr("a comment does not end"));
        }
        return true;
    }

    bool comment()
    {
        const QByteArray start = m_text.mid(m_at, 2);
        if (start == "//") {
            const auto newline = m_text.indexOf('\n', m_at);
            m_at = newline < 0 ? m_text.size() : newline;
            return true;
        }
        const auto close = start == "/*" ? m_text.indexOf("*/", m_at + 2) : -1;
        if (close >= 0)
            m_at = close + 2;
        return close >= 0;
    }

    bool value(JsonNode &node, int depth)
    {
        if (depth > deepest)
            return fail(tr("it is nested too deeply"));
        node.begin = m_at;
        const bool fine = next() == '{' ? object(node, depth)
            : next() == '['             ? array(node, depth)
            : next() == '"'             ? string(node.string)
                                        : scalar(node);
        if (fine && m_text.at(node.begin) == '"')
            node.type = JsonNode::Type::String;
        node.end = m_at;
        return fine;
    }

    bool object(JsonNode &node, int depth)
    {
        node.type = JsonNode::Type::Object;
        return list('}', [&] {
            JsonMember member;
            member.begin = m_at;
            if (next() != '"')
                return fail(tr("a name in quotes is missing"));
            if (!string(member.name) || !skip())
                return false;
            if (next() != ':')
                return fail(tr("a colon is missing"));
            ++m_at;
            if (!skip() || !value(member.value, depth + 1))
                return false;
            node.members.push_back(std::move(member));
            return true;
        });
    }

    bool array(JsonNode &node, int depth)
    {
        node.type = JsonNode::Type::Array;
        return list(']', [&] {
            JsonNode element;
            if (!value(element, depth + 1))
                return false;
            node.elements.push_back(std::move(element));
            return true;
        });
    }

    template<typename Item>
    bool list(char close, const Item &item)
    {
        ++m_at;
        for (bool first = true;; first = false) {
            if (!skip())
                return false;
            if (next() == close && (first || m_dialect == JsonDialect::Commented))
                break;
            if (!item() || !skip())
                return false;
            if (next() == close)
                break;
            if (next() != ',')
                return fail(m_at == m_text.size() ? tr("the text ends too early") : tr("a comma is missing"));
            ++m_at;
        }
        ++m_at;
        return true;
    }

    // Qt reads what a string, a number or a word is; here only its end is found.
    bool string(QString &content)
    {
        const qsizetype begin = m_at++;
        while (m_at < m_text.size() && next() != '"' && next() != '\n')
            m_at += next() == '\\' ? 2 : 1;
        if (m_at >= m_text.size() || next() != '"') {
            m_at = begin;
            return fail(tr("a string does not end"));
        }
        ++m_at;
        const QByteArray quoted = m_text.mid(begin, m_at - begin);
        if (!quoted.contains('\\')) {
            content = QString::fromUtf8(quoted.mid(1, quoted.size() - 2));
            return true;
        }
        QJsonParseError wrong{};
        const auto read = QJsonDocument::fromJson('[' + quoted + ']', &wrong);
        content = read[0].toString();
        return wrong.error == QJsonParseError::NoError || fail(tr("a string is not valid"));
    }

    bool scalar(JsonNode &node)
    {
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && !isBlank(next()) && !QByteArray(",]}/:").contains(next()))
            ++m_at;
        QJsonParseError wrong{};
        const auto read = QJsonDocument::fromJson('[' + m_text.mid(begin, m_at - begin) + ']', &wrong);
        if (m_at == begin || wrong.error != QJsonParseError::NoError) {
            m_at = begin;
            return fail(m_at == m_text.size() ? tr("the text ends too early") : tr("a value is not valid"));
        }
        node.type = read[0].isBool() ? JsonNode::Type::Boolean
            : read[0].isDouble()     ? JsonNode::Type::Number
                                     : JsonNode::Type::Null;
        return true;
    }

    const QByteArray &m_text;
    JsonDialect m_dialect;
    qsizetype m_at;
    QString m_wrong;
};

}  // namespace

const JsonMember *JsonNode::find(const QString &name) const
{
    const auto at = std::find_if(members.rbegin(), members.rend(), [&](const auto &m) { return m.name == name; });
    return at == members.rend() ? nullptr : &*at;
}

int JsonNode::count(const QString &name) const
{
    return int(std::count_if(members.begin(), members.end(), [&](const auto &m) { return m.name == name; }));
}

Result<JsonTree> parseJson(const QByteArray &text, JsonDialect dialect)
{
    return Parser(text, dialect).parse();
}

qsizetype skipJsonBlanks(const QByteArray &text, qsizetype at)
{
    while (at < text.size()) {
        if (isBlank(text.at(at)))
            ++at;
        else if (text.mid(at, 2) == "//")
            at = text.indexOf('\n', at) < 0 ? text.size() : text.indexOf('\n', at);
        else if (text.mid(at, 2) == "/*")
            at = text.indexOf("*/", at + 2) + 2;
        else
            break;
    }
    return at;
}

}  // namespace core
