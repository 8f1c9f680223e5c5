// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/dialogs/Sheet.h"
#include "core/fleet/Engine.h"

#include <vector>

class QTableWidget;

namespace piuptime::desktop {

/// Unknown host keys, one or many, to compare and then trust or refuse. Enter refuses; closing leaves them open.
class HostKeysDialog final : public Sheet
{
    Q_OBJECT
public:
    HostKeysDialog(const Theme &theme, std::vector<fleet::Question> questions, QWidget *parent = nullptr);

    /// Another key came up while the dialog was open.
    void add(const fleet::Question &question);
    /// A question needs no answer any more; the dialog closes with the last one.
    void withdraw(std::uint64_t questionId);

signals:
    void answered(const std::vector<std::uint64_t> &questionIds, bool trusted);

private:
    void addRow(const fleet::Question &question);
    void showSingle();
    void refresh();
    void answerChosen(bool trusted);
    [[nodiscard]] std::vector<std::uint64_t> chosen() const;

    std::vector<fleet::Question> m_questions;
    QTableWidget *m_table = nullptr;
    QWidget *m_single = nullptr;
    QPushButton *m_all = nullptr;
    QPushButton *m_refuse = nullptr;
    QPushButton *m_trust = nullptr;
};

} // namespace piuptime::desktop
