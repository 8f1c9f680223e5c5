// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/publishers/Binding.h"
#include "core/publishers/Reader.h"
#include "core/publishers/SparkplugPayload.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime::publishers {

/// Sparkplug B as a host application reads it: births give metrics their names, aliases and types; what does not
/// follow on a birth is not read, and its node is asked for a new one. One thread at a time.
class Sparkplug
{
public:
    static constexpr std::array<std::string_view, 6> kFilters{"+/NBIRTH/+",   "+/NDEATH/+",   "+/NDATA/+",
                                                              "+/DBIRTH/+/+", "+/DDEATH/+/+", "+/DDATA/+/+"};

    explicit Sparkplug(Limits limits)
        : m_limits(limits)
    {
    }

    [[nodiscard]] static bool recognises(std::string_view tail);
    /// \param prefix the level before `tail`
    /// \param bindings sorted by topic: those of metrics, by the topic of the data and the metric's name
    [[nodiscard]] Result<Readout> read(std::string_view prefix, std::string_view tail, const Message &message,
                                       std::span<const Binding> bindings);

    [[nodiscard]] Memory memory() const { return m_memory; }

private:
    struct Definition {
        std::string name;
        std::uint32_t datatype = 0;
    };
    struct Device {
        std::map<std::uint64_t, Definition> aliases;
        Kind kind = Kind::Sensor;
    };
    struct Node {
        bool isBorn = false;                        ///< and all messages since then came
        std::optional<std::uint64_t> birthSequence; ///< `bdSeq`
        std::uint64_t nextSequence = 0;
        std::optional<UtcTime> askedAt;                     ///< for a rebirth
        std::map<std::string, Device, std::less<>> devices; ///< the empty name is the node's own
    };
    struct Address; ///< of a message, from its topic

    [[nodiscard]] Node *nodeOf(const Address &address);
    [[nodiscard]] Device *makeDevice(Node &node, const Address &address);
    void forgetDevice(Node &node, std::string_view name);
    void forgetNode(const Address &address);
    [[nodiscard]] bool take(std::size_t bytes);
    void release(std::size_t bytes);
    [[nodiscard]] static bool follows(Node &node, const SparkplugPayload &payload);
    static void askForRebirth(Node &node, const Address &address, const Message &message, Readout &readout);
    void define(Device &device, const Address &address, const SparkplugPayload &payload);

    [[nodiscard]] Readout readDeath(const Address &address, const SparkplugPayload &payload, const Message &message);
    [[nodiscard]] Readout readBirth(Node &node, const Address &address, const SparkplugPayload &payload,
                                    const Message &message);
    [[nodiscard]] Readout readData(Node &node, const Address &address, const SparkplugPayload &payload,
                                   const Message &message);
    /// \return false when an alias is unknown
    [[nodiscard]] static bool readValues(const Device &device, const Address &address, const SparkplugPayload &payload,
                                         std::vector<Report> &reports);

    Limits m_limits;
    Memory m_memory;
    std::map<std::string, Node, std::less<>> m_nodes; ///< by `group/node`
};

} // namespace piuptime::publishers
