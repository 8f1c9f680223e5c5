// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/device/PlainLabel.h"
#include "app/presentation/device/DeviceFacts.h"

#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace piuptime::desktop {

/// What is known about a Pi, in groups, to read and copy; a failed service can be restarted from its row.
class FactsPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit FactsPanel(const Theme &theme, QWidget *parent = nullptr);

    /// Keeps what a person has selected as long as nothing changed.
    void show(std::vector<presentation::FactGroup> groups);

signals:
    void restartRequested(const std::string &unit);

private:
    void rebuild();
    QWidget *makeGroup(const presentation::FactGroup &group);
    QWidget *makeRow(const presentation::FactRow &row, QWidget *parent);
    QWidget *makeMark(const presentation::FactRow &row, QWidget *parent);
    bool updateTexts(const std::vector<presentation::FactGroup> &groups);

    const Theme &m_theme;
    QVBoxLayout *m_layout = nullptr;
    std::vector<presentation::FactGroup> m_groups;
    std::vector<PlainLabel *> m_values; ///< one a row, in order
};

} // namespace piuptime::desktop
