// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/DeviceState.h"
#include "core/model/Event.h"

#include <QCoreApplication>
#include <QString>

namespace piuptime::presentation {

/// What the core tells in codes, as sentences in the user's language. All of it is plain text. Thread-safe.
class Texts
{
    Q_DECLARE_TR_FUNCTIONS(piuptime::presentation::Texts)
public:
    /// One word: `OK`, `Attention`, `Critical`, `Unknown`.
    [[nodiscard]] static QString health(HealthLevel level);
    /// A sentence: `The supply voltage is too low right now.`
    [[nodiscard]] static QString reason(const Reason &reason);
    /// The worst reason, or that all is well.
    [[nodiscard]] static QString verdict(const Health &health);

    [[nodiscard]] static QString connection(ConnectionState state);
    /// One that reports over MQTT is not connected to, but heard.
    [[nodiscard]] static QString connection(const DeviceState &state);
    [[nodiscard]] static QString errorKind(ErrorKind kind);
    /// What happened, without the remedy: `No answer in time. (…)`
    [[nodiscard]] static QString error(const Error &error);
    /// The next step a person can take.
    [[nodiscard]] static QString remedy(ErrorKind kind);
    /// For a device that is not up; `state.error` must be there.
    [[nodiscard]] static QString remedy(const DeviceState &state);

    [[nodiscard]] static QString event(EventKind kind);
    /// What the event says beside its kind: `OK → Attention`. Empty if nothing.
    [[nodiscard]] static QString eventDetail(const Event &event);
    [[nodiscard]] static QString severity(Severity severity);
    [[nodiscard]] static QString metric(Metric metric);
    /// A quantity of surroundings in short, where nobody takes it for one of the Pi: `Temperature`.
    [[nodiscard]] static QString surrounding(Metric metric);
    /// A value of it as people read it: with its unit, or a word where it is a state: `open`.
    [[nodiscard]] static QString value(Metric metric, double value);
    /// With its instance: `Disk writes, mmcblk0`.
    [[nodiscard]] static QString series(const SeriesKey &series);
    [[nodiscard]] static QString fact(FactKey key);
    [[nodiscard]] static QString throttleBit(ThrottleBit bit);
    [[nodiscard]] static QString upsKind(UpsSource::Kind kind);

    /// `pi@192.168.1.20`, with the port unless it is 22; IPv6 addresses in brackets when a port follows.
    [[nodiscard]] static QString endpoint(const SshEndpoint &endpoint);
    /// The address of a device, or that it is this machine, or reports over MQTT and as what.
    [[nodiscard]] static QString address(const DeviceConfig &config);
    /// That a device reports over MQTT, and as what: `reports over MQTT as agent 10000000abcd`.
    [[nodiscard]] static QString reporting(const DeviceConfig &config);
};

} // namespace piuptime::presentation
