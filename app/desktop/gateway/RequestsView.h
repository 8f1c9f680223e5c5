// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/gateway/LiveView.h"
#include "app/desktop/theme/Theme.h"
#include "app/presentation/gateway/GatewayWatch.h"

class QComboBox;
class QLineEdit;
class QPushButton;

namespace piuptime::desktop {

class Label;
class PlainLabel;
class RowsView;

/// The last requests of a gateway as they come, and of the chosen one why it got the answer that it got.
class RequestsView final : public LiveView
{
    Q_OBJECT
public:
    RequestsView(presentation::gateway::GatewayWatch &watch, const Theme &theme, QWidget *parent = nullptr);

protected:
    void turn() override;

private:
    QWidget *makeTools();
    QWidget *makeDetail();
    void ask();
    void take(const Result<GatewayAnswer> &answer);
    void refreshRows();
    void refreshDetail();
    [[nodiscard]] std::string target() const;
    [[nodiscard]] const presentation::gateway::GatewayRecord *chosen() const;

    presentation::gateway::GatewayWatch &m_watch;
    const Theme &m_theme;
    int m_turn = 0; ///< of the questions; an answer to an earlier one is dropped
    bool m_isAsking = false;
    QList<presentation::gateway::GatewayRecord> m_records; ///< newest first
    QLineEdit *m_text = nullptr;
    QComboBox *m_which = nullptr;
    QPushButton *m_pause = nullptr;
    PlainLabel *m_problem = nullptr;
    RowsView *m_rows = nullptr;
    RowsView *m_steps = nullptr;
    PlainLabel *m_title = nullptr;
    PlainLabel *m_facts = nullptr;
};

} // namespace piuptime::desktop
