// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime::gateway::control {

/// A configuration that was in use, and how it came to be.
struct Version {
    std::uint64_t number = 0; ///< from 1, in the order in which they came into use
    UtcTime at{};
    std::string author; ///< who put it into use, such as `pi` or `file`
    std::string note;   ///< why, in their words; may be empty

    friend bool operator==(const Version &, const Version &) = default;
};

/// The configurations of a gateway that were in use, one file each: a comment with what is known of it, then its text
/// as it was. A power cut leaves each of them whole or not there. One thread at a time.
class VersionStore
{
public:
    /// So many are kept; the oldest go first.
    static constexpr std::size_t kMost = 200;

    /// What lies in a folder; files in it that are no versions are passed over. The folder may not exist yet.
    /// \retval Internal it cannot be read
    [[nodiscard]] static Result<VersionStore> open(std::string folder);

    /// Oldest first.
    [[nodiscard]] const std::vector<Version> &versions() const { return m_versions; }
    /// Empty when there is none.
    [[nodiscard]] std::uint64_t newest() const { return m_versions.empty() ? 0 : m_versions.back().number; }
    [[nodiscard]] const Version *find(std::uint64_t number) const;
    /// The text of a version, to the byte. \retval NotFound there is none of this number   \retval Internal the disk
    [[nodiscard]] Result<std::string> text(std::uint64_t number) const;

    /// Keeps another one. \param like its number does not matter   \retval Internal the disk refused
    [[nodiscard]] Result<Version> add(Version like, std::string_view text);
    /// Forgets the newest one, which did not come into use after all.
    void takeBack();

private:
    explicit VersionStore(std::string folder)
        : m_folder(std::move(folder))
    {
    }
    [[nodiscard]] std::string fileOf(std::uint64_t number) const;

    std::string m_folder;
    std::vector<Version> m_versions;
};

} // namespace piuptime::gateway::control
