// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/Root.h"

#include <QObject>

#include <string>
#include <vector>

namespace piuptime::kiosk {

/// What a brightness in per cent, as eyes judge it, is of the light a panel can give: 0 to 1. Eyes see half of white
/// where there is a fifth of its light (CIE lightness). Pure.
[[nodiscard]] double lightOf(int percent);

/// The light behind the screen, through the files of `/sys/class/backlight`. Where there are several, all of them are
/// set alike. Where there is none, or it may not be set, it says so and does nothing.
/// Other programs may set it as well: what is set here is what was asked last, not what is.
/// Thread: that of the interface; a write takes microseconds.
class Backlight final : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool available READ isAvailable NOTIFY availableChanged FINAL)
    /// Why it cannot be set, as a sentence; empty: it can.
    Q_PROPERTY(QString reason READ reason NOTIFY availableChanged FINAL)
    /// The rule for udev that would let it be set; empty: it would not help.
    Q_PROPERTY(QString udevRule READ udevRule NOTIFY availableChanged FINAL)
    Q_PROPERTY(int percent READ percent NOTIFY percentChanged FINAL)
public:
    /// \param root the folder that holds `sys`; `/` but for tests
    explicit Backlight(std::string root, QObject *parent = nullptr);

    /// Looks which there are and whether they may be set. A touchscreen that was plugged in later is found so.
    void look();

    /// Sets the brightness, as eyes judge it, from 1 to 100 per cent: never so dark that nothing is seen.
    void setPercent(int percent);
    /// Switches the light off, or on with the brightness that was set.
    void setOn(bool isOn);

    [[nodiscard]] bool isAvailable() const { return !m_panels.empty(); }
    [[nodiscard]] const QString &reason() const { return m_reason; }
    [[nodiscard]] QString udevRule() const;
    [[nodiscard]] int percent() const { return m_percent; }

signals:
    void availableChanged();
    void percentChanged();

private:
    struct Panel {
        std::string folder;
        int most = 0;              ///< the value of the greatest brightness
        bool isEvenToEyes = false; ///< equal steps of its values look equal
        bool hasSwitch = false;
    };

    void find();
    /// \return whether all panels took it
    bool write() const;
    [[nodiscard]] bool set(const Panel &panel) const;
    void become(std::vector<Panel> panels, const QString &reason, bool isForbidden);

    std::string m_root;
    std::vector<Panel> m_panels;
    QString m_reason;
    bool m_isForbidden = false;
    int m_percent = 100;
    bool m_isOn = true;
};

} // namespace piuptime::kiosk
