// SPDX-License-Identifier: GPL-3.0-or-later
// The log's file: rotated by size and age, old ones numbered and compressed.
#include "core/base/UniqueFd.h"
#include "core/gateway/see/LogSink.h"

#include <zstd.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace piuptime::gateway {

namespace {

namespace fs = std::filesystem;

constexpr mode_t kMode = 0640;

ErrorKind kindOf(int error)
{
    return error == EACCES || error == EPERM ? ErrorKind::Unauthorized : ErrorKind::Internal;
}

auto failed(const std::string &step, const std::string &path)
{
    const int error = errno;
    return fail(kindOf(error), step + ' ' + path + ": " + std::strerror(error));
}

Result<void> writeAll(int fd, std::string_view bytes, const std::string &path)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return failed("writing to", path);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

struct FreeContext {
    void operator()(ZSTD_CCtx *context) const { ZSTD_freeCCtx(context); }
};

/// Compresses a file piece by piece; the original goes once all of it is there.
Result<void> compress(const std::string &from, const std::string &to)
{
    const UniqueFd in(::open(from.c_str(), O_RDONLY | O_CLOEXEC));
    const UniqueFd out(::open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kMode));
    if (!in.isOpen() || !out.isOpen())
        return failed("compressing", from);
    const std::unique_ptr<ZSTD_CCtx, FreeContext> context(ZSTD_createCCtx());
    std::vector<char> plain(ZSTD_CStreamInSize());
    std::vector<char> packed(ZSTD_CStreamOutSize());
    ssize_t got = 1;
    while (got > 0) {
        got = ::read(in.get(), plain.data(), plain.size());
        if (got < 0)
            return failed("reading", from);
        ZSTD_inBuffer input{plain.data(), static_cast<std::size_t>(got), 0};
        std::size_t left = 1;
        while (left > 0 && (got == 0 || input.pos < input.size)) {
            ZSTD_outBuffer output{packed.data(), packed.size(), 0};
            left = ZSTD_compressStream2(context.get(), &output, &input, got == 0 ? ZSTD_e_end : ZSTD_e_continue);
            if (ZSTD_isError(left) != 0)
                return fail(ErrorKind::Internal, std::string("compressing ") + from + ": " + ZSTD_getErrorName(left));
            if (const auto written = writeAll(out.get(), {packed.data(), output.pos}, to); !written)
                return written;
            if (got != 0)
                left = 1; // it takes more whenever there is some
        }
    }
    fs::remove(from);
    return {};
}

class FileSink final : public LogSink
{
public:
    explicit FileSink(FileLogConfig config)
        : m_config(std::move(config))
    {
    }

    [[nodiscard]] std::string_view name() const override { return "file"; }

    [[nodiscard]] Result<void> write(std::string_view lines) override
    {
        while (m_done < lines.size()) {
            if (const auto opened = open(); !opened)
                return opened;
            const std::string_view piece = pieceOf(lines.substr(m_done));
            if (const auto put = piece.empty() ? rotate() : append(piece); !put)
                return put;
            m_done += piece.size();
        }
        m_done = 0;
        return {};
    }

    void reopen() override { m_fd.reset(); }

private:
    /// What may still go into this file; nothing when it is time for another one.
    [[nodiscard]] std::string_view pieceOf(std::string_view lines) const
    {
        const bool isOld =
            m_config.rotateAfter.count() > 0 && SystemClock().utcNow() >= m_begunAt + m_config.rotateAfter;
        if (isOld && m_size > 0)
            return {};
        const std::uint64_t room = m_config.rotateBytes - std::min(m_config.rotateBytes, m_size);
        if (m_config.rotateBytes == 0 || lines.size() <= room)
            return lines;
        const std::size_t end = room == 0 ? std::string_view::npos : lines.rfind('\n', room - 1);
        if (end == std::string_view::npos) // not even a line; to an empty file it goes nevertheless
            return m_size > 0 ? std::string_view() : lines.substr(0, lines.find('\n') + 1);
        return lines.substr(0, end + 1);
    }

    Result<void> append(std::string_view piece)
    {
        const auto written = writeAll(m_fd.get(), piece, m_config.path);
        if (written)
            m_size += piece.size();
        else if (::ftruncate(m_fd.get(), static_cast<off_t>(m_size)) != 0) // no half line stays; they come again
            m_fd.reset();
        return written;
    }

    Result<void> open()
    {
        if (m_fd.isOpen())
            return {};
        m_fd.reset(::open(m_config.path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, kMode));
        struct stat found {
        };
        if (!m_fd.isOpen() || ::fstat(m_fd.get(), &found) != 0)
            return failed("opening", m_config.path);
        m_size = static_cast<std::uint64_t>(found.st_size);
        m_begunAt = m_size == 0 ? SystemClock().utcNow() : fromMsUtc(std::int64_t{found.st_mtim.tv_sec} * 1000);
        return {};
    }

    /// Each old file takes the next number, and the last one goes.
    Result<void> rotate()
    {
        std::error_code error;
        for (unsigned number = m_config.kept + 1; number-- > 1;) {
            for (const char *const ending : {"", ".zst"}) {
                const std::string from = numbered(number) + ending;
                if (number == m_config.kept)
                    fs::remove(from, error);
                else if (fs::exists(from, error))
                    fs::rename(from, numbered(number + 1) + ending, error);
            }
        }
        m_fd.reset();
        if (m_config.kept == 0)
            fs::remove(m_config.path, error);
        else
            fs::rename(m_config.path, numbered(1), error);
        if (error)
            return fail(ErrorKind::Internal, "rotating " + m_config.path + ": " + error.message());
        if (m_config.kept > 0 && m_config.compression == Compression::Zstd) {
            // An old file that cannot be compressed stays as it is: the new one matters more.
            if (!compress(numbered(1), numbered(1) + ".zst"))
                fs::remove(numbered(1) + ".zst", error);
        }
        return open();
    }

    [[nodiscard]] std::string numbered(unsigned number) const { return m_config.path + '.' + std::to_string(number); }

    const FileLogConfig m_config;
    UniqueFd m_fd;
    std::uint64_t m_size = 0;
    UtcTime m_begunAt{};
    std::size_t m_done = 0; ///< bytes of the lines that came last
};

} // namespace

std::unique_ptr<LogSink> makeFileSink(FileLogConfig config)
{
    return std::make_unique<FileSink>(std::move(config));
}

} // namespace piuptime::gateway
