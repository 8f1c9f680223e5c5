// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/CountedIo.h"

#include <atomic>
#include <sys/syscall.h>
#include <unistd.h>

namespace piuptime::bench {
namespace {

std::atomic<std::uint64_t> syncs = 0;
std::atomic<std::uint64_t> bytesWritten = 0;

int countedSync(long call, int descriptor)
{
    ++syncs;
    return static_cast<int>(::syscall(call, descriptor));
}

ssize_t countedWrite(int descriptor, const void *bytes, std::size_t count, off64_t offset)
{
    const auto written = static_cast<ssize_t>(::syscall(SYS_pwrite64, descriptor, bytes, count, offset));
    if (written > 0)
        bytesWritten += static_cast<std::uint64_t>(written);
    return written;
}

} // namespace

CountedIo countedIo()
{
    return {syncs.load(), bytesWritten.load()};
}

} // namespace piuptime::bench

extern "C" {
int fsync(int descriptor)
{
    return piuptime::bench::countedSync(SYS_fsync, descriptor);
}
int fdatasync(int descriptor)
{
    return piuptime::bench::countedSync(SYS_fdatasync, descriptor);
}
ssize_t pwrite(int descriptor, const void *bytes, std::size_t count, off_t offset)
{
    return piuptime::bench::countedWrite(descriptor, bytes, count, offset);
}
ssize_t pwrite64(int descriptor, const void *bytes, std::size_t count, off64_t offset)
{
    return piuptime::bench::countedWrite(descriptor, bytes, count, offset);
}
}
