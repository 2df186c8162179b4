#pragma once

#include <QCache>
#include <QElapsedTimer>
#include <QString>
#include <QVector>

#include "ui/output/styledline.h"

namespace ui {

// A place in a file. Lines and columns count from 1; 0: not known.
struct FilePlace {
    QString path;
    int line = 0;
    int column = 0;

    bool operator==(const FilePlace &) const = default;
};

// What in a line of output may be a link: an http or https address, or a place in a file as compilers, test runners and
// interpreters print it. Whether the file exists is not looked at, and `file.path` is as it was printed.
struct LinkCandidate {
    int start = 0;
    int length = 0;
    QString url;  // empty for a file
    FilePlace file;
};
[[nodiscard]] QVector<LinkCandidate> linkCandidates(const QString &text);

// The target of a LinkSpan: an address as it is, or "/path:line:column".
[[nodiscard]] QString linkTarget(const FilePlace &place);
// The file of a target; the path is empty for an address.
[[nodiscard]] FilePlace fileOfTarget(const QString &target);

// The links in a job's output. Files are links only when they exist; what was seen is remembered for some seconds.
class Links final
{
public:
    // Paths that don't begin with a slash are looked for in this folder.
    void setFolder(const QString &folder);
    [[nodiscard]] QVector<LinkSpan> find(const QString &text);

private:
    [[nodiscard]] QVector<LinkSpan> look(const QString &text) const;

    QString m_folder;
    QCache<QString, QVector<LinkSpan>> m_known{500};  // by line
    QElapsedTimer m_age;
};

}  // namespace ui
