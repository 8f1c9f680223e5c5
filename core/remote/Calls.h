// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fleet/Engine.h"
#include "core/remote/Archive.h"

#include <cstddef>
#include <tuple>
#include <type_traits>

namespace piuptime::remote {

template <class Method>
struct Signature;

/// What a method of the engine takes, by value, and gives.
template <class Given, class... Taken>
struct Signature<Given (fleet::Engine::*)(Taken...)> {
    using Returned = Given;
    using Arguments = std::tuple<std::remove_cvref_t<Taken>...>;
};

template <auto Method>
using ArgumentsOf = typename Signature<decltype(Method)>::Arguments;
template <auto Method>
using ReturnedBy = typename Signature<decltype(Method)>::Returned;

/// What a future of the engine ends with.
template <class Future>
struct OutcomeOf;
template <class T>
struct OutcomeOf<QFuture<T>> {
    using Type = T;
};
template <auto Method>
using Outcome = typename OutcomeOf<ReturnedBy<Method>>::Type;

template <auto... Methods>
struct CallList {
    static constexpr std::size_t kCount = sizeof...(Methods);

    /// The place of a method in the list. A method that is not in it does not compile.
    template <auto Method>
    [[nodiscard]] static consteval std::size_t numberOf()
    {
        std::size_t number = 0;
        const bool isThere = ((std::is_same_v<Constant<Methods>, Constant<Method>> || (++number, false)) || ...);
        return isThere ? number : throw "the method cannot be called from another process";
    }

    /// Calls `visitor.operator()<Method>()` for the method at this place. \return whether there is one
    template <class Visitor>
    static bool visit(std::uint64_t number, Visitor &&visitor)
    {
        std::uint64_t i = 0;
        return ((i++ == number && (visitor.template operator()<Methods>(), true)) || ...);
    }

    /// The shapes of all arguments and results.
    static void describe(std::string &shape) { (describeOne<Methods>(shape), ...); }

private:
    template <auto>
    struct Constant;

    template <auto Method>
    static void describeOne(std::string &shape)
    {
        Kind<ArgumentsOf<Method>>::describe(shape);
        if constexpr (!std::is_void_v<ReturnedBy<Method>>)
            Kind<Outcome<Method>>::describe(shape);
        shape += ';';
    }
};

/// All that a front end asks of an engine in another process, by number.
using Calls =
    CallList<&fleet::Engine::saveDevices, &fleet::Engine::removeDevices, &fleet::Engine::answer,
             &fleet::Engine::reconnect, &fleet::Engine::watch, &fleet::Engine::replaceHostKey, &fleet::Engine::act,
             &fleet::Engine::askGateway, &fleet::Engine::query, &fleet::Engine::top, &fleet::Engine::series,
             &fleet::Engine::extent, &fleet::Engine::events, &fleet::Engine::saveBrokers,
             &fleet::Engine::setUpLocalBroker, &fleet::Engine::localAccounts, &fleet::Engine::traffic,
             &fleet::Engine::saveBindings, &fleet::Engine::follow, &fleet::Engine::survey, &fleet::Engine::commandKey,
             &fleet::Engine::installAgent, &fleet::Engine::removeAgent, &fleet::Engine::cancelInstall>;

} // namespace piuptime::remote
