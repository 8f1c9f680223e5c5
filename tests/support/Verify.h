// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QTest>

namespace piuptime::test {

/// What a result holds, for the message of a failed test.
template <class T>
std::string describe(const Result<T> &result)
{
    return result ? "succeeded" : std::string(toString(result.error().kind)) + ": " + result.error().describe();
}

} // namespace piuptime::test

/// Fails the test with the error when there is one.
#define VERIFY_OK(result) QVERIFY2((result).has_value(), piuptime::test::describe(result).c_str())

/// Fails the test unless the result is an error of this kind whose description contains `words`.
#define VERIFY_FAILS(result, expected, words)                                                                          \
    QVERIFY2(!(result) && (result).error().kind == piuptime::ErrorKind::expected                                       \
                 && (result).error().describe().find(words) != std::string::npos,                                      \
             piuptime::test::describe(result).c_str())
