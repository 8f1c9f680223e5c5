// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/device/PlainLabel.h"
#include "core/model/DeviceState.h"
#include "core/model/Event.h"

#include <QWidget>

#include <optional>
#include <span>
#include <utility>
#include <vector>

class QPushButton;
class QVBoxLayout;

namespace piuptime::desktop {

/// What is the matter with a Pi, before anything else: the verdict with its reasons, worst first and since when; and
/// while it cannot be reached, what failed at which step, what to do, and when it is tried again.
class VerdictPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit VerdictPanel(const Theme &theme, QWidget *parent = nullptr);

    /// \param events  of the device, in time order
    /// \param ambientCelsius  around it, where it is measured
    void show(const DeviceState &state, std::span<const Event> events, UtcTime now,
              std::optional<double> ambientCelsius = {});
    /// The countdown and the ages move on.
    void tick(const DeviceState &state, UtcTime now);

signals:
    /// The Pi showed another host key than before; somebody has to look at it.
    void keyReviewRequested();

private:
    QWidget *makeVerdict();
    QWidget *makeFailure();
    void showReasons(const DeviceState &state, std::span<const Event> events, UtcTime now,
                     std::optional<double> ambientCelsius);
    void rebuildReasons(std::size_t count);
    void showFailure(const DeviceState &state);
    void showChangedKey(const ChangedHostKey &change);

    const Theme &m_theme;
    Card *m_verdict = nullptr;
    IconLabel *m_icon = nullptr;
    PlainLabel *m_title = nullptr;
    QVBoxLayout *m_reasons = nullptr;
    std::vector<std::pair<IconLabel *, PlainLabel *>> m_rows; ///< one a reason
    Card *m_failure = nullptr;
    PlainLabel *m_failureTitle = nullptr;
    PlainLabel *m_failureText = nullptr;
    PlainLabel *m_step = nullptr;
    PlainLabel *m_remedy = nullptr;
    PlainLabel *m_countdown = nullptr;
    QPushButton *m_reviewKey = nullptr;
};

} // namespace piuptime::desktop
