// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace piuptime::history {

/// Compresses with zstd; a checksum of the content is part of what comes out.
[[nodiscard]] std::string compress(std::string_view bytes);

/// \param size of the content; what turns out larger is refused before memory is taken for it
/// \return false when the bytes are damaged, or are not `size` bytes of content
[[nodiscard]] bool decompress(std::string_view bytes, std::size_t size, std::string &content);

} // namespace piuptime::history
