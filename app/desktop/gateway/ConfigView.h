// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"
#include "app/presentation/gateway/GatewayWatch.h"

#include <QWidget>

class QPlainTextEdit;
class QPushButton;

namespace piuptime::desktop {

class ChangeDialog;
class PlainLabel;
class RowsView;

/// The configuration of a gateway: its text to edit, what is wrong with it, and the versions that were in use.
///
/// What a person typed is never thrown away: when another version comes into use meanwhile, that is said, and putting
/// theirs into use is refused until they looked at it.
class ConfigView final : public QWidget
{
    Q_OBJECT
public:
    ConfigView(presentation::gateway::GatewayWatch &watch, const Theme &theme, const Clock &clock,
               QWidget *parent = nullptr);

    /// Something else is in use, or another gateway is watched.
    void refresh();
    [[nodiscard]] QPlainTextEdit *editor() const { return m_editor; }

private:
    QWidget *makeEditor();
    QWidget *makeSide();
    void load();
    void loadVersions();
    void takeText(const Result<GatewayAnswer> &answer);
    void takeCheck(const Result<GatewayAnswer> &answer);
    void check();
    void put(ChangeDialog *dialog, const std::string &text);
    void showVersion();
    void rollBack(qint64 version, const QString &difference);
    void showProblems(const QList<presentation::gateway::ConfigProblem> &problems);
    void say(const QString &text, QColor Colours::*colour = nullptr);
    void refreshButtons();
    void goToProblem();

    presentation::gateway::GatewayWatch &m_watch;
    const Theme &m_theme;
    const Clock &m_clock;
    DeviceId m_device;
    qint64 m_loaded = -1; ///< version of the text; -1: none yet
    qint64 m_seen = -1;   ///< version whose history is shown
    QPlainTextEdit *m_editor = nullptr;
    RowsView *m_problems = nullptr;
    RowsView *m_versions = nullptr;
    PlainLabel *m_note = nullptr;
    QPushButton *m_check = nullptr;
    QPushButton *m_revert = nullptr;
    QPushButton *m_show = nullptr;
};

} // namespace piuptime::desktop
