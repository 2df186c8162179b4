#pragma once

#include <QByteArray>

namespace core {

// While it lives, the environment names a locale with UTF-8. Qt needs one and, from 6.5 on, complains on stderr when it
// is made without: but agents start `jobdeck mcp` with an environment that names no locale at all. For the making of
// the application only, because jobs inherit the environment as it was.
class Utf8Locale final
{
public:
    Utf8Locale();
    ~Utf8Locale();
    Q_DISABLE_COPY_MOVE(Utf8Locale)

private:
    QByteArray m_before;  // LC_ALL; null when it was not set
    bool m_changed = false;
};

}  // namespace core
