#pragma once

#include <QString>
#include <QStringList>

namespace cli {

// What may stand for the last of these words of a command line, which is not complete yet and may be empty; `jobdeck`
// itself is not among them. From the table of commands alone.
struct Completion {
    enum class Kind {
        Words,  // those in `words`
        Jobs,  // ids and names of jobs, those in `states`
        Files,
        Folders,
        Programs,
    };

    struct Word {
        QString word;
        QString help;
    };

    Kind kind = Kind::Words;
    QList<Word> words;
    QString states;  // of Jobs: "active", "ended", or empty for all
};

[[nodiscard]] Completion completionOf(const QStringList &words);

}  // namespace cli
