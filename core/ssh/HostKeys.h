// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/ssh/KnownHosts.h"
#include "core/ssh/Prompter.h"
#include "core/ssh/SharedQuestions.h"

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace piuptime::ssh {

/// Public key that a server proved to own.
struct HostKey {
    std::string type; ///< such as `ssh-ed25519`
    std::string key;  ///< base64

    /// `SHA256:…`, as OpenSSH shows it.
    [[nodiscard]] std::string fingerprint() const;
    friend bool operator==(const HostKey &, const HostKey &) = default;
};

/// Remembers which key belongs to which server, in a known_hosts file of the application, and trusts what the person's
/// own known_hosts says about servers that the application's file does not list.
///
/// Thread-safe; one object serves all sessions of the program, so that a jump host in front of fifty Pis is asked about
/// once. Files are read again when they change.
class HostKeys
{
public:
    enum class Verdict { Known, Unknown, Changed, Revoked };
    struct Finding {
        Verdict verdict = Verdict::Unknown;
        std::vector<std::string> expected; ///< Changed: fingerprints on record
    };

    /// \param file         the application's known_hosts; made when the first key is trusted
    /// \param alsoTrusted  further files, only read; such as `~/.ssh/known_hosts`
    explicit HostKeys(std::filesystem::path file, std::vector<std::filesystem::path> alsoTrusted = {});

    [[nodiscard]] Finding check(const SshEndpoint &server, const HostKey &key);
    /// Key types on record for this server, so that it is asked for one of them.
    [[nodiscard]] std::vector<std::string> typesOnRecord(const SshEndpoint &server);
    /// Puts the key on record. \retval Internal the file cannot be written
    [[nodiscard]] Result<void> trust(const SshEndpoint &server, const HostKey &key);
    /// Accepts the key that was last refused as changed, in place of those on record.
    /// \param fingerprint  of the key that the person confirmed   \retval Conflict the server showed another key since
    [[nodiscard]] Result<void> replace(const SshEndpoint &server, std::string_view fingerprint);

    /// Decides whether to go on with a server: known goes through, unknown is asked about once however many sessions
    /// wait for the answer, changed and revoked end here. Thread: the session's.
    /// \retval Unauthorized changed, revoked, or not confirmed; names the fingerprints and the remedy
    /// \retval Internal the answer could not be stored   \retval Timeout nobody answered
    [[nodiscard]] static QCoro::Task<Result<void>> verify(std::shared_ptr<HostKeys> hostKeys, SshEndpoint server,
                                                          HostKey key, std::shared_ptr<Prompter> prompter,
                                                          Deadline deadline);

private:
    struct Source {
        std::filesystem::path path;
        std::filesystem::file_time_type changed{};
        std::uintmax_t size = 0;
        std::vector<KnownHostsEntry> entries;
    };
    void refresh(Source &source) const;
    [[nodiscard]] std::vector<const KnownHostsEntry *> entriesFor(const std::string &name);
    [[nodiscard]] Result<void> write(const std::string &name, const HostKey &key, bool replacing);

    std::mutex m_mutex;
    std::vector<Source> m_sources;            ///< the application's first
    std::map<std::string, HostKey> m_refused; ///< changed keys by the server's name
    std::shared_ptr<SharedQuestions> m_questions = std::make_shared<SharedQuestions>();
};

} // namespace piuptime::ssh
