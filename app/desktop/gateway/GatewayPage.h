// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/gateway/GatewayWatch.h"

#include <QWidget>

class QComboBox;
class QStackedWidget;

namespace piuptime::desktop {

class ConfigView;
class ConsumersView;
class EmptyState;
class GatewayTrafficView;
class IconLabel;
class PlainLabel;
class RequestsView;
class RowsView;
class TabStrip;
class Theme;
class UpstreamsView;

/// The API gateway of this computer or of a Pi: what it serves, who answers, its configuration.
class GatewayPage final : public QWidget
{
    Q_OBJECT
public:
    GatewayPage(fleet::Engine &engine, const Theme &theme, const Clock &clock, QWidget *parent = nullptr);

    /// \param id empty: the machine that collects
    void showGatewayOf(const DeviceId &id);
    [[nodiscard]] presentation::gateway::GatewayWatch &watch() { return m_watch; }
    [[nodiscard]] TabStrip *tabs() const { return m_tabs; }
    [[nodiscard]] ConfigView *configView() const { return m_config; }

signals:
    void backRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeGateway();
    QWidget *makeSummary(QWidget *parent);
    QWidget *makeTabs(QWidget *parent);
    EmptyState *makeNone();
    void refresh();
    void refreshDevices();
    void refreshSummary();
    void refreshRoutes();
    [[nodiscard]] QWidget *content() const;

    fleet::Engine &m_engine;
    const Theme &m_theme;
    const Clock &m_clock;
    presentation::gateway::GatewayWatch m_watch;
    QComboBox *m_devices = nullptr;
    QStackedWidget *m_content = nullptr;
    int m_accessTab = 0;
    QWidget *m_gateway = nullptr;
    EmptyState *m_loading = nullptr;
    EmptyState *m_none = nullptr;
    EmptyState *m_failed = nullptr;
    IconLabel *m_icon = nullptr;
    PlainLabel *m_title = nullptr;
    PlainLabel *m_figures = nullptr;
    PlainLabel *m_trouble = nullptr;
    TabStrip *m_tabs = nullptr;
    GatewayTrafficView *m_traffic = nullptr;
    RequestsView *m_requests = nullptr;
    UpstreamsView *m_upstreams = nullptr;
    RowsView *m_routes = nullptr;
    ConsumersView *m_consumers = nullptr;
    ConfigView *m_config = nullptr;
};

} // namespace piuptime::desktop
