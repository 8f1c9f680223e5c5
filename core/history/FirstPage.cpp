// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/FirstPage.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sqlite3.h>
#include <utility>

namespace piuptime::history {
namespace {

constexpr std::size_t kPageBytes = 4096;
// Where the header of a SQLite file tells its size and its free pages.
constexpr std::size_t kPageCountAt = 28;
constexpr std::size_t kFreePagesAt = 32;
constexpr std::size_t kFreePagesBytes = 8;

using Roots = std::set<std::pair<std::string, std::int64_t>>;

/// Where tables and indexes begin, with what they are.
Roots rootsOf(Connection &connection)
{
    Roots roots;
    Statement rows = connection.prepare("SELECT type || name || tbl_name || coalesce(sql, ''), rootpage FROM "
                                        "sqlite_schema");
    while (rows.step())
        roots.emplace(rows.text(0), rows.number(1));
    return roots;
}

std::optional<std::string> readPage(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    std::string page(kPageBytes, '\0');
    file.read(page.data(), static_cast<std::streamsize>(page.size()));
    return file ? std::optional(page) : std::nullopt;
}

void writePage(const std::string &path, const std::string &page)
{
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    file.write(page.data(), static_cast<std::streamsize>(page.size()));
}

} // namespace

bool LentFirstPage::isOfUse(const std::string &damaged, Connection &sound, const std::string &vfs)
{
    const Roots expected = rootsOf(sound);
    try {
        Connection connection(damaged, Connection::Mode::ReadOnly, vfs);
        const Roots found = rootsOf(connection);
        const auto isFound = [&found](const auto &root) { return found.contains(root); };
        const auto same = std::ranges::count_if(expected, isFound);
        // A file of an earlier version has none of its tables where a new one has them.
        return std::cmp_less(same, expected.size()) && std::cmp_greater(same * 2, expected.size());
    } catch (const SqliteError &error) {
        return error.isDamage() || error.code() == SQLITE_ERROR; // a schema that is no SQL
    }
}

LentFirstPage::LentFirstPage(std::string damaged, const std::string &sound)
    : m_path(std::move(damaged))
{
    std::optional<std::string> page = readPage(sound);
    std::error_code error;
    const auto pages = std::filesystem::file_size(m_path, error) / kPageBytes;
    if (!page || error)
        return;
    m_before = readPage(m_path);
    if (!m_before)
        return;
    for (std::size_t i = 0; i < 4; ++i)
        page->at(kPageCountAt + i) = static_cast<char>((pages >> (8 * (3 - i))) & 0xFFU);
    page->replace(kFreePagesAt, kFreePagesBytes, kFreePagesBytes, '\0');
    writePage(m_path, *page);
}

LentFirstPage::~LentFirstPage()
{
    if (m_before)
        writePage(m_path, *m_before);
}

} // namespace piuptime::history
