// The German texts and the English plural forms: all there, fitting their sources, and seen by a person.

#include <QMenu>
#include <QMenuBar>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

#include "core/agents.h"
#include "tests/ui/privatejobs.h"
#include "ui/condition.h"
#include "ui/jobs/jobcommands.h"
#include "ui/jobs/unseenfailures.h"
#include "ui/settings/desktopsettings.h"
#include "ui/window/mainwindow.h"

using namespace Qt::StringLiterals;

namespace {

struct Message {
    QString source;
    QStringList translations;  // more than one: plural forms
    bool isFinished = true;
};

QString fileOf(const QString &language)
{
    return u"" JOBDECK_SOURCE "/ui/translations/jobdeck_%1.ts"_s.arg(language);
}

QList<Message> messagesOf(const QString &language)
{
    QFile file(fileOf(language));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    QList<Message> messages;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == "source"_L1)
            messages += Message{xml.readElementText(), {}, true};
        else if (xml.name() == "translation"_L1)
            messages.last().isFinished = !xml.attributes().hasAttribute("type"_L1);
        if (xml.name() == "translation"_L1 && !xml.readNextStartElement())
            continue;
        while (xml.name() == "numerusform"_L1 && xml.isStartElement()) {
            messages.last().translations += xml.readElementText();
            xml.readNextStartElement();
        }
    }
    return messages;
}

// The text of translations without plural forms, which the reader above skips.
QHash<QString, QString> plainTranslations(const QString &language)
{
    QFile file(fileOf(language));
    QHash<QString, QString> texts;
    if (!file.open(QIODevice::ReadOnly))
        return texts;
    static const QRegularExpression plain(u"<source>([^<]*)</source>\\s*(?:<comment>[^<]*</comment>\\s*)?"
                                          "<translation>([^<]+)</translation>"_s);
    const QString all = QString::fromUtf8(file.readAll());
    for (auto match = plain.globalMatch(all); match.hasNext();) {
        const QRegularExpressionMatch found = match.next();
        if (!found.captured(2).trimmed().isEmpty())
            texts.insert(found.captured(1), found.captured(2));
    }
    return texts;
}

QStringList placeholders(const QString &text)
{
    static const QRegularExpression expression(u"%(?:L?\\d|[nflc])"_s);
    QStringList found;
    for (auto match = expression.globalMatch(text); match.hasNext();)
        found += match.next().captured();
    found.sort();
    found.removeDuplicates();
    return found;
}

// Only while it lives.
struct Language {
    explicit Language(const QString &name)
    {
        loaded = translator.load(u":/translations/jobdeck_"_s + name);
        QCoreApplication::installTranslator(&translator);
    }
    ~Language() { QCoreApplication::removeTranslator(&translator); }
    Q_DISABLE_COPY_MOVE(Language)

    QTranslator translator;
    bool loaded = false;
};

struct Window {
    PrivateJobs home;
    core::Agents agents;
    ui::DesktopSettings settings{home.path() + u"/config/jobdeck.ini"_s};
    ui::JobCommands commands{home.jobs()};
    ui::UnseenFailures unseen{home.jobs()};
    ui::MainWindow window{commands, agents, settings, unseen, home.path() + u"/window.ini"_s};
};

void verifyMnemonics(const QList<QAction *> &actions, const QString &menu)
{
    QHash<QKeySequence, QString> taken;
    for (const QAction *action : actions) {
        const QKeySequence key = QKeySequence::mnemonic(action->text());
        if (action->isSeparator() || key.isEmpty())
            continue;
        QVERIFY2(!taken.contains(key), qPrintable(u"%1: %2 and %3"_s.arg(menu, action->text(), taken.value(key))));
        taken.insert(key, action->text());
        if (action->menu() && !menu.contains(u'>'))
            verifyMnemonics(action->menu()->actions(), menu + u'>' + action->text());
    }
}

}  // namespace

