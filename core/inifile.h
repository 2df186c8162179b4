#pragma once

#include <utility>

#include <QByteArray>
#include <QList>
#include <QString>

#include "core/result.h"

namespace core {

// Changes single values of an INI file as QSettings reads it (QSettings::IniFormat) and leaves everything else as a
// person wrote it: order, comments, unknown keys, line ends. QSettings itself would write the file anew, without the
// comments.

// `content` with `key` of `group` set to `value`; a null value removes the key. The empty group is what stands before
// the first [group] and in [General].
[[nodiscard]] QByteArray withIniValue(const QByteArray &content, const QString &group, const QString &key,
                                      const QString &value);

using IniValues = QList<std::pair<QString, QString>>;  // key, value

// Sets the values in the file, which is made with its folder if it is missing, and is replaced as a whole or not at all
// (core/durablefile.h). Keeps its mode; of a link, writes what it leads to. An error is a sentence that names the file.
Result<void> writeIniValues(const QString &file, const QString &group, const IniValues &values);

}  // namespace core
