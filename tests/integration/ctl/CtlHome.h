// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <string>

namespace piuptime::test {

inline constexpr int kProgramMs = 60'000;

/// A home of its own with two configured Pis, in which `piuptimectl` runs.
class Home
{
public:
    explicit Home(const std::string &database = {})
    {
        QByteArray settings = "[[device]]\nname = \"kitchen\"\naddress = \"pi@a\"\nid = \"k-1\"\n"
                              "[[device]]\nname = \"garage\"\naddress = \"pi@b\"\nid = \"g-1\"\n";
        if (!database.empty())
            settings += "[history]\ndatabase = \"" + QByteArray::fromStdString(database) + "\"\n";
        QDir(m_folder.path()).mkpath(QStringLiteral("piuptime"));
        write(QStringLiteral("piuptime/piuptime.toml"), settings);
    }

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(name));
        return file.fileName();
    }
    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    struct Outcome {
        int code = -1;
        QByteArray out;
        QByteArray err;
    };
    Outcome run(const QStringList &arguments, const QByteArray &input = {}) const
    {
        QProcess program;
        program.setProcessEnvironment(environment());
        program.start(QStringLiteral(PIUPTIMECTL), arguments);
        program.write(input);
        program.closeWriteChannel();
        program.waitForFinished(kProgramMs);
        return {program.exitCode(), program.readAllStandardOutput(), program.readAllStandardError()};
    }
    [[nodiscard]] QProcessEnvironment environment() const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"})
            environment.insert(QString::fromLatin1(name), m_folder.path());
        environment.remove(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"));
        return environment;
    }

private:
    QTemporaryDir m_folder;
};

} // namespace piuptime::test
