#include "ui/look/icons.h"

#include <array>

#include "ui/look/symboliciconengine.h"

using namespace Qt::StringLiterals;

namespace ui {

QIcon symbolicIcon(const QString &name)
{
    return QIcon(new SymbolicIconEngine(name, {}));
}

QIcon colouredIcon(const QString &name, const QColor &colour)
{
    return QIcon(new SymbolicIconEngine(name, colour));
}

QIcon applicationIcon()
{
    return QIcon(u":/jobdeck.svg"_s);
}

QString conditionIconName(Condition condition)
{
    static const std::array names{u"queued"_s,    u"running"_s, u"input"_s,  u"killing"_s,
                                  u"completed"_s, u"failed"_s,  u"killed"_s, u"lost"_s};
    return names.at(size_t(condition));
}

QIcon conditionIcon(Condition condition, const QPalette &palette)
{
    return colouredIcon(conditionIconName(condition), conditionColour(condition, palette));
}

}  // namespace ui
