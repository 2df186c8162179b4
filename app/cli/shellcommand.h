#pragma once

#include <QString>
#include <QStringList>

namespace cli {

// The text that a shell reads as these words: a single word is shell text already ("make && make check"), of several
// each is quoted where it has to be.
[[nodiscard]] QString shellCommand(const QStringList &words);

}  // namespace cli
