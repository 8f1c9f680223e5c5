// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/SshLink.h"

#include "core/base/Text.h"
#include "core/collect/Probe.h"
#include "core/ssh/Session.h"

namespace piuptime::fleet {
namespace {

constexpr std::size_t kMaxOutput = 64 * 1024;
/// Every step of the way has its own time limit; this one bounds them together, a person's thinking included.
constexpr Milliseconds kLongestSignIn{900'000};

class SshLink final : public Link
{
public:
    explicit SshLink(std::shared_ptr<ssh::Session> session)
        : m_session(std::move(session))
    {
    }
    ~SshLink() override { m_session->close(); }

    QCoro::Task<Result<std::shared_ptr<async::ByteChannel>>> openShell(Deadline deadline) override
    {
        return shellOf(m_session, deadline);
    }
    QCoro::Task<Result<CommandOutput>> run(std::string command, QByteArray input, std::size_t most,
                                           Deadline deadline) override
    {
        return outputOf(m_session, std::move(command), std::move(input), most, deadline);
    }
    QCoro::Task<Result<void>> upload(std::string path, QByteArray bytes, std::function<void(std::size_t)> sent,
                                     Deadline deadline) override
    {
        return uploadTo(m_session, std::move(path), std::move(bytes), std::move(sent), deadline);
    }
    QCoro::Task<Result<std::shared_ptr<async::ByteChannel>>> openSocket(std::string path, Deadline deadline) override
    {
        return socketOf(m_session, std::move(path), deadline);
    }
    void close() override { m_session->close(); }

private:
    static QCoro::Task<Result<std::shared_ptr<async::ByteChannel>>> shellOf(std::shared_ptr<ssh::Session> session,
                                                                            Deadline deadline)
    {
        const std::string command(collect::kProbeCommand);
        auto channel = co_await session->exec(command, deadline);
        if (!channel)
            co_return tl::unexpected(channel.error());
        std::shared_ptr<async::ByteChannel> shell = std::move(*channel);
        co_return shell;
    }
    static QCoro::Task<Result<std::shared_ptr<async::ByteChannel>>> socketOf(std::shared_ptr<ssh::Session> session,
                                                                             std::string path, Deadline deadline)
    {
        auto channel = co_await session->connectSocket(std::move(path), deadline);
        if (!channel)
            co_return tl::unexpected(channel.error());
        std::shared_ptr<async::ByteChannel> socket = std::move(*channel);
        co_return socket;
    }
    static QCoro::Task<Result<CommandOutput>> outputOf(std::shared_ptr<ssh::Session> session, std::string command,
                                                       QByteArray input, std::size_t most, Deadline deadline)
    {
        const std::function<void(std::size_t)> nobody = [](std::size_t) {};
        const auto result = co_await session->run(std::move(command), std::move(input), nobody, deadline, most);
        if (!result)
            co_return tl::unexpected(result.error());
        co_return CommandOutput{result->exitStatus, result->output.toStdString(), result->errors.toStdString()};
    }

    static QCoro::Task<Result<void>> uploadTo(std::shared_ptr<ssh::Session> session, std::string path, QByteArray bytes,
                                              std::function<void(std::size_t)> sent, Deadline deadline)
    {
        // The count tells a whole file from one that was cut short by a full disk or a lost connection.
        const std::string file = shellQuoted(path);
        const std::string command = "{ umask 077; cat >" + file + " && [ \"$(wc -c <" + file + ")\" -eq "
                                    + std::to_string(bytes.size()) + " ]; } 2>&1";
        const auto result = co_await session->run(command, std::move(bytes), std::move(sent), deadline, kMaxOutput);
        if (!result)
            co_return fail(result.error(), "copying " + path);
        if (result->exitStatus != 0)
            co_return fail(ErrorKind::Internal,
                           path + " could not be written whole: " + printable(result->output.toStdString()));
        co_return {};
    }

    std::shared_ptr<ssh::Session> m_session;
};

} // namespace

QCoro::Task<Result<std::shared_ptr<Link>>> openSshLink(DeviceConfig device, ssh::SessionOptions common,
                                                       std::shared_ptr<ssh::Prompter> prompter)
{
    ssh::SessionOptions options = std::move(common);
    options.endpoint = device.endpoint;
    options.jumps = device.jumps;
    options.identities = device.identities;
    const Deadline deadline = Deadline::in(kLongestSignIn);
    auto session = co_await ssh::Session::open(options, prompter, deadline);
    if (!session)
        co_return tl::unexpected(session.error());
    std::shared_ptr<Link> link = std::make_shared<SshLink>(std::move(*session));
    co_return link;
}

} // namespace piuptime::fleet
