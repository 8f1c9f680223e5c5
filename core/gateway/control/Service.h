// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Problem.h"
#include "core/gateway/control/Subscriptions.h"
#include "core/gateway/control/VersionStore.h"
#include "core/gateway/proxy/Gateway.h"

#include <functional>
#include <mutex>

namespace piuptime::gateway::control {

/// Where a gateway's files lie.
struct Places {
    std::string configFile;    ///< `gateway.toml`, which people write; files that it names are of its folder
    std::string versionFolder; ///< of the configurations that were in use; in it `requests`, of who asks for access
};

/// Why a configuration was not put into use.
struct Refusal {
    Error error;
    std::vector<config::Problem> problems; ///< of its text, where it is that which is wrong
};

/// A gateway with its configuration: read from its file, put into use by whoever may, kept as versions, taken back.
///
/// A file that cannot be used at the start does not keep the gateway from running: it goes on with the newest version
/// that could, and tells what is wrong with the file. Without a configuration nothing runs until one is put into use.
/// May be used by any thread; changes wait for one another, and for the resolver.
class Service
{
public:
    /// Reads the configuration and starts the gateway; why it does not run, `view` tells.
    /// \retval Internal the versions cannot be read
    [[nodiscard]] static Result<std::unique_ptr<Service>> start(Places places, std::shared_ptr<const Clock> clock = {});
    /// Ends at once what is under way; `stop` before lets it end.
    ~Service();
    Service(const Service &) = delete;
    Service &operator=(const Service &) = delete;

    /// Who puts a configuration into use, and why.
    struct Change {
        std::string author;
        std::string note{};
        std::uint64_t basedOn = 0; ///< the version that was changed; 0: whichever is in use
    };
    using Outcome = tl::expected<Version, Refusal>;

    /// Puts a text into use and writes it to the file, or changes nothing. Requests under way are served to their end.
    /// A text that is in use already is no change.
    /// \retval InvalidInput with the problems   \retval Conflict another version was put into use meanwhile
    /// \retval NotFound a host is unknown   \retval Internal the disk refused
    [[nodiscard]] Outcome apply(const std::string &text, const Change &change);
    /// Puts the text of an earlier version into use, as a new one. \retval NotFound there is none of this number
    [[nodiscard]] Outcome rollBack(std::uint64_t number, const Change &change);
    /// Makes a key for a consumer and puts a configuration into use that knows it. The key is told this once.
    struct NewKey {
        std::string id;
        Secret key;
        Version version;
    };
    /// \param expires as TOML writes a time with its zone; empty: never   \retval NotFound there is no such consumer
    [[nodiscard]] tl::expected<NewKey, Refusal> mintKey(const std::string &consumer, const std::string &label,
                                                        const std::string &expires, const Change &change);
    /// Puts a configuration into use that knows a key no more. \retval NotFound there is none of this id
    [[nodiscard]] Outcome revokeKey(const std::string &consumer, const std::string &id, const Change &change);
    /// Who has asked for access to an API, oldest first.
    [[nodiscard]] std::vector<Subscription> subscriptions() const { return m_subscriptions->all(); }
    /// Puts a configuration into use in which whoever asked is a consumer, with the plan that was asked for and these
    /// scopes, by the key that was told when asking. \retval NotFound   \retval Conflict it is decided already
    [[nodiscard]] Outcome approve(const std::string &id, const std::vector<std::string> &scopes, const Change &change);
    /// Decides that whoever asked gets no access. \param change its note is told as the reason; likewise
    [[nodiscard]] Result<Subscription> reject(const std::string &id, const Change &change);
    /// Puts what the file says now into use. Errors as of `apply`
    [[nodiscard]] Outcome reload();
    /// What is wrong with a text; empty when it could be put into use, as far as can be told without doing so.
    [[nodiscard]] static std::vector<config::Problem> check(std::string_view text);

    /// Has an endpoint of this name, `host:port`, take no new requests, or take some again. \retval NotFound
    [[nodiscard]] Result<void> drain(const std::string &endpoint, bool isDraining);
    /// Tells all endpoints of this name, `host:port`, of the hardware below them, as `Endpoint::advise`.
    void advise(const std::string &endpoint, double share, const std::string &why);
    /// Takes no more clients and waits until what is under way has ended. \return whether everything had
    bool stop(Milliseconds grace);

    /// What of the service is told at one moment.
    struct View {
        std::uint64_t version = 0; ///< in use; 0: none, or it could not be kept
        UtcTime startedAt{};
        std::vector<config::Problem> fileProblems; ///< of the file, when it is not what is in use
        std::string fileError;                     ///< likewise; empty: it is
        std::shared_ptr<const Config> config;      ///< null: nothing runs
        std::vector<std::uint16_t> ports;
        Totals totals;
        std::vector<std::shared_ptr<Group>> groups;
        std::size_t askingForAccess = 0; ///< who wait for a decision
        share::ShareStatus share;
    };
    [[nodiscard]] View view() const;
    /// What went through it; nothing while nothing runs.
    [[nodiscard]] TrafficSnapshot traffic() const;
    /// Of the last requests those that are wanted, newest first.
    [[nodiscard]] std::vector<RequestRecord> requests(const RequestFilter &filter) const;
    [[nodiscard]] std::vector<Version> versions() const;
    /// \param number 0: of the one in use, empty when nothing runs   \retval NotFound
    [[nodiscard]] Result<std::string> text(std::uint64_t number) const;

private:
    Service(Places places, VersionStore versions, std::shared_ptr<Subscriptions> subscriptions,
            std::shared_ptr<const Clock> clock);
    enum class Source : std::uint8_t { File, Person };

    [[nodiscard]] Outcome putIntoUse(const std::string &text, const Change &change, Source source);
    [[nodiscard]] tl::expected<Config, std::vector<config::Problem>> parse(std::string_view text) const;
    void goOnWithNewest();
    [[nodiscard]] Result<void> use(const Config &config);
    void goBack();
    [[nodiscard]] Result<Version> keep(const std::string &text, const Change &change);
    void noteFile(const Refusal &refusal);
    [[nodiscard]] std::vector<std::shared_ptr<Group>> groups() const;

    const Places m_places;
    const std::shared_ptr<const Clock> m_clock;
    const std::shared_ptr<Subscriptions> m_subscriptions;
    mutable std::mutex m_mutex; ///< of all that follows
    VersionStore m_versions;
    std::unique_ptr<Gateway> m_gateway;     ///< null: nothing runs
    std::shared_ptr<const Config> m_config; ///< in use, or null
    std::string m_text;                     ///< likewise
    std::uint64_t m_inUse = 0;              ///< its version; 0: none, or it could not be kept
    UtcTime m_startedAt{};
    std::vector<config::Problem> m_fileProblems;
    std::string m_fileError;
};

} // namespace piuptime::gateway::control
