// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/kiosk/Kiosk.h"
#include "core/base/Result.h"

#include <QQmlApplicationEngine>
#include <QSize>

#include <memory>

class QQuickWindow;

namespace piuptime::kiosk {

/// The window of the kiosk with its pages.
class KioskWindow
{
public:
    /// \param kiosk  outlives it   \param size  in device-independent pixels; empty: the whole screen
    /// \retval Internal a page cannot be loaded: an incomplete installation; the detail says which module is missing
    [[nodiscard]] static Result<std::unique_ptr<KioskWindow>> open(Kiosk &kiosk, QSize size);

    [[nodiscard]] QQuickWindow *window() const;

private:
    KioskWindow() = default;

    QQmlApplicationEngine m_engine;
};

} // namespace piuptime::kiosk
