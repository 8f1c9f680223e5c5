// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/device/DeviceHistory.h"
#include "core/fleet/Engine.h"

#include <QObject>
#include <QVariantList>

namespace piuptime::presentation {

/// Why a Pi is not simply well, ready to show.
struct ReasonLine {
    Q_GADGET
    Q_PROPERTY(QString text MEMBER text CONSTANT FINAL)
    Q_PROPERTY(int level MEMBER level CONSTANT FINAL)
    Q_PROPERTY(QString unit MEMBER unit CONSTANT FINAL)

public:
    QString text;
    int level = 0; ///< of `HealthLevel`
    QString unit;  ///< a failed systemd unit that can be restarted; else empty

    friend bool operator==(const ReasonLine &, const ReasonLine &) = default;
};

/// A quantity with its newest value, ready to show.
struct FigureLine {
    Q_GADGET
    Q_PROPERTY(QString label MEMBER label CONSTANT FINAL)
    Q_PROPERTY(QString text MEMBER text CONSTANT FINAL)
    Q_PROPERTY(int level MEMBER level CONSTANT FINAL)

public:
    QString label;
    QString text;
    int level = 0; ///< of `HealthLevel`: worse than `Ok` is to be marked

    friend bool operator==(const FigureLine &, const FigureLine &) = default;
};

/// One Pi as a page of a touch screen shows it: its verdict, its figures, what is known of it, and its graphs.
/// Thread: the front end's.
class DevicePanel final : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString deviceId READ deviceId WRITE setDeviceId NOTIFY deviceChanged FINAL)
    /// Whether the fleet has this device.
    Q_PROPERTY(bool isThere READ isThere NOTIFY changed FINAL)
    Q_PROPERTY(QString name READ name NOTIFY changed FINAL)
    /// Model and site: `Pi 4 B · Pumping station`.
    Q_PROPERTY(QString place READ place NOTIFY changed FINAL)
    /// An int of `HealthLevel`.
    Q_PROPERTY(int level READ level NOTIFY changed FINAL)
    Q_PROPERTY(QString levelText READ levelText NOTIFY changed FINAL)
    Q_PROPERTY(QString verdict READ verdict NOTIFY changed FINAL)
    Q_PROPERTY(bool isStale READ isStale NOTIFY changed FINAL)
    /// How old the newest reading is: `12 s ago`.
    Q_PROPERTY(QString age READ age NOTIFY changed FINAL)
    /// Why it is not connected and when it is tried again; empty while it is.
    Q_PROPERTY(QString connection READ connection NOTIFY changed FINAL)
    Q_PROPERTY(QVariantList reasons READ reasons NOTIFY changed FINAL) ///< of `ReasonLine`, worst first
    Q_PROPERTY(QVariantList figures READ figures NOTIFY changed FINAL) ///< of `FigureLine`
    Q_PROPERTY(QVariantList facts READ facts NOTIFY changed FINAL)     ///< of `FigureLine`
    Q_PROPERTY(bool takesActions READ takesActions NOTIFY changed FINAL)
    /// Its graphs; the ids of those that it has, in the order of the page.
    Q_PROPERTY(piuptime::presentation::Timeline *timeline READ timeline CONSTANT FINAL)
    Q_PROPERTY(QStringList chartIds READ chartIds NOTIFY chartsChanged FINAL)

public:
    DevicePanel(fleet::Engine &engine, const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] QString deviceId() const { return QString::fromStdString(m_id); }
    /// Empty: shows nothing, and asks for nothing.
    void setDeviceId(const QString &id);
    /// Whether somebody looks: only then its graphs follow the present.
    Q_INVOKABLE void setFollowing(bool following);
    /// Has ages told anew; to be called now and then.
    void refreshAges();

    [[nodiscard]] bool isThere() const { return m_state != nullptr; }
    [[nodiscard]] QString name() const;
    [[nodiscard]] QString place() const;
    [[nodiscard]] int level() const;
    [[nodiscard]] QString levelText() const;
    [[nodiscard]] QString verdict() const;
    [[nodiscard]] bool isStale() const { return m_state != nullptr && m_state->stale; }
    [[nodiscard]] QString age() const;
    [[nodiscard]] QString connection() const;
    [[nodiscard]] QVariantList reasons() const;
    [[nodiscard]] QVariantList figures() const;
    [[nodiscard]] QVariantList facts() const;
    [[nodiscard]] bool takesActions() const;
    [[nodiscard]] Timeline *timeline() { return &m_history; }
    [[nodiscard]] QStringList chartIds() const;

signals:
    void deviceChanged();
    void changed();
    void chartsChanged();

private:
    void onFleetChanged(const fleet::FleetChange &change);

    fleet::Engine &m_engine;
    const Clock &m_clock;
    DeviceId m_id;
    DeviceStatePtr m_state; ///< null: the fleet has no such device
    DeviceHistory m_history;
};

} // namespace piuptime::presentation
