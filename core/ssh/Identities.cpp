// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/Identities.h"

#include "core/async/Offload.h"

#include <QDir>
#include <QFile>

#include <array>

namespace piuptime::ssh {
namespace {

constexpr int kPassphraseTries = 3;
constexpr qint64 kMaxKeyBytes = 256 * 1024;
constexpr std::array kUsualNames{"id_ed25519", "id_ecdsa", "id_rsa"};

KeyPtr own(ssh_key key)
{
    return KeyPtr(key, [](ssh_key_struct *owned) { ssh_key_free(owned); });
}

/// Without an answer of ours, OpenSSL would ask for the passphrase on the terminal.
int declinePassphrase(const char *, char *, std::size_t, int, int, void *)
{
    return -1;
}

KeyPtr importKey(const std::string &path, const Secret &passphrase)
{
    ssh_key key = nullptr;
    const char *text = passphrase.isEmpty() ? nullptr : passphrase.reveal().c_str();
    const int result = ssh_pki_import_privkey_file(path.c_str(), text, declinePassphrase, nullptr, &key);
    return result == SSH_OK ? own(key) : nullptr;
}

/// Whether the file looks like a private key that may need a passphrase.
Result<void> checkFile(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::NotFound, "cannot read the key " + path + ": " + file.errorString().toStdString());
    if (file.size() > kMaxKeyBytes || !file.read(kMaxKeyBytes).contains("-----BEGIN "))
        return fail(ErrorKind::Corrupt, path + " is not a private key");
    return {};
}

} // namespace

Identities::Identities()
{
    m_pool.setMaxThreadCount(2);
}

Identities::~Identities() = default;

std::vector<std::string> Identities::paths(const std::vector<std::string> &files)
{
    const std::string home = QDir::homePath().toStdString();
    std::vector<std::string> result;
    result.reserve(files.size());
    for (const std::string &file : files)
        result.push_back(file.starts_with("~/") ? home + file.substr(1) : file);
    if (!files.empty())
        return result;
    for (const char *name : kUsualNames) {
        const std::string path = home + "/.ssh/" + name;
        if (QFile::exists(QString::fromStdString(path)))
            result.push_back(path);
    }
    return result;
}

KeyPtr Identities::publicKey(const std::string &path)
{
    ssh_key key = nullptr;
    if (ssh_pki_import_pubkey_file((path + ".pub").c_str(), &key) == SSH_OK)
        return own(key);
    if (ssh_pki_import_pubkey_file(path.c_str(), &key) == SSH_OK)
        return own(key);
    return nullptr;
}

KeyPtr Identities::cached(const std::string &path)
{
    std::error_code error;
    const auto changed = std::filesystem::last_write_time(path, error);
    const std::scoped_lock lock(m_mutex);
    const auto found = m_entries.find(path);
    return found != m_entries.end() && !error && found->second.changed == changed ? found->second.key : nullptr;
}

void Identities::remember(const std::string &path, KeyPtr key)
{
    std::error_code error;
    const auto changed = std::filesystem::last_write_time(path, error);
    const std::scoped_lock lock(m_mutex);
    m_entries[path] = {std::move(key), changed};
}

QCoro::Task<Result<void>> Identities::unlock(std::shared_ptr<Identities> self, std::string path, SshEndpoint server,
                                             std::shared_ptr<Prompter> prompter, Deadline deadline)
{
    Secret passphrase;
    for (int tries = 0; tries <= kPassphraseTries; ++tries) {
        const auto import = [path, passphrase] { return importKey(path, passphrase); };
        const KeyPtr key = co_await async::offload(&self->m_pool, import);
        if (key) {
            self->remember(path, key);
            co_return Result<void>{};
        }
        if (tries == kPassphraseTries)
            break;
        const auto retry = tries == 0 ? Prompter::Retry::No : Prompter::Retry::Yes;
        const auto answer = co_await prompter->passphrase(server, path, retry, deadline);
        if (!answer)
            co_return fail(ErrorKind::Cancelled, "no passphrase was given for " + path);
        passphrase = *answer;
    }
    co_return fail(ErrorKind::Unauthorized, "the passphrase of " + path + " was wrong");
}

QCoro::Task<Result<KeyPtr>> Identities::open(std::shared_ptr<Identities> self, std::string path, SshEndpoint server,
                                             std::shared_ptr<Prompter> prompter, Deadline deadline)
{
    if (KeyPtr key = self->cached(path))
        co_return key;
    if (auto usable = checkFile(path); !usable)
        co_return tl::unexpected(usable.error());
    const SharedQuestions::Ask ask = [=] { return unlock(self, path, server, prompter, deadline); };
    const auto unlocked = co_await SharedQuestions::ask(self->m_questions, path, ask, deadline);
    if (!unlocked)
        co_return tl::unexpected(unlocked.error());
    KeyPtr key = self->cached(path);
    if (!key)
        co_return fail(ErrorKind::Conflict, path + " changed while it was read");
    co_return key;
}

} // namespace piuptime::ssh
