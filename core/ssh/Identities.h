// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/ssh/Prompter.h"
#include "core/ssh/SharedQuestions.h"

#include <libssh/libssh.h>

#include <QThreadPool>

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace piuptime::ssh {

/// A key of libssh that frees itself.
using KeyPtr = std::shared_ptr<ssh_key_struct>;

/// Private keys from files. A key that was opened with its passphrase stays open in memory for the life of this
/// object, as in an SSH agent, so that a fleet of Pis asks for the passphrase once; a changed file is read again.
/// Thread-safe; one object serves all sessions of the program. Opening runs in a pool: it takes 0.1 s by design.
class Identities
{
public:
    Identities();
    ~Identities();

    /// `files` with `~` resolved, or the usual ones of ~/.ssh that exist.
    [[nodiscard]] static std::vector<std::string> paths(const std::vector<std::string> &files);
    /// The public half, from `path`.pub or from the key file itself; none when there is no telling without passphrase.
    [[nodiscard]] static KeyPtr publicKey(const std::string &path);

    /// The private key at `path`; asks for its passphrase when it has one, three times at most, and once for all
    /// sessions that wait for it.
    /// \retval NotFound there is no such file   \retval Corrupt it is not a private key
    /// \retval Unauthorized the passphrase was wrong   \retval Cancelled the person declined
    [[nodiscard]] static QCoro::Task<Result<KeyPtr>> open(std::shared_ptr<Identities> self, std::string path,
                                                          SshEndpoint server, std::shared_ptr<Prompter> prompter,
                                                          Deadline deadline);

private:
    struct Entry {
        KeyPtr key;
        std::filesystem::file_time_type changed;
    };

    [[nodiscard]] KeyPtr cached(const std::string &path);
    void remember(const std::string &path, KeyPtr key);
    [[nodiscard]] static QCoro::Task<Result<void>> unlock(std::shared_ptr<Identities> self, std::string path,
                                                          SshEndpoint server, std::shared_ptr<Prompter> prompter,
                                                          Deadline deadline);

    QThreadPool m_pool;
    std::mutex m_mutex;
    std::map<std::string, Entry> m_entries;
    std::shared_ptr<SharedQuestions> m_questions = std::make_shared<SharedQuestions>();
};

} // namespace piuptime::ssh
