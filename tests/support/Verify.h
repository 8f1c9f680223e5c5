// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QTest>

namespace piuptime::test {

/// What a result holds, for the message of a failed test.
template <class T>
std::string describe(const Result<T> &result)
{
    return result ? "succeeded" : std::string(name(result.error().kind)) + ": " + result.error().describe();
}

} // namespace piuptime::test

/// Fails the test with the error when there is one.
#define VERIFY_OK(...)                                                                                                 \
    do {                                                                                                               \
        const auto &verified = __VA_ARGS__;                                                                            \
        QVERIFY2(verified.has_value(), piuptime::test::describe(verified).c_str());                                    \
    } while (false)

/// Fails the test unless the result is an error of the kind `expected` whose description contains `words`.
#define VERIFY_FAILS(result, expected, words)                                                                          \
    do {                                                                                                               \
        const auto &verified = result;                                                                                 \
        QVERIFY2(!verified && verified.error().kind == piuptime::ErrorKind::expected                                   \
                     && verified.error().describe().find(words) != std::string::npos,                                  \
                 piuptime::test::describe(verified).c_str());                                                          \
    } while (false)
