// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/control/Service.h"

#include "core/config/AtomicFile.h"
#include "core/gateway/control/KeyText.h"
#include "core/gateway/http/Characters.h"
#include "core/gateway/settings/GatewayText.h"

#include <algorithm>

namespace piuptime::gateway::control {
namespace {

constexpr std::string_view kFileAuthor = "file"; ///< whoever wrote it

Refusal refusalOf(Error error)
{
    return {std::move(error), {}};
}

/// A name that tells people who it is, and nobody else has.
std::string consumerNameOf(const portal::Application &asked)
{
    constexpr std::size_t kMost = 32;
    std::string name;
    for (const char c : asked.name) {
        const char small = http::lower(c);
        const bool isWord = http::is(c, http::Digit) || (small >= 'a' && small <= 'z');
        if (isWord && name.size() < kMost)
            name += small;
        else if (!name.empty() && name.back() != '-')
            name += '-';
    }
    return name + (name.empty() || name.ends_with('-') ? "" : "-") + asked.id;
}

Refusal refusalOf(std::vector<config::Problem> problems)
{
    Error error{ErrorKind::InvalidInput, "the configuration is not valid", {}};
    if (!problems.empty())
        error.detail += ": line " + std::to_string(problems.front().line) + ": " + problems.front().reason;
    return {std::move(error), std::move(problems)};
}

} // namespace

Service::Service(Places places, VersionStore versions, std::shared_ptr<Subscriptions> subscriptions,
                 std::shared_ptr<const Clock> clock)
    : m_places(std::move(places))
    , m_clock(std::move(clock))
    , m_subscriptions(std::move(subscriptions))
    , m_versions(std::move(versions))
    , m_startedAt(m_clock->utcNow())
{
}

Service::~Service() = default;

Result<std::unique_ptr<Service>> Service::start(Places places, std::shared_ptr<const Clock> clock)
{
    auto versions = VersionStore::open(places.versionFolder);
    if (!versions)
        return tl::unexpected(versions.error());
    if (!clock)
        clock = std::make_shared<const SystemClock>();
    auto subscriptions = Subscriptions::open(places.versionFolder + "/requests", clock);
    if (!subscriptions)
        return tl::unexpected(subscriptions.error());
    std::unique_ptr<Service> service(
        new Service(std::move(places), std::move(*versions), std::move(*subscriptions), std::move(clock)));
    if (!service->reload())
        service->goOnWithNewest();
    return service;
}

tl::expected<Config, std::vector<config::Problem>> Service::parse(std::string_view text) const
{
    return parseGateway(text, std::filesystem::path(m_places.configFile).parent_path());
}

/// The file cannot be used; what could be is better than nothing.
void Service::goOnWithNewest()
{
    const std::scoped_lock lock(m_mutex);
    const std::uint64_t number = m_versions.newest();
    auto text = m_versions.text(number);
    auto config = text ? parse(*text) : tl::expected<Config, std::vector<config::Problem>>();
    if (!text || !config || !use(*config))
        return;
    m_config = std::make_shared<const Config>(std::move(*config));
    m_text = std::move(*text);
    m_inUse = number;
    m_subscriptions->noteConsumers(m_config->guard.consumers, m_versions.find(number)->author);
}

Service::Outcome Service::apply(const std::string &text, const Change &change)
{
    const std::scoped_lock lock(m_mutex);
    if (change.basedOn != 0 && change.basedOn != m_inUse)
        return tl::unexpected(refusalOf(Error{ErrorKind::Conflict,
                                              "version " + std::to_string(m_inUse)
                                                  + " was put into use meanwhile; this is based on version "
                                                  + std::to_string(change.basedOn),
                                              {}}));
    return putIntoUse(text, change, Source::Person);
}

Service::Outcome Service::rollBack(std::uint64_t number, const Change &change)
{
    const std::scoped_lock lock(m_mutex);
    const auto text = m_versions.text(number);
    if (!text)
        return tl::unexpected(refusalOf(text.error()));
    Change noted = change;
    if (noted.note.empty())
        noted.note = "back to version " + std::to_string(number);
    return putIntoUse(*text, noted, Source::Person);
}

tl::expected<Service::NewKey, Refusal> Service::mintKey(const std::string &consumer, const std::string &label,
                                                        const std::string &expires, const Change &change)
{
    const std::scoped_lock lock(m_mutex);
    guard::MintedKey minted = guard::mintKey();
    const auto text = withKey(m_text, consumer, {minted.id, guard::hexOf(minted.hash), label, expires});
    if (!text)
        return tl::unexpected(refusalOf(text.error()));
    Change noted = change;
    if (noted.note.empty())
        noted.note = "key " + minted.id + " for " + consumer;
    const Outcome outcome = putIntoUse(*text, noted, Source::Person);
    if (!outcome)
        return tl::unexpected(outcome.error());
    return NewKey{std::move(minted.id), std::move(minted.key), *outcome};
}

Service::Outcome Service::revokeKey(const std::string &consumer, const std::string &id, const Change &change)
{
    const std::scoped_lock lock(m_mutex);
    const auto text = withoutKey(m_text, consumer, id);
    if (!text)
        return tl::unexpected(refusalOf(text.error()));
    Change noted = change;
    if (noted.note.empty())
        noted.note = "key " + id + " of " + consumer + " revoked";
    return putIntoUse(*text, noted, Source::Person);
}

Service::Outcome Service::approve(const std::string &id, const std::vector<std::string> &scopes, const Change &change)
{
    const std::scoped_lock lock(m_mutex);
    const auto waiting = m_subscriptions->waiting(id);
    if (!waiting)
        return tl::unexpected(refusalOf(waiting.error()));
    const portal::Application &asked = waiting->asked;
    const ConsumerEntry consumer{.name = consumerNameOf(asked),
                                 .plan = asked.plan,
                                 .scopes = scopes,
                                 .comment = asked.name + " asked for access to " + asked.api};
    const auto text =
        withConsumer(m_text, consumer, {asked.id, guard::hexOf(asked.hash), asked.name + ", " + asked.contact});
    if (!text)
        return tl::unexpected(refusalOf(text.error()));
    Change noted = change;
    if (noted.note.empty())
        noted.note = consumer.name + " may use " + asked.api;
    return putIntoUse(*text, noted, Source::Person); // which is what approves it
}

Result<Subscription> Service::reject(const std::string &id, const Change &change)
{
    const std::scoped_lock lock(m_mutex);
    return m_subscriptions->reject(id, change.author, change.note);
}

Service::Outcome Service::reload()
{
    const auto file = config::readFile(m_places.configFile, kMaxGatewayFileBytes);
    const std::scoped_lock lock(m_mutex);
    Outcome outcome = file ? putIntoUse(*file, {std::string(kFileAuthor)}, Source::File)
                           : Outcome(tl::unexpected(refusalOf(file.error())));
    if (!outcome)
        noteFile(outcome.error());
    return outcome;
}

/// What a person puts into use is kept first: it must not be gone after the next power cut. What the file says lies on
/// the disk already, so a disk that takes nothing more is no reason not to run it.
Service::Outcome Service::putIntoUse(const std::string &text, const Change &change, Source source)
{
    auto config = parse(text);
    if (!config)
        return tl::unexpected(refusalOf(std::move(config.error())));
    const std::uint64_t newest = m_versions.newest();
    const auto version = keep(text, change);
    if (!version && source == Source::Person)
        return tl::unexpected(refusalOf(version.error()));
    Result<void> done = use(*config);
    if (done && source == Source::Person) {
        done = config::writeFileAtomically(m_places.configFile, text);
        if (!done)
            goBack();
    }
    if (!done) {
        if (m_versions.newest() != newest)
            m_versions.takeBack();
        return tl::unexpected(refusalOf(done.error()));
    }
    m_config = std::make_shared<const Config>(std::move(*config));
    m_text = text;
    m_inUse = version ? version->number : 0;
    noteFile(version ? Refusal() : refusalOf(version.error()));
    m_subscriptions->noteConsumers(m_config->guard.consumers, version ? version->author : change.author);
    return version.value_or(Version{});
}

Result<void> Service::use(const Config &config)
{
    if (m_gateway)
        return m_gateway->reload(config);
    auto gateway = Gateway::start(config, m_subscriptions);
    if (!gateway)
        return tl::unexpected(gateway.error());
    m_gateway = std::move(*gateway);
    m_startedAt = m_clock->utcNow();
    return {};
}

/// To what was in use before; it was in use, so it can be again.
void Service::goBack()
{
    if (!m_config)
        m_gateway.reset();
    else if (const Result<void> back = m_gateway->reload(*m_config); !back)
        noteFile(refusalOf(back.error()));
}

/// What is in use already is the version that it was.
Result<Version> Service::keep(const std::string &text, const Change &change)
{
    const Version *const newest = m_versions.find(m_versions.newest());
    if (newest != nullptr) {
        const auto known = m_versions.text(newest->number);
        if (known && *known == text)
            return *newest;
    }
    return m_versions.add({0, m_clock->utcNow(), change.author, change.note}, text);
}

std::vector<config::Problem> Service::check(std::string_view text)
{
    auto config = parseGateway(text);
    return config ? std::vector<config::Problem>() : std::move(config.error());
}

void Service::noteFile(const Refusal &refusal)
{
    m_fileProblems = refusal.problems;
    m_fileError = refusal.error.detail.empty() ? std::string() : refusal.error.describe();
}

Result<void> Service::drain(const std::string &endpoint, bool isDraining)
{
    const std::scoped_lock lock(m_mutex);
    bool isKnown = false;
    for (const auto &group : groups()) {
        for (const auto &each : group->endpoints()) {
            if (each->name() != endpoint)
                continue;
            each->setDraining(isDraining);
            isKnown = true;
        }
    }
    if (!isKnown)
        return fail(ErrorKind::NotFound, "there is no endpoint of this name", endpoint);
    return {};
}

void Service::advise(const std::string &endpoint, double share, const std::string &why)
{
    const std::scoped_lock lock(m_mutex);
    for (const auto &group : groups()) {
        for (const auto &each : group->endpoints()) {
            if (each->name() == endpoint)
                each->advise(share, why);
        }
    }
}

bool Service::stop(Milliseconds grace)
{
    const std::scoped_lock lock(m_mutex);
    return !m_gateway || m_gateway->stop(grace);
}

std::vector<std::shared_ptr<Group>> Service::groups() const
{
    return m_gateway ? m_gateway->groups() : std::vector<std::shared_ptr<Group>>();
}

Service::View Service::view() const
{
    const std::scoped_lock lock(m_mutex);
    return {.version = m_inUse,
            .startedAt = m_startedAt,
            .fileProblems = m_fileProblems,
            .fileError = m_fileError,
            .config = m_config,
            .ports = m_gateway ? m_gateway->ports() : std::vector<std::uint16_t>(),
            .totals = m_gateway ? m_gateway->totals() : Totals(),
            .groups = groups(),
            .askingForAccess = m_subscriptions->waitingCount(),
            .share = m_gateway ? m_gateway->share() : share::ShareStatus()};
}

TrafficSnapshot Service::traffic() const
{
    const std::scoped_lock lock(m_mutex);
    return m_gateway ? m_gateway->traffic() : TrafficSnapshot();
}

std::vector<RequestRecord> Service::requests(const RequestFilter &filter) const
{
    const std::scoped_lock lock(m_mutex);
    return m_gateway ? m_gateway->requests(filter) : std::vector<RequestRecord>();
}

std::vector<Version> Service::versions() const
{
    const std::scoped_lock lock(m_mutex);
    return m_versions.versions();
}

Result<std::string> Service::text(std::uint64_t number) const
{
    const std::scoped_lock lock(m_mutex);
    if (number == 0 || number == m_inUse)
        return m_text;
    return m_versions.text(number);
}

} // namespace piuptime::gateway::control
