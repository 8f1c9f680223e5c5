// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/batch/Dictionary.h"

#include <string>

namespace piuptime::agent {

/// Makes messages of the readings of one run, as they are made: a dictionary when the one before does not suit any
/// more, and a row for each. After the first minutes a dictionary is needed about as often as a fact changes.
class LiveEncoder
{
public:
    explicit LiveEncoder(Sender sender);

    struct Messages {
        std::string dictionary; ///< to be sent before the row; empty: the one sent last suits
        std::string row;
    };
    /// \param reading of the sender's boot, with its number
    [[nodiscard]] Messages encode(const Reading &reading);

    /// The dictionary of the rows since, for whoever missed it; empty before the first reading.
    [[nodiscard]] std::string dictionary() const;

private:
    void renew(const Reading &reading);

    Dictionary m_dictionary;
};

} // namespace piuptime::agent
