// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/widgets/Labels.h"
#include "core/model/AgentInstall.h"

#include <QProgressBar>
#include <QWidget>

#include <vector>

namespace piuptime::desktop {

/// The steps of an installation one below the other: those that are done, the one under way, those to come.
class InstallSteps final : public QWidget
{
    Q_OBJECT
public:
    explicit InstallSteps(const Theme &theme, QWidget *parent = nullptr);

    void advance(const InstallProgress &progress);
    /// All of it is done.
    void finish();
    /// It ended at the step that was under way last.
    void fail();

    /// In words, for the person and for assistive programs.
    [[nodiscard]] static QString words(InstallStep step);

private:
    enum class Mark : std::uint8_t { ToCome, UnderWay, Done, Failed };
    struct Row {
        InstallStep step{};
        QWidget *whole = nullptr;
        QLabel *icon = nullptr;
        Label *text = nullptr;
    };
    void mark(const Row &row, Mark mark);

    const Theme &m_theme;
    std::vector<Row> m_rows;
    QProgressBar *m_bar = nullptr;
    InstallStep m_current = InstallStep::Looking;
};

} // namespace piuptime::desktop
