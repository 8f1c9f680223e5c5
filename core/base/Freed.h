// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace piuptime {

/// For `std::unique_ptr` of what a C library frees: `std::unique_ptr<BIO, Freed<&BIO_free_all>>`.
template <auto Free>
struct Freed {
    template <class T>
    void operator()(T *object) const
    {
        Free(object);
    }
};

} // namespace piuptime