class TestTranslations : public QObject
{
    Q_OBJECT

private slots:
    // What lupdate finds in the sources is what the files have: nothing new, nothing that has gone.
    void areUpToDate()
    {
        if (!QFile::exists(QStringLiteral(LUPDATE)))
            QSKIP("lupdate is not installed.");
        const QTemporaryDir folder;
        for (const auto &[language, option] : {std::pair{u"de"_s, u""_s}, std::pair{u"en"_s, u"-pluralonly"_s}}) {
            const QString copy = folder.filePath(language + ".ts"_L1);
            QVERIFY(QFile::copy(fileOf(language), copy));
            QStringList arguments{u"-silent"_s,      u"-locations"_s, u"none"_s,
                                  u"-no-obsolete"_s, u"-I"_s,         u"" JOBDECK_SOURCE ""_s};
            if (!option.isEmpty())
                arguments += option;
            for (const char *part : {"/ui", "/app", "/core"})
                arguments += QStringLiteral(JOBDECK_SOURCE) + QLatin1String(part);
            arguments += {u"-ts"_s, copy};
            QProcess lupdate;
            lupdate.start(QStringLiteral(LUPDATE), arguments);
            QVERIFY(lupdate.waitForFinished(60000));
            QFile before(fileOf(language)), after(copy);
            QVERIFY(before.open(QIODevice::ReadOnly) && after.open(QIODevice::ReadOnly));
            QVERIFY2(before.readAll() == after.readAll(),
                     qPrintable(u"Run 'ninja jobdeck_texts' and translate what is new (%1)."_s.arg(language)));
        }
    }

    void areComplete()
    {
        for (const QString &language : {u"de"_s, u"en"_s}) {
            const QList<Message> messages = messagesOf(language);
            QVERIFY(messages.size() > (language == "de"_L1 ? 300 : 20));
            for (const Message &message : messages) {
                QVERIFY2(message.isFinished, qPrintable(message.source));
                QVERIFY2(message.translations.isEmpty() || message.translations.size() == 2,
                         qPrintable(message.source));
                for (const QString &text : message.translations)
                    QCOMPARE(placeholders(text), placeholders(message.source));
            }
        }
    }

    void fitTheirSources()
    {
        const QHash<QString, QString> texts = plainTranslations(u"de"_s);
        QVERIFY(texts.size() > 250);
        for (auto it = texts.cbegin(); it != texts.cend(); ++it) {
            QVERIFY2(placeholders(it.value()) == placeholders(it.key()), qPrintable(it.key() + u": "_s + it.value()));
            QVERIFY2(it.value().contains(u"&amp;"_s) == it.key().contains(u"&amp;"_s), qPrintable(it.value()));
            QVERIFY2(it.value().endsWith(u'…') == it.key().endsWith(u'…'), qPrintable(it.value()));
        }
    }

    void germanIsSeen()
    {
        const Language german(u"de"_s);
        QVERIFY(german.loaded);
        Window w;
        QStringList menus;
        for (const QAction *menu : w.window.menuBar()->actions())
            menus += menu->text().remove(u'&');
        QCOMPARE(menus, (QStringList{u"Job"_s, u"Ausgabe"_s, u"Ansicht"_s, u"Extras"_s, u"Hilfe"_s}));
        const core::Job *job = w.home.run(u"exit 3"_s);
        QTRY_COMPARE(ui::conditionText(*job), u"Fehlgeschlagen (Exit 3)"_s);
        QCOMPARE(ui::spokenDuration(3723), u"1 Stunde 2 Minuten"_s);
        verifyMnemonics(w.window.menuBar()->actions(), u"de"_s);
    }

    void englishCounts()
    {
        const Language english(u"en"_s);
        QVERIFY(english.loaded);
        Window w;
        QCOMPARE(ui::spokenDuration(62), u"1 minute 2 seconds"_s);
        QCOMPARE(ui::spokenDuration(7260), u"2 hours 1 minute"_s);
        verifyMnemonics(w.window.menuBar()->actions(), u"en"_s);
    }
};

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"
