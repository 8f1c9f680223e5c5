// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/Session.h"
#include "tests/support/ScriptedPrompter.h"
#include "tests/support/SshdServer.h"
#include "tests/support/Verify.h"

#include <QTemporaryDir>
#include <QTest>

namespace piuptime::test {

using namespace std::chrono_literals;
using Opened = Result<std::shared_ptr<ssh::Session>>;

/// A server, a person who answers as prepared, and stores in a directory of their own.
struct Bench {
    QTemporaryDir directory;
    std::unique_ptr<SshdServer> server;
    std::shared_ptr<ScriptedPrompter> person = std::make_shared<ScriptedPrompter>();
    ssh::SessionOptions options;

    explicit Bench(SshdServer::Options serverOptions = {})
    {
        qputenv("HOME", directory.path().toUtf8()); // the keys of whoever runs the tests stay out of it
        auto started = SshdServer::start(std::move(serverOptions));
        if (!started)
            qFatal("%s", started.error().describe().c_str());
        server = std::move(*started);
        options = optionsFor(*server);
        options.hostKeys = std::make_shared<ssh::HostKeys>(file("known_hosts"));
        options.keys = std::make_shared<ssh::Identities>();
    }

    /// To sign in to `other` with its own key; host keys and keys are shared.
    [[nodiscard]] ssh::SessionOptions optionsFor(const SshdServer &other) const
    {
        ssh::SessionOptions result = options;
        result.endpoint = other.endpoint();
        result.identities = {other.userKey()};
        return result;
    }
    [[nodiscard]] std::string file(const char *name) const
    {
        return directory.filePath(QString::fromLatin1(name)).toStdString();
    }
    [[nodiscard]] QCoro::Task<Opened> opening(Milliseconds time = 30s) const
    {
        return ssh::Session::open(options, person, Deadline::in(time));
    }
    [[nodiscard]] Opened open(Milliseconds time = 30s) const { return QCoro::waitFor(opening(time)); }
};

inline Result<ssh::CommandResult> run(const std::shared_ptr<ssh::Session> &session, const char *command,
                                      std::size_t maxBytes = 65536)
{
    return QCoro::waitFor(session->run(command, Deadline::in(30s), maxBytes));
}

} // namespace piuptime::test
