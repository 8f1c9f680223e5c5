// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace piuptime::bench {

/// A crowd of agents as a process of its own, so that what it costs is not counted as the console's: the benchmark
/// starts itself again with these arguments.
struct MqttLoad {
    quint16 port = 0;
    int agents = 50;
    int connections = 4;    ///< that the agents share
    int values = 50;        ///< of a reading
    double perSecond = 0;   ///< messages of all agents together; 0: as fast as the broker takes them
    int messages = 100'000; ///< in all
    QString prefix = QStringLiteral("bench");
    int firstAgent = 0; ///< their names are numbers from here on

    [[nodiscard]] QStringList arguments() const;
    /// Runs the load if the arguments ask for it. \return the exit status; -1: they do not
    [[nodiscard]] static int runIfAsked(const QStringList &arguments);
};

} // namespace piuptime::bench
