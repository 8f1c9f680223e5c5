// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"
#include "app/presentation/brokers/TrafficModel.h"

#include <QTimer>
#include <QWidget>

class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace piuptime::desktop {

class EmptyState;
class Label;
class PlainLabel;

/// What a broker carries: a table of its topics, renewed each second while it is seen, and the whole of the chosen one
/// below it.
class TrafficView final : public QWidget
{
    Q_OBJECT
public:
    TrafficView(fleet::Engine &engine, const Theme &theme, const Clock &clock, QWidget *parent = nullptr);

    /// \param listening whether there is something to hear from it
    void setBroker(const std::string &broker, bool listening);
    [[nodiscard]] QTableView *table() const { return m_table; }

signals:
    /// A person wants to say what this topic means.
    void useRequested(const std::string &topic);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeTools();
    QTableView *makeTable();
    QWidget *makeContent();
    QWidget *makeFoot();
    void tick();
    void survey();
    void refresh();
    void refreshSurvey();
    void refreshTotals();
    void refreshChosen();
    void useChosen();
    [[nodiscard]] bool canUseChosen() const;
    [[nodiscard]] QWidget *content() const;

    fleet::Engine &m_engine;
    const Theme &m_theme;
    const Clock &m_clock;
    presentation::TrafficModel m_model;
    QTimer m_tick{this};
    MonoTime m_surveyEnd{};
    bool m_listening = false;
    QLineEdit *m_filter = nullptr;
    QPushButton *m_survey = nullptr;
    QStackedWidget *m_content = nullptr;
    QTableView *m_table = nullptr;
    QWidget *m_loading = nullptr;
    QWidget *m_off = nullptr;
    EmptyState *m_nothing = nullptr;
    EmptyState *m_noMatch = nullptr;
    EmptyState *m_failed = nullptr;
    PlainLabel *m_topic = nullptr;
    PlainLabel *m_sample = nullptr;
    PlainLabel *m_problem = nullptr;
    QWidget *m_chosen = nullptr;
    QPushButton *m_use = nullptr;
    PlainLabel *m_totals = nullptr;
};

} // namespace piuptime::desktop
