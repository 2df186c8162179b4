#include "core/utf8locale.h"

#include <langinfo.h>

#include <clocale>
#include <cstring>

namespace core {

Utf8Locale::Utf8Locale()
    : m_before(qgetenv("LC_ALL"))
{
    std::setlocale(LC_ALL, "");
    if (std::strcmp(::nl_langinfo(CODESET), "UTF-8") == 0)
        return;
    m_changed = true;
    qputenv("LC_ALL", "C.UTF-8");
}

Utf8Locale::~Utf8Locale()
{
    if (m_changed && m_before.isNull())
        qunsetenv("LC_ALL");
    else if (m_changed)
        qputenv("LC_ALL", m_before);
}

}  // namespace core
