// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fleet/Engine.h"
#include "core/history/codec/Bytes.h"
#include "core/remote/Frames.h"
#include "core/remote/Messages.h"

#include <QObject>

#include <set>
#include <vector>

namespace piuptime::remote {

/// One front end in another process, as the server sees it.
class Visitor final : public QObject
{
    Q_OBJECT
public:
    /// \param engine  outlives this
    Visitor(fleet::Engine &engine, QLocalSocket *socket);

    /// Devices that changed or went; what they are by then is told as soon as the front end can take it.
    void tellChanged(const fleet::FleetChange &change);
    void tell(const Notice &notice);
    [[nodiscard]] const std::vector<DeviceId> &watched() const { return m_watched; }

signals:
    void watchedChanged();
    /// It has gone, or said what makes no sense.
    void left(const QString &reason);

private:
    void onMessage(const QByteArray &message);
    void greet(std::string_view message);
    template <auto Method>
    void serve(std::uint64_t id, history::ByteReader &in);
    template <class Outcome>
    void reply(std::uint64_t id, const Outcome &outcome);
    /// Tells of the devices that it has not been told of.
    void payOwed();
    void send(std::string_view message);
    void leave(const QString &reason);

    fleet::Engine &m_engine;
    Frames m_frames;
    bool m_greeted = false;
    bool m_toldWhole = false;
    std::set<DeviceId> m_owed; ///< devices whose newest state it does not have
    std::vector<DeviceId> m_watched;
    int m_callsUnderWay = 0;
};

} // namespace piuptime::remote
