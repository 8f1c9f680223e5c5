// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/Probe.h"

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace piuptime::collect {

/// A Pi made of files in a folder of its own, so that a test may change it.
class FakePi
{
public:
    /// \param model a folder of `fixtures`; empty: a machine with no files at all
    explicit FakePi(const QString &model);

    /// Replaces a file below `root`, such as `proc/uptime`.
    void write(const QString &path, const QByteArray &bytes) const;
    void remove(const QString &path) const;
    /// Replaces what a command prints, such as `vcgencmd/get_throttled`.
    void answer(const QString &path, const QByteArray &bytes, int exitStatus = 0) const;
    /// Puts a shell script in the place of a command; it may write to `$PIUPTIME_FAKE/log`.
    void script(const QString &command, const QByteArray &body) const;
    /// The lines scripts wrote to the log.
    [[nodiscard]] QList<QByteArray> log() const;

    [[nodiscard]] QProcessEnvironment environment() const;
    /// Only these commands and busybox, nothing of the machine that runs the test.
    [[nodiscard]] QProcessEnvironment busyboxEnvironment() const;
    /// No commands at all.
    [[nodiscard]] QProcessEnvironment bareEnvironment() const;

private:
    QTemporaryDir m_dir;
};

/// The probe in a shell, talked to as the console does.
class ProbeProcess
{
public:
    /// Starts the shell, such as `busybox sh`, and waits for the greeting. `isUp` tells how that went.
    ProbeProcess(const QString &shell, const QProcessEnvironment &environment);
    ~ProbeProcess();

    [[nodiscard]] bool isUp() const { return m_up; }
    /// Asks for one reading; fails with what the decoder says, or Timeout.
    [[nodiscard]] Result<Reading> ask(const Ask &ask);
    /// The sections of the last record.
    [[nodiscard]] const std::vector<Section> &sections() const { return m_decoder.sections(); }
    [[nodiscard]] std::string_view section(std::string_view name) const;
    /// Writes raw bytes, for asks that a console would not write.
    void write(const QByteArray &bytes);
    /// Closes the input and waits for the end. \return the exit status, or -1
    [[nodiscard]] int end();

private:
    [[nodiscard]] Result<bool> readRecord();

    QProcess m_process;
    RecordDecoder m_decoder;
    ReadingBuilder m_builder;
    bool m_up = false;
};

} // namespace piuptime::collect
