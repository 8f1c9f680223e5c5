// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace piuptime::exchange {

/// Fills a buffer from wherever the bytes come from. \return how many were put in; 0 at the end
using ReadBytes = std::function<Result<std::size_t>(std::span<char>)>;

/// Cuts a stream of bytes into lines in bounded memory. A line that is too long is skipped and told.
class LineReader
{
public:
    LineReader(ReadBytes read, std::size_t maxLineBytes);

    struct Line {
        std::uint64_t number = 0; ///< counts from 1
        std::string_view text;    ///< without its end; valid until the next call
        bool isTooLong = false;
    };
    /// The next line; empty at the end. Errors are those of the source.
    [[nodiscard]] Result<std::optional<Line>> next();

private:
    [[nodiscard]] Result<void> readMore();

    ReadBytes m_read;
    std::size_t m_maxLineBytes;
    std::string m_buffer;
    std::size_t m_taken = 0; ///< bytes at the start of the buffer that were handed out already
    std::uint64_t m_number = 0;
    bool m_isAtEnd = false;
};

} // namespace piuptime::exchange
