// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/TokenBucket.h"
#include "core/mqtt/Client.h"
#include "core/publishers/Reader.h"
#include "core/reporting/Sink.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace piuptime::reporting {

/// Makes readings of what other programs publish on one broker. What a publisher says in one go, in however many
/// messages, is one reading. Thread: that of the broker's client.
class PublisherIntake
{
public:
    struct Options {
        publishers::Prefixes prefixes{};   ///< of the topics that are read
        std::size_t mostPublishers = 5000; ///< messages of more are refused
        int burst = 5000;                  ///< messages of one publisher that are read without a pause
        Milliseconds betweenMessages{5};   ///< of one publisher, when its burst is used up
    };
    struct Services {
        std::shared_ptr<const Clock> clock;
        Sink *sink = nullptr;
        std::function<void(const publishers::Reply &reply)> send;
        std::function<void()> subscriptionsChanged;
    };

    PublisherIntake(Options options, Services services);

    [[nodiscard]] std::vector<mqtt::Subscription> subscriptions() const;
    /// What is bound by hand from now on; the subscriptions are others then. \retval InvalidInput as `Reader` says
    [[nodiscard]] Result<void> setBindings(std::vector<Binding> bindings);
    /// \return the format it has; empty: none that is known
    /// \retval Corrupt the message is rubbish   \retval Overloaded too much of it
    [[nodiscard]] Result<std::string_view> take(const mqtt::Incoming &message);
    /// All messages at hand have been taken: what they told is passed on.
    void passOn();

private:
    struct Publisher {
        explicit Publisher(const Options &options)
            : limit(options.burst, options.betweenMessages)
        {
        }
        Reporter reporter;
        TokenBucket limit;
        Reading gathered; ///< what it told since it was passed on last
        bool hasToldValues = false;
    };

    [[nodiscard]] Result<void> note(const publishers::Report &report, bool retained);
    [[nodiscard]] Publisher *publisherOf(const publishers::Report &report);

    Options m_options;
    Services m_services;
    publishers::Reader m_reader;
    std::unordered_map<std::string, std::unique_ptr<Publisher>> m_publishers; ///< by the reporter's key
    std::vector<Publisher *> m_gathering;                                     ///< those that told values
};

} // namespace piuptime::reporting
