// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/kiosk/Kiosk.h"
#include "core/base/Result.h"

#include <QObject>
#include <QQmlApplicationEngine>
#include <QSize>

#include <memory>

class QQuickWindow;

namespace piuptime::kiosk {

/// The window of the kiosk with its pages. Tells the kiosk of each touch, and keeps one that only woke the screen from
/// doing anything else.
class KioskWindow final : public QObject
{
    Q_OBJECT
public:
    /// \param kiosk  outlives it   \param size  in device-independent pixels; empty: the whole screen
    /// \retval Internal a page cannot be loaded: an incomplete installation; the detail says which module is missing
    [[nodiscard]] static Result<std::unique_ptr<KioskWindow>> open(Kiosk &kiosk, QSize size);

    [[nodiscard]] QQuickWindow *window() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    explicit KioskWindow(Kiosk &kiosk)
        : m_kiosk(kiosk)
    {
    }

    Kiosk &m_kiosk;
    QQmlApplicationEngine m_engine;
    bool m_isSwallowing = false; ///< until the finger is lifted that woke the screen
};

} // namespace piuptime::kiosk
