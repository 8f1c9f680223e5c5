// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/TextFile.h"

#include <fstream>
#include <iterator>

namespace piuptime::ssh {
namespace {

constexpr std::uintmax_t kMaxBytes = 4 * 1024 * 1024;

}

Result<std::string> readTextFile(const std::filesystem::path &path)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error))
        return fail(ErrorKind::NotFound, "there is no file " + path.string());
    if (std::filesystem::file_size(path, error) > kMaxBytes)
        return fail(ErrorKind::Overloaded, path.string() + " is larger than 4 MiB");
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return fail(ErrorKind::NotFound, path.string() + " cannot be read");
    return std::string(std::istreambuf_iterator<char>(file), {});
}

} // namespace piuptime::ssh
