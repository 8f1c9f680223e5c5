// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <optional>

namespace piuptime::kiosk {

/// Whether a room is dark, from its light. It becomes dark below 10 lux and light above 25 lux, and only when three
/// measurements in a row say so: neither a passing shadow nor a lamp at the border makes the screen flicker. Pure.
class Dusk
{
public:
    static constexpr double kDarkBelowLux = 10;
    static constexpr double kLightAboveLux = 25;
    static constexpr int kInARow = 3;

    /// \return whether it is dark now; the first measurement decides at once
    bool take(double lux);

private:
    std::optional<bool> m_isDark;
    int m_otherwise = 0;
};

/// The light of the room, where there is a sensor for it; measured every two seconds in a thread of its own.
class AmbientLight final : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool available READ isAvailable NOTIFY changed FINAL)
    /// Why there is none, as a sentence; empty: there is.
    Q_PROPERTY(QString reason READ reason NOTIFY changed FINAL)
    Q_PROPERTY(double lux READ lux NOTIFY changed FINAL)
    Q_PROPERTY(bool dark READ isDark NOTIFY changed FINAL)
public:
    using Read = std::function<std::optional<double>()>;

    /// \param read such as `readLux`; called in another thread, one at a time
    explicit AmbientLight(Read read, QObject *parent = nullptr);

    void start();
    void stop();
    /// Measures now, unless it is measuring.
    void measure();

    [[nodiscard]] bool isAvailable() const { return m_lux.has_value(); }
    [[nodiscard]] QString reason() const;
    [[nodiscard]] double lux() const { return m_lux.value_or(0); }
    [[nodiscard]] bool isDark() const { return m_isDark; }

signals:
    void changed();

private:
    void take(std::optional<double> lux);

    Read m_read;
    std::optional<double> m_lux;
    Dusk m_dusk;
    bool m_isDark = false;
    bool m_isMeasuring = false;
    QTimer m_timer;
    QThreadPool m_worker;
};

} // namespace piuptime::kiosk
