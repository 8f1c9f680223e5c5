// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/HostKeys.h"

#include "core/base/Text.h"
#include "core/ssh/SessionOptions.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <algorithm>

namespace piuptime::ssh {
namespace {

using Marker = KnownHostsEntry::Marker;

constexpr qint64 kMaxFileBytes = 16 * 1024 * 1024;

QString toQString(const std::filesystem::path &path)
{
    return QFile::decodeName(QByteArray::fromStdString(path.string()));
}

QByteArray readFile(const std::filesystem::path &path)
{
    QFile file(toQString(path));
    return file.open(QIODevice::ReadOnly) ? file.read(kMaxFileBytes) : QByteArray();
}

bool holds(const KnownHostsEntry &entry, const HostKey &key)
{
    return entry.type == key.type && entry.key == key.key;
}

std::string joined(const std::vector<std::string> &parts)
{
    std::string text;
    for (const std::string &part : parts)
        text += (text.empty() ? "" : ", ") + part;
    return text;
}

tl::unexpected<Error> changedError(const SshEndpoint &server, const HostKey &key, const HostKeys::Finding &finding)
{
    Error error{
        ErrorKind::Unauthorized,
        "the host key of " + hostAndPort(server) + " has changed: expected " + joined(finding.expected) + ", got "
            + key.fingerprint() + " (" + key.type
            + "). Either the Pi was set up again or somebody is in between. Nothing was sent to it. Compare the "
              "fingerprint on the Pi (ssh-keygen -lf /etc/ssh/ssh_host_"
            + (key.type == "ssh-ed25519" ? "ed25519" : "*")
            + "_key.pub), then accept the new key or leave the Pi blocked",
        {}};
    error.changedHostKey = ChangedHostKey{hostAndPort(server), key.type, finding.expected, key.fingerprint()};
    return tl::unexpected(std::move(error));
}

tl::unexpected<Error> verdictError(const SshEndpoint &server, const HostKey &key, const HostKeys::Finding &finding)
{
    if (finding.verdict == HostKeys::Verdict::Changed)
        return changedError(server, key, finding);
    return fail(ErrorKind::Unauthorized, "the host key " + key.fingerprint() + " of " + hostAndPort(server)
                                             + " is marked as revoked; give the Pi a new host key");
}

QCoro::Task<Result<void>> confirm(std::shared_ptr<HostKeys> hostKeys, SshEndpoint server, HostKey key,
                                  std::shared_ptr<Prompter> prompter, Deadline deadline)
{
    const bool accepted = co_await prompter->confirmHostKey(server, key.type, key.fingerprint(), deadline);
    if (!accepted)
        co_return fail(ErrorKind::Unauthorized, "the host key " + key.fingerprint() + " of " + hostAndPort(server)
                                                    + " was not confirmed; nothing was sent to it");
    co_return hostKeys->trust(server, key);
}

} // namespace

std::string HostKey::fingerprint() const
{
    const QByteArray blob = QByteArray::fromBase64(QByteArray::fromStdString(key));
    const QByteArray hash = QCryptographicHash::hash(blob, QCryptographicHash::Sha256);
    return "SHA256:" + hash.toBase64(QByteArray::OmitTrailingEquals).toStdString();
}

HostKeys::HostKeys(std::filesystem::path file, std::vector<std::filesystem::path> alsoTrusted)
{
    m_sources.push_back({std::move(file), {}, 0, {}});
    for (auto &path : alsoTrusted)
        m_sources.push_back({std::move(path), {}, 0, {}});
}

void HostKeys::refresh(Source &source) const
{
    std::error_code error;
    const auto changed = std::filesystem::last_write_time(source.path, error);
    const auto size = error ? 0 : std::filesystem::file_size(source.path, error);
    if (error) {
        source.entries.clear();
        source.size = 0;
        return;
    }
    if (changed == source.changed && size == source.size)
        return;
    const QByteArray text = readFile(source.path);
    source.entries = parseKnownHosts({text.constData(), static_cast<std::size_t>(text.size())});
    source.changed = changed;
    source.size = size;
}

/// What the first file that lists the server has to say, and every revocation.
std::vector<const KnownHostsEntry *> HostKeys::entriesFor(const std::string &name)
{
    std::vector<const KnownHostsEntry *> found;
    bool listed = false;
    for (Source &source : m_sources) {
        refresh(source);
        bool here = false;
        for (const KnownHostsEntry &entry : source.entries) {
            // Certificates are not asked for, so an authority has no say.
            if (entry.marker == Marker::CertAuthority || !matches(entry, name))
                continue;
            if (entry.marker == Marker::Revoked) {
                found.push_back(&entry);
            } else if (!listed) {
                found.push_back(&entry);
                here = true;
            }
        }
        listed = listed || here;
    }
    return found;
}

HostKeys::Finding HostKeys::check(const SshEndpoint &server, const HostKey &key)
{
    const std::scoped_lock lock(m_mutex);
    const std::string name = knownHostsName(server.host, server.port);
    Finding finding;
    for (const KnownHostsEntry *entry : entriesFor(name)) {
        if (entry->marker == Marker::Revoked) {
            if (holds(*entry, key))
                return {Verdict::Revoked, {}};
        } else if (holds(*entry, key)) {
            finding.verdict = Verdict::Known;
        } else {
            finding.expected.push_back(HostKey{entry->type, entry->key}.fingerprint());
        }
    }
    if (finding.verdict == Verdict::Known) {
        finding.expected.clear();
    } else if (!finding.expected.empty()) {
        finding.verdict = Verdict::Changed;
        m_refused[name] = key;
    }
    return finding;
}

std::vector<std::string> HostKeys::typesOnRecord(const SshEndpoint &server)
{
    const std::scoped_lock lock(m_mutex);
    std::vector<std::string> types;
    for (const KnownHostsEntry *entry : entriesFor(knownHostsName(server.host, server.port))) {
        if (entry->marker == Marker::None && std::ranges::find(types, entry->type) == types.end())
            types.push_back(entry->type);
    }
    return types;
}

Result<void> HostKeys::write(const std::string &name, const HostKey &key, bool replacing)
{
    Source &own = m_sources.front();
    const QByteArray bytes = readFile(own.path);
    std::string_view rest(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    std::string text;
    while (const auto line = takeLine(rest)) {
        const auto entries = parseKnownHosts(*line);
        const bool about = !entries.empty() && entries.front().marker == Marker::None && entries.front().hosts == name;
        if (!(replacing && about))
            text.append(*line).append("\n");
    }
    text += name + " " + key.type + " " + key.key + "\n";

    QDir().mkpath(toQString(own.path.parent_path()));
    QSaveFile file(toQString(own.path));
    const bool written = file.open(QIODevice::WriteOnly)
                         && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
                         && file.write(text.data(), static_cast<qint64>(text.size())) >= 0 && file.commit();
    if (!written)
        return fail(ErrorKind::Internal, "cannot write " + own.path.string() + ": " + file.errorString().toStdString());
    own.changed = {};
    return {};
}

Result<void> HostKeys::trust(const SshEndpoint &server, const HostKey &key)
{
    const std::scoped_lock lock(m_mutex);
    return write(knownHostsName(server.host, server.port), key, false);
}

Result<void> HostKeys::replace(const SshEndpoint &server, std::string_view fingerprint)
{
    const std::scoped_lock lock(m_mutex);
    const std::string name = knownHostsName(server.host, server.port);
    const auto refused = m_refused.find(name);
    if (refused == m_refused.end() || refused->second.fingerprint() != fingerprint)
        return fail(ErrorKind::Conflict, hostAndPort(server) + " no longer shows the key " + std::string(fingerprint)
                                             + "; connect again and compare the fingerprint");
    auto written = write(name, refused->second, true);
    if (written)
        m_refused.erase(refused);
    return written;
}

QCoro::Task<Result<void>> HostKeys::verify(std::shared_ptr<HostKeys> hostKeys, SshEndpoint server, HostKey key,
                                           std::shared_ptr<Prompter> prompter, Deadline deadline)
{
    const Finding finding = hostKeys->check(server, key);
    if (finding.verdict == Verdict::Known)
        co_return Result<void>{};
    if (finding.verdict != Verdict::Unknown)
        co_return verdictError(server, key, finding);

    const std::string about = knownHostsName(server.host, server.port) + " " + key.key;
    const SharedQuestions::Ask ask = [=] { return confirm(hostKeys, server, key, prompter, deadline); };
    const auto answer = co_await SharedQuestions::ask(hostKeys->m_questions, about, ask, deadline);
    co_return answer;
}

} // namespace piuptime::ssh
