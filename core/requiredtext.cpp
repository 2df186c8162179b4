#include "core/requiredtext.h"

using namespace Qt::StringLiterals;

namespace core {

namespace {

bool isPlain(QChar c)
{
    return c >= u' ' && c < u'\x7f';
}

// Walks over an expression's outermost level and keeps the longest run of characters that stand for themselves.
class Walk final
{
public:
    explicit Walk(QStringView expression)
        : m_expression(expression)
    {
    }

    // Nothing when the expression has something that this doesn't understand.
    std::optional<QByteArray> longest()
    {
        while (m_at < m_expression.size()) {
            if (!step())
                return std::nullopt;
        }
        endRun();
        return m_longest;
    }

private:
    bool step()
    {
        const QChar c = m_expression[m_at++];
        switch (c.unicode()) {
        case u'|':
            return false;
        case u'\\':
            return escape();
        case u'[':
            endRun();
            return skipClass();
        case u'(':
            endRun();
            return skipGroup();
        case u'?':
        case u'*':
            m_run.chop(1);
            endRun();
            return true;
        case u'{':
            m_run.chop(1);
            endRun();
            return skipCount();
        case u'^':
        case u'$':
        case u'.':
        case u'+':
            endRun();
            return true;
        default:
            if (isPlain(c))
                m_run += c.toLatin1();
            else
                endRun();
            return true;
        }
    }

    bool escape()
    {
        if (m_at == m_expression.size())
            return false;
        const QChar c = m_expression[m_at++];
        if (isPlain(c) && !c.isLetterOrNumber()) {
            m_run += c.toLatin1();
            return true;
        }
        endRun();
        return u"dDwWsSbBAzZGRhHvVntrfae"_s.contains(c);
    }

    // Behind "2,3}". A brace that stands for itself is not understood.
    bool skipCount()
    {
        const qsizetype begin = m_at;
        while (m_at < m_expression.size() && (m_expression[m_at].isDigit() || m_expression[m_at] == u','))
            ++m_at;
        return m_at > begin && m_at < m_expression.size() && m_expression[m_at++] == u'}';
    }

    // Behind the class that has just begun. A ']' that comes first belongs to it.
    bool skipClass()
    {
        if (m_at < m_expression.size() && m_expression[m_at] == u'^')
            ++m_at;
        for (bool first = true; m_at < m_expression.size(); first = false) {
            const QChar c = m_expression[m_at++];
            if (c == u']' && !first)
                return true;
            if (c == u'[')  // perhaps [:alpha:]
                return false;
            if (c == u'\\' && m_at < m_expression.size() && m_expression[m_at++] == u'Q')
                return false;
        }
        return false;
    }

    // Behind the group that has just begun.
    bool skipGroup()
    {
        if (!isKnownGroup())
            return false;
        for (int depth = 1; depth > 0;) {
            if (m_at >= m_expression.size())
                return false;
            const QChar c = m_expression[m_at++];
            if (c == u'\\' && (m_at >= m_expression.size() || m_expression[m_at++] == u'Q'))
                return false;
            if ((c == u'[' && !skipClass()) || (c == u'(' && !isKnownGroup()))
                return false;
            depth += c == u'(' ? 1 : c == u')' ? -1 : 0;
        }
        return true;
    }

    // Options, comments and what begins with an asterisk are not.
    [[nodiscard]] bool isKnownGroup() const
    {
        const QStringView rest = m_expression.sliced(m_at);
        if (!rest.startsWith(u'?') && !rest.startsWith(u'*'))
            return true;
        return rest.startsWith(u"?:") || rest.startsWith(u"?=") || rest.startsWith(u"?!") || rest.startsWith(u"?<")
            || rest.startsWith(u"?>");
    }

    void endRun()
    {
        if (m_run.size() > m_longest.size())
            m_longest = m_run;
        m_run.clear();
    }

    QStringView m_expression;
    qsizetype m_at = 0;
    QByteArray m_run, m_longest;
};

}  // namespace

std::optional<RequiredText> requiredText(const QString &expression)
{
    const bool anyCase = expression.startsWith("(?i)"_L1);
    const auto longest = Walk(QStringView(expression).sliced(anyCase ? 4 : 0)).longest();
    if (!longest || longest->isEmpty())
        return std::nullopt;
    return RequiredText{*longest, anyCase ? Qt::CaseInsensitive : Qt::CaseSensitive};
}

std::optional<RawNeedle> requiredNeedle(const QString &expression)
{
    const auto text = requiredText(expression);
    return text ? std::optional<RawNeedle>(std::in_place, text->text, text->sensitivity) : std::nullopt;
}

}  // namespace core
