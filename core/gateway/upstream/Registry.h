// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/cache/Store.h"
#include "core/gateway/guard/GuardMemory.h"
#include "core/gateway/portal/Desk.h"
#include "core/gateway/share/Share.h"
#include "core/gateway/share/SharedCache.h"
#include "core/gateway/upstream/Group.h"
#include "core/gateway/upstream/NameLookup.h"

#include <map>

namespace piuptime::gateway {

/// Endpoints, retry budgets and breakers by name, so that a new configuration goes on with what the old one learned.
/// One thread at a time.
class Registry
{
public:
    /// Endpoints whose hosts are given by name are looked up by `lookup`, without waiting for it.
    /// \retval InvalidInput an address is malformed, or there is none
    /// Also those of `tls::ClientContext`.
    [[nodiscard]] Result<std::shared_ptr<Group>> group(const GroupConfig &config);
    [[nodiscard]] NameLookup &lookup() { return m_lookup; }
    /// Limits of the next configuration are made for this share, which goes on where nothing of it changed; null where
    /// nothing is to be shared. It ends unless it is kept. Failures as of `share::Share::start`.
    [[nodiscard]] Result<std::shared_ptr<share::Share>> share(const share::ShareConfig &config);
    /// The configuration is good: the share before this one ends. Waits for the resolver if that one does.
    void keep(std::shared_ptr<share::Share> share) { m_share = std::move(share); }
    /// That was kept, or null.
    [[nodiscard]] const share::Share *share() const { return m_share.get(); }
    /// The same for cached answers; `keepAnswers` as `keep`.
    [[nodiscard]] Result<std::shared_ptr<share::SharedCache>> answers(const share::ShareConfig &config,
                                                                      const std::string &fingerprint);
    void keepAnswers(std::shared_ptr<share::SharedCache> answers) { m_answers = std::move(answers); }
    [[nodiscard]] const share::SharedCache *answers() const { return m_answers.get(); }
    /// What routes are counted by, likewise.
    [[nodiscard]] TrafficRegistry &traffic() { return m_traffic; }
    [[nodiscard]] const TrafficRegistry &traffic() const { return m_traffic; }
    /// Who takes applications for access; null: nobody.
    [[nodiscard]] const std::shared_ptr<portal::Desk> &desk() const { return m_desk; }
    void setDesk(std::shared_ptr<portal::Desk> desk) { m_desk = std::move(desk); }
    [[nodiscard]] guard::GuardMemory &guard() { return m_guard; }
    [[nodiscard]] cache::Store &cache() { return m_cache; }
    [[nodiscard]] const cache::Store &cache() const { return m_cache; }

private:
    [[nodiscard]] Result<std::shared_ptr<Endpoint>> endpoint(const GroupConfig &group, const std::string &address);

    std::map<std::tuple<std::string, std::string, bool>, std::weak_ptr<Endpoint>> m_endpoints; ///< group, address, TLS
    std::map<std::string, std::weak_ptr<GroupState>> m_states;
    TrafficRegistry m_traffic;
    std::size_t m_nextId = 0;
    NameLookup m_lookup;
    guard::GuardMemory m_guard;
    std::shared_ptr<share::Share> m_share; ///< of this thread alone: no worker is to wait for its end
    cache::Store m_cache;
    std::shared_ptr<share::SharedCache> m_answers; ///< before the store, as the share
    std::shared_ptr<portal::Desk> m_desk;
};

} // namespace piuptime::gateway
