// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace piuptime::history {

/// Ends of the names of files that are to take the place of a history.
inline constexpr const char *kSalvageSuffix = ".salvage";
inline constexpr const char *kRestoreSuffix = ".restored";
/// What names of files that were put aside say.
inline constexpr const char *kDamaged = ".damaged-";
inline constexpr const char *kBeforeRestore = ".before-restore-";

/// Puts the whole and synced file `fresh` in the place of the history at `path`, and what was there beside it, under
/// the path, `word` and the time. A power cut in between leaves what `finishReplacement` finishes.
/// \return where what was there is now; empty if nothing was. Throws SqliteError. Needs the lock.
std::string putInPlace(const std::string &fresh, const std::string &path, const std::string &word);
/// Finishes a replacement that a power cut stopped between its renames. Throws SqliteError. Needs the lock.
void finishReplacement(const std::string &path);

/// A name beside `path` that nothing has: the path, `word` and the time.
[[nodiscard]] std::string freeName(const std::string &path, const std::string &word);
/// Renames a file, if there is one. Throws SqliteError.
void move(const std::string &from, const std::string &to);
/// Makes renames in the folder of `path` durable.
void syncFolderOf(const std::string &path);

} // namespace piuptime::history
