// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Secret.h"
#include "core/history/codec/Bytes.h"

#include <boost/pfr/core.hpp>

#include <array>
#include <chrono>
#include <concepts>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

/// Values of the domain as bytes, for another process of the same user on the same machine. Structs travel field by
/// field without being described, so a field that is added to one travels as well; both ends compare the shape of all
/// types (`shapeOf`) before anything else. Times of the steady clock stay what they are: it is the machine's.
namespace piuptime::remote {

using history::ByteReader;
using history::ByteWriter;

/// What is done with a kind of type, in a specialisation for each: `put`, `take`, `describe`.
template <class T>
struct Kind;

template <class T>
void put(ByteWriter &out, const T &value)
{
    Kind<T>::put(out, value);
}

/// Where the bytes are not those of such a value, `in` is no longer `ok` and `value` is something valid, but no matter
/// what. Never allocates more than a small multiple of the bytes that are there.
template <class T>
void take(ByteReader &in, T &value)
{
    Kind<T>::take(in, value);
}

/// The types and order of all fields of `T`, down to numbers and text: two programs with the same understand each
/// other's bytes, as long as fields of one type were not exchanged.
template <class T>
[[nodiscard]] std::string shapeOf()
{
    std::string shape;
    Kind<T>::describe(shape);
    return shape;
}

template <>
struct Kind<bool> {
    static void put(ByteWriter &out, bool value) { out.byte(value ? 1 : 0); }
    static void take(ByteReader &in, bool &value) { value = in.byte() != 0; }
    static void describe(std::string &shape) { shape += 'b'; }
};

template <std::unsigned_integral T>
struct Kind<T> {
    static void put(ByteWriter &out, T value) { out.varint(value); }
    static void take(ByteReader &in, T &value) { value = static_cast<T>(in.varintUpTo(std::numeric_limits<T>::max())); }
    static void describe(std::string &shape) { (shape += 'u') += std::to_string(sizeof(T)); }
};

template <std::signed_integral T>
struct Kind<T> {
    static void put(ByteWriter &out, T value) { out.signedVarint(value); }
    static void take(ByteReader &in, T &value)
    {
        const std::int64_t taken = in.signedVarint();
        value = std::in_range<T>(taken) ? static_cast<T>(taken) : static_cast<T>(in.giveUp());
    }
    static void describe(std::string &shape) { (shape += 'i') += std::to_string(sizeof(T)); }
};

template <class T>
requires std::is_enum_v<T>
struct Kind<T> {
    using Number = std::make_unsigned_t<std::underlying_type_t<T>>;
    static void put(ByteWriter &out, T value) { Kind<Number>::put(out, static_cast<Number>(value)); }
    static void take(ByteReader &in, T &value)
    {
        Number number{};
        Kind<Number>::take(in, number);
        value = static_cast<T>(number);
    }
    static void describe(std::string &shape) { (shape += 'e') += std::to_string(sizeof(T)); }
};

template <std::floating_point T>
struct Kind<T> {
    static void put(ByteWriter &out, T value) { out.number(value); }
    static void take(ByteReader &in, T &value) { value = static_cast<T>(in.number()); }
    static void describe(std::string &shape) { (shape += 'f') += std::to_string(sizeof(T)); }
};

template <>
struct Kind<std::string> {
    static void put(ByteWriter &out, const std::string &value) { out.text(value); }
    static void take(ByteReader &in, std::string &value) { value = in.text(); }
    static void describe(std::string &shape) { shape += 's'; }
};

template <>
struct Kind<Secret> {
    static void put(ByteWriter &out, const Secret &value) { out.text(value.reveal()); }
    static void take(ByteReader &in, Secret &value) { value = Secret(std::string(in.text())); }
    static void describe(std::string &shape) { shape += 'S'; }
};

template <class Count, class Period>
struct Kind<std::chrono::duration<Count, Period>> {
    using Duration = std::chrono::duration<Count, Period>;
    static void put(ByteWriter &out, Duration value) { Kind<Count>::put(out, value.count()); }
    static void take(ByteReader &in, Duration &value)
    {
        Count count{};
        Kind<Count>::take(in, count);
        value = Duration(count);
    }
    static void describe(std::string &shape)
    {
        ((shape += 'd') += std::to_string(Period::num)) += '/' + std::to_string(Period::den);
    }
};

template <class Clock, class Duration>
struct Kind<std::chrono::time_point<Clock, Duration>> {
    using Time = std::chrono::time_point<Clock, Duration>;
    static void put(ByteWriter &out, Time value) { Kind<Duration>::put(out, value.time_since_epoch()); }
    static void take(ByteReader &in, Time &value)
    {
        Duration since{};
        Kind<Duration>::take(in, since);
        value = Time(since);
    }
    static void describe(std::string &shape)
    {
        shape += Clock::is_steady ? 'm' : 't';
        Kind<Duration>::describe(shape);
    }
};

template <class T>
struct Kind<std::optional<T>> {
    static void put(ByteWriter &out, const std::optional<T> &value)
    {
        Kind<bool>::put(out, value.has_value());
        if (value)
            Kind<T>::put(out, *value);
    }
    static void take(ByteReader &in, std::optional<T> &value)
    {
        bool isThere = false;
        Kind<bool>::take(in, isThere);
        value.reset();
        if (isThere)
            Kind<T>::take(in, value.emplace());
    }
    static void describe(std::string &shape)
    {
        shape += '?';
        Kind<T>::describe(shape);
    }
};

/// Immutable values that threads share; never null.
template <class T>
struct Kind<std::shared_ptr<const T>> {
    static void put(ByteWriter &out, const std::shared_ptr<const T> &value) { Kind<T>::put(out, *value); }
    static void take(ByteReader &in, std::shared_ptr<const T> &value)
    {
        auto taken = std::make_shared<T>();
        Kind<T>::take(in, *taken);
        value = std::move(taken);
    }
    static void describe(std::string &shape) { Kind<T>::describe(shape); }
};

template <class T>
struct Kind<std::vector<T>> {
    static void put(ByteWriter &out, const std::vector<T> &value)
    {
        out.varint(value.size());
        for (const T &one : value)
            Kind<T>::put(out, one);
    }
    static void take(ByteReader &in, std::vector<T> &value)
    {
        value.clear();
        for (std::uint64_t count = in.varintUpTo(in.left()); count > 0 && in.ok(); --count)
            Kind<T>::take(in, value.emplace_back());
    }
    static void describe(std::string &shape)
    {
        shape += '*';
        Kind<T>::describe(shape);
    }
};

template <class Key, class T>
struct Kind<std::map<Key, T>> {
    static void put(ByteWriter &out, const std::map<Key, T> &value)
    {
        out.varint(value.size());
        for (const auto &[key, one] : value) {
            Kind<Key>::put(out, key);
            Kind<T>::put(out, one);
        }
    }
    static void take(ByteReader &in, std::map<Key, T> &value)
    {
        value.clear();
        for (std::uint64_t count = in.varintUpTo(in.left()); count > 0 && in.ok(); --count) {
            Key key{};
            Kind<Key>::take(in, key);
            Kind<T>::take(in, value[std::move(key)]);
        }
    }
    static void describe(std::string &shape)
    {
        shape += '#';
        Kind<Key>::describe(shape);
        Kind<T>::describe(shape);
    }
};

template <class T, std::size_t N>
struct Kind<std::array<T, N>> {
    static void put(ByteWriter &out, const std::array<T, N> &value)
    {
        for (const T &one : value)
            Kind<T>::put(out, one);
    }
    static void take(ByteReader &in, std::array<T, N> &value)
    {
        for (T &one : value)
            Kind<T>::take(in, one);
    }
    static void describe(std::string &shape)
    {
        (shape += '[') += std::to_string(N) + ']';
        Kind<T>::describe(shape);
    }
};

template <class... T>
struct Kind<std::tuple<T...>> {
    static void put(ByteWriter &out, const std::tuple<T...> &value)
    {
        std::apply([&](const T &...parts) { (Kind<T>::put(out, parts), ...); }, value);
    }
    static void take(ByteReader &in, std::tuple<T...> &value)
    {
        std::apply([&](T &...parts) { (Kind<T>::take(in, parts), ...); }, value);
    }
    static void describe(std::string &shape)
    {
        shape += '(';
        (Kind<T>::describe(shape), ...);
        shape += ')';
    }
};

template <class... T>
struct Kind<std::variant<T...>> {
    static void put(ByteWriter &out, const std::variant<T...> &value)
    {
        out.varint(value.index());
        std::visit([&]<class One>(const One &one) { Kind<One>::put(out, one); }, value);
    }
    static void take(ByteReader &in, std::variant<T...> &value)
    {
        const std::uint64_t index = in.varintUpTo(sizeof...(T) - 1);
        std::uint64_t i = 0;
        (void)((i++ == index && (Kind<T>::take(in, value.template emplace<T>()), true)) || ...);
    }
    static void describe(std::string &shape)
    {
        shape += '<';
        (Kind<T>::describe(shape), ...);
        shape += '>';
    }
};

/// A struct that hides nothing: field by field.
template <class T>
requires(std::is_aggregate_v<T> && !std::is_array_v<T>) struct Kind<T> {
    static void put(ByteWriter &out, const T &value)
    {
        boost::pfr::for_each_field(value, [&]<class Field>(const Field &field) { Kind<Field>::put(out, field); });
    }
    static void take(ByteReader &in, T &value)
    {
        boost::pfr::for_each_field(value, [&]<class Field>(Field &field) { Kind<Field>::take(in, field); });
    }
    static void describe(std::string &shape)
    {
        shape += '{';
        [&]<std::size_t... I>(std::index_sequence<I...>)
        {
            (Kind<boost::pfr::tuple_element_t<I, T>>::describe(shape), ...);
        }
        (std::make_index_sequence<boost::pfr::tuple_size_v<T>>());
        shape += '}';
    }
};

template <>
struct Kind<Result<void>> {
    static void put(ByteWriter &out, const Result<void> &value)
    {
        Kind<std::optional<Error>>::put(out, value ? std::nullopt : std::optional(value.error()));
    }
    static void take(ByteReader &in, Result<void> &value)
    {
        std::optional<Error> error;
        Kind<std::optional<Error>>::take(in, error);
        value = error ? Result<void>(tl::unexpected(std::move(*error))) : Result<void>();
    }
    static void describe(std::string &shape)
    {
        shape += '!';
        Kind<Error>::describe(shape);
    }
};

template <class T>
struct Kind<Result<T>> {
    static void put(ByteWriter &out, const Result<T> &value)
    {
        Kind<bool>::put(out, value.has_value());
        if (value)
            Kind<T>::put(out, *value);
        else
            Kind<Error>::put(out, value.error());
    }
    static void take(ByteReader &in, Result<T> &value)
    {
        bool succeeded = false;
        Kind<bool>::take(in, succeeded);
        if (succeeded)
            Kind<T>::take(in, *(value = T{}));
        else
            Kind<Error>::take(in, (value = tl::unexpected(Error{})).error());
    }
    static void describe(std::string &shape)
    {
        shape += '!';
        Kind<T>::describe(shape);
        Kind<Error>::describe(shape);
    }
};

} // namespace piuptime::remote
