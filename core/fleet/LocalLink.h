// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fleet/Link.h"

namespace piuptime::fleet {

/// The machine the console runs on, read by the same probe through a local shell.
class LocalLink final : public Link
{
public:
    [[nodiscard]] QCoro::Task<Result<std::shared_ptr<async::ByteChannel>>> openShell(Deadline deadline) override;
    using Link::run;
    [[nodiscard]] QCoro::Task<Result<CommandOutput>> run(std::string command, QByteArray input, std::size_t most,
                                                         Deadline deadline) override;
    QCoro::Task<Result<void>> upload(std::string path, QByteArray bytes, std::function<void(std::size_t)> sent,
                                     Deadline deadline) override;
    [[nodiscard]] QCoro::Task<Result<std::shared_ptr<async::ByteChannel>>> openSocket(std::string path,
                                                                                      Deadline deadline) override;
    void close() override;

private:
    std::weak_ptr<async::ByteChannel> m_shell;
};

} // namespace piuptime::fleet
