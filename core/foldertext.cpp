#include "core/foldertext.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace core {

QString folderText(const QString &folder)
{
    const QString home = QDir::homePath();
    if (folder == home)
        return u"~"_s;
    return folder.startsWith(home + u'/') ? u'~' + folder.mid(home.size()) : folder;
}

}  // namespace core
