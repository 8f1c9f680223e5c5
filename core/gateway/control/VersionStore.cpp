// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/control/VersionStore.h"

#include "core/base/Text.h"
#include "core/config/AtomicFile.h"
#include "core/gateway/settings/GatewayText.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>

namespace piuptime::gateway::control {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::string_view kSuffix = ".toml";
constexpr std::size_t kMaxHeadBytes = 4096;
constexpr std::size_t kMaxFileBytes = kMaxGatewayFileBytes + kMaxHeadBytes;
constexpr std::size_t kMaxAuthorBytes = 64;
constexpr std::size_t kMaxNoteBytes = 512;

/// The first line of a version's file: a comment of TOML with an object of JSON.
std::string headOf(const Version &version)
{
    const json head{{"at_ms_utc", toMsUtc(version.at)}, {"author", version.author}, {"note", version.note}};
    return "# " + head.dump() + "\n";
}

std::optional<Version> readHead(std::uint64_t number, std::string_view file)
{
    if (!file.starts_with("# "))
        return std::nullopt;
    const json head = json::parse(file.substr(2, file.find('\n') - 2), nullptr, false);
    if (!head.is_object() || !head.contains("at_ms_utc") || !head["at_ms_utc"].is_number_integer())
        return std::nullopt;
    const auto word = [&head](const char *key, std::size_t most) {
        const auto found = head.find(key);
        return found != head.end() && found->is_string() ? printable(found->get<std::string>(), most) : std::string();
    };
    return Version{number, UtcTime(Milliseconds(head["at_ms_utc"].get<std::int64_t>())),
                   word("author", kMaxAuthorBytes), word("note", kMaxNoteBytes)};
}

} // namespace

Result<VersionStore> VersionStore::open(std::string folder)
{
    VersionStore store(std::move(folder));
    std::error_code error;
    fs::directory_iterator files(store.m_folder, error);
    if (error == std::errc::no_such_file_or_directory)
        return store;
    if (error)
        return fail(ErrorKind::Internal, store.m_folder + " cannot be read: " + error.message());
    for (const fs::directory_entry &entry : files) {
        const std::string name = entry.path().filename().string();
        const auto number = name.ends_with(kSuffix) ? toUnsigned(name.substr(0, name.size() - kSuffix.size()))
                                                    : std::optional<std::uint64_t>();
        const auto file = number ? config::readFile(entry.path().string(), kMaxFileBytes)
                                 : Result<std::string>(tl::unexpected(Error{}));
        const auto version = file ? readHead(*number, *file) : std::optional<Version>();
        if (version && *number > 0)
            store.m_versions.push_back(*version);
    }
    std::ranges::sort(store.m_versions, {}, &Version::number);
    return store;
}

std::string VersionStore::fileOf(std::uint64_t number) const
{
    return m_folder + "/" + std::to_string(number) + std::string(kSuffix);
}

const Version *VersionStore::find(std::uint64_t number) const
{
    const auto found = std::ranges::find(m_versions, number, &Version::number);
    return found == m_versions.end() ? nullptr : &*found;
}

Result<std::string> VersionStore::text(std::uint64_t number) const
{
    if (find(number) == nullptr)
        return fail(ErrorKind::NotFound, "there is no version " + std::to_string(number) + " of the configuration");
    auto file = config::readFile(fileOf(number), kMaxFileBytes);
    if (!file)
        return fail(file.error(), "reading version " + std::to_string(number) + " of the configuration");
    return file->substr(std::min(file->size(), file->find('\n') + 1));
}

Result<Version> VersionStore::add(Version like, std::string_view text)
{
    like.number = newest() + 1;
    like.author = printable(like.author, kMaxAuthorBytes);
    like.note = printable(like.note, kMaxNoteBytes);
    std::string file = headOf(like);
    file.append(text);
    if (const Result<void> written = config::writeFileAtomically(fileOf(like.number), file); !written)
        return fail(written.error(), "keeping the configuration");
    m_versions.push_back(like);
    while (m_versions.size() > kMost) {
        std::error_code ignored; // it is looked for no more, and goes with the next one if it is still there
        fs::remove(fileOf(m_versions.front().number), ignored);
        m_versions.erase(m_versions.begin());
    }
    return like;
}

void VersionStore::takeBack()
{
    if (m_versions.empty())
        return;
    std::error_code ignored; // the next one takes its place
    fs::remove(fileOf(newest()), ignored);
    m_versions.pop_back();
}

} // namespace piuptime::gateway::control
