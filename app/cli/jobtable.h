#pragma once

#include <QJsonArray>
#include <QString>

namespace cli {

class Console;

// The jobs of the tool `list` as lines of columns under a heading; empty for none. On a terminal each line is cut to its
// width; where it is narrow, what matters least is left out. `since`: seconds since the service told it.
QString jobTable(const QJsonArray &jobs, const Console &console, double since);

}  // namespace cli
