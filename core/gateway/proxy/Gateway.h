// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/proxy/Worker.h"
#include "core/gateway/see/TrafficSnapshot.h"

namespace piuptime::gateway {

/// Where a configuration has a gateway listen: first without TLS, then by it.
[[nodiscard]] std::vector<std::string> listenAddresses(const Config &config);

/// A running gateway: listens, and passes requests to upstreams, in threads of its own. One thread at a time calls it.
class Gateway
{
public:
    /// Starts to listen; requests are served when this returns.
    /// \retval InvalidInput the configuration contradicts itself   \retval NotFound a host or a file is unknown
    /// \retval Conflict a port is taken   \retval Unauthorized only root may have it   \retval Internal no descriptors
    /// \param desk takes applications for access; null: nobody does
    [[nodiscard]] static Result<std::unique_ptr<Gateway>> start(Config config, std::shared_ptr<portal::Desk> desk = {});
    /// Ends at once what is under way; `stop` before lets it end.
    ~Gateway() = default;

    /// Serves new requests by another configuration, and new clients with its certificates, whose files are read anew;
    /// requests under way end by the old one, and who came in at an address that goes stays. After a failure
    /// the old one goes on. Names of hosts are waited for for some seconds at most.
    /// \retval InvalidInput it contradicts itself, or changes the workers, or an address at a port that it keeps, which
    /// needs a restart   \retval NotFound a file or a host is unknown   \retval Conflict a port is taken
    /// \retval Unauthorized only root may have it
    [[nodiscard]] Result<void> reload(Config config);
    /// Reads the certificates of the configuration in use anew. Failures as of `reload`, with the file that is at
    /// fault.
    [[nodiscard]] Result<void> reloadCertificates() { return reload(m_snapshot->config()); }
    /// Takes no more clients and waits until what is under way has ended, at most so long.
    /// \return whether everything had
    bool stop(Milliseconds grace);

    /// Of each address that is listened at, as of `listenAddresses`.
    [[nodiscard]] const std::vector<std::uint16_t> &ports() const { return m_ports; }
    [[nodiscard]] Totals totals() const;
    /// What went through so far, and in the recent past.
    [[nodiscard]] TrafficSnapshot traffic() const;
    /// The same for Prometheus.
    [[nodiscard]] std::string metricsText() const { return gateway::metricsText(traffic()); }
    /// The last requests, newest first.
    [[nodiscard]] std::vector<RequestRecord> requests(const RequestFilter &filter) const
    {
        return m_seeing->requests(filter);
    }
    /// Whether it counts with other gateways.
    [[nodiscard]] share::ShareStatus share() const;
    /// The log's files are opened anew, since somebody has moved them.
    void reopenLogs() { m_seeing->log().reopen(); }
    [[nodiscard]] const std::vector<std::shared_ptr<Group>> &groups() const { return m_snapshot->groups(); }

private:
    /// Where it is to listen, by worker and address.
    struct Places {
        std::vector<std::vector<Worker::Place>> ofWorkers;
        std::vector<std::uint16_t> ports;
    };

    Gateway() = default;
    [[nodiscard]] Result<Places> placesFor(const Config &config) const;

    Registry m_registry;
    std::shared_ptr<tls::TicketKeys> m_tickets = std::make_shared<tls::TicketKeys>();
    std::shared_ptr<const Snapshot> m_snapshot;
    std::vector<std::uint16_t> m_ports;
    std::unique_ptr<Seeing> m_seeing; ///< outlives the workers
    guard::Crowd m_crowd;             ///< likewise
    std::vector<std::unique_ptr<Worker>> m_workers;
};

} // namespace piuptime::gateway
