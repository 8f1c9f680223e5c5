// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace {

const QString kSources = QStringLiteral(PIUPTIME_SOURCES);

/// One message of a .ts file.
struct Message {
    QString context;
    QString source;
    QStringList translations; ///< one, or one for each plural form
    bool plural = false;
    bool finished = true;

    [[nodiscard]] QString place() const { return context + u": "_s + source; }
};

QStringList readTranslations(QXmlStreamReader &xml, bool plural)
{
    if (!plural)
        return {xml.readElementText()};
    QStringList forms;
    while (xml.readNextStartElement())
        forms.append(xml.readElementText());
    return forms;
}

Message readMessage(QXmlStreamReader &xml, const QString &context)
{
    Message message;
    message.context = context;
    message.plural = xml.attributes().value("numerus"_L1) == "yes"_L1;
    while (xml.readNextStartElement()) {
        if (xml.name() == "source"_L1) {
            message.source = xml.readElementText();
        } else if (xml.name() == "translation"_L1) {
            message.finished = !xml.attributes().hasAttribute("type"_L1);
            message.translations = readTranslations(xml, message.plural);
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

QList<Message> readMessages(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    QString context;
    QList<Message> messages;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == "name"_L1)
            context = xml.readElementText();
        else if (xml.isStartElement() && xml.name() == "message"_L1)
            messages.append(readMessage(xml, context));
    }
    return xml.hasError() ? QList<Message>() : messages;
}

QString fileOf(const QString &language)
{
    return kSources + u"/translations/piuptime_%1.ts"_s.arg(language);
}

/// Brings the file of a language in step with the sources. \return what the tool complains about
QString update(const QString &file, const QString &language)
{
    QStringList arguments{u"-silent"_s, u"-no-obsolete"_s, u"-locations"_s, u"none"_s, u"-I"_s, kSources};
    if (language == "en"_L1)
        arguments.append(u"-pluralonly"_s);
    arguments << kSources + u"/app"_s << u"-ts"_s << file;
    QProcess tool;
    tool.start(QStringLiteral(PIUPTIME_LUPDATE), arguments);
    if (!tool.waitForFinished() || tool.exitStatus() != QProcess::NormalExit || tool.exitCode() != 0)
        return u"lupdate failed: "_s + tool.errorString() + QString::fromUtf8(tool.readAllStandardError());
    return QString::fromUtf8(tool.readAllStandardError());
}

/// What has to survive translation, sorted: `%1`, `%L2`; and `%n`, though a singular may say "one" instead.
QStringList placeholders(const QString &text, bool plural)
{
    static const QRegularExpression pattern(u"%(?:L?\\d{1,2}|n)"_s);
    QStringList found;
    for (const auto &match : pattern.globalMatch(text)) {
        if (!plural || match.captured() != "%n"_L1)
            found.append(match.captured());
    }
    found.sort();
    return found;
}

/// White space and line ends at both ends, and whether there is a letter to press with Alt.
QStringList frameOf(const QString &text)
{
    static const QRegularExpression pattern(u"^(\\s*).*?(\\s*)$"_s, QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression mnemonic(u"&[^&\\s]"_s);
    const auto match = pattern.match(text);
    return {match.captured(1), match.captured(2), text.contains(mnemonic) ? u"&"_s : QString()};
}

} // namespace

class CompletenessTest : public QObject
{
    Q_OBJECT

private slots:
    void everyTextOfTheSourcesIsTranslated_data() { addLanguages(); }
    void everyTextOfTheSourcesIsTranslated()
    {
        QFETCH(QString, language);
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"piuptime_%1.ts"_s.arg(language));
        QVERIFY(QFile::copy(fileOf(language), file));
        QVERIFY(QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner));
        // A complaint means a text whose context differs between here and run time: it would never be found.
        QCOMPARE(update(file, language), QString());

        const QList<Message> messages = readMessages(file);
        QVERIFY(!messages.isEmpty());
        QStringList missing;
        for (const Message &message : messages) {
            if (!message.finished || message.translations.isEmpty() || message.translations.contains(QString()))
                missing.append(message.place());
        }
        QVERIFY2(missing.isEmpty(),
                 qPrintable(u"run the target update_translations and translate:\n"_s + missing.join(u'\n')));
    }

    void translationsKeepPlaceholdersAndFrames_data() { addLanguages(); }
    void translationsKeepPlaceholdersAndFrames()
    {
        QFETCH(QString, language);
        const QList<Message> messages = readMessages(fileOf(language));
        QVERIFY(!messages.isEmpty());
        for (const Message &message : messages) {
            for (const QString &text : message.translations) {
                const auto context = qPrintable(message.place() + u" -> "_s + text);
                QVERIFY2(placeholders(text, message.plural) == placeholders(message.source, message.plural), context);
                QVERIFY2(frameOf(text) == frameOf(message.source), context);
            }
        }
    }

private:
    static void addLanguages()
    {
        QTest::addColumn<QString>("language");
        for (const char *language : {"en", "de", "fr"})
            QTest::newRow(language) << QString::fromLatin1(language);
    }
};

QTEST_GUILESS_MAIN(CompletenessTest)
#include "CompletenessTest.moc"
