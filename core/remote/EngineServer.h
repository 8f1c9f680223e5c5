// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/fleet/Engine.h"

#include <QLocalServer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <string>
#include <vector>

namespace piuptime::remote {

class Visitor;

/// Lets front ends of the same user use an engine from processes of their own, over a local socket. Any number at a
/// time: all are told the same, and who looks at a device has it watched. One that stops reading is told what changed
/// once it reads again, and is let go of when too much waits for it. Thread: the engine's.
class EngineServer final : public QObject
{
    Q_OBJECT
public:
    /// \param engine  outlives this   \param path  of the socket, which only this user can open; its folder is made
    /// \retval Conflict another process answers there   \retval InvalidInput the path is too long for a socket
    /// \retval Internal the operating system refused
    [[nodiscard]] static Result<std::unique_ptr<EngineServer>> start(fleet::Engine &engine, const std::string &path);
    ~EngineServer() override;

    [[nodiscard]] std::size_t visitors() const { return m_visitors.size(); }

private:
    explicit EngineServer(fleet::Engine &engine);
    void welcome();
    void watchForAll();
    template <class Notice>
    void tellAll(const Notice &notice);

    fleet::Engine &m_engine;
    QLocalServer m_server;
    QTimer m_aliveTimer;
    std::vector<std::unique_ptr<Visitor>> m_visitors;
};

} // namespace piuptime::remote
