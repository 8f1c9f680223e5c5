// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fleet/Engine.h"

#include <QObject>
#include <QPointer>

#include <string>
#include <vector>

class QVBoxLayout;

namespace piuptime::desktop {

class Notice;
class Theme;

/// Says in the window that a broker is not connected. One that is just being tried is nothing to tell; a notice that
/// was closed comes back when another broker fails.
class BrokerNotice final : public QObject
{
    Q_OBJECT
public:
    /// \param place where the window's notices are
    BrokerNotice(fleet::Engine &engine, const Theme &theme, QVBoxLayout *place, QWidget *window);

    /// Not where the brokers are seen anyway.
    void setSuppressed(bool suppressed);
    [[nodiscard]] const Notice *notice() const { return m_notice; }

signals:
    void detailsWanted(const std::string &broker);

private:
    void refresh();
    void show(const QString &title, const QString &detail);

    fleet::Engine &m_engine;
    const Theme &m_theme;
    QVBoxLayout *m_place;
    QPointer<Notice> m_notice;
    std::vector<std::string> m_failing;
    std::vector<std::string> m_closedFor; ///< the brokers that failed when the person closed it
    bool m_suppressed = false;
};

} // namespace piuptime::desktop
