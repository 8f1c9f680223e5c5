// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/http/FieldNames.h"
#include "core/gateway/http/HeadParser.h"
#include "core/gateway/route/ChangeConfig.h"

#include <string>

namespace piuptime::gateway {

/// Changes the fields of heads. Immutable, for any number of threads.
class FieldChanger
{
public:
    /// \param dropped what does not pass anyway; null: nothing. A new name does not let it pass either.
    FieldChanger(const FieldChanges &changes, const http::FieldNames *dropped);

    /// The fields that are not copied.
    [[nodiscard]] const http::FieldNames &dropped() const { return m_dropped; }
    /// Appends those that come in their place, as whole lines.
    void addTo(std::string &lines, const http::HeadParser &head, const http::ConnectionOptions &connection) const;

private:
    std::vector<Pair> m_renamed;
    std::string m_lines; ///< that are the same each time
    http::FieldNames m_dropped;
};

/// The query with its changes, with its question mark unless it is empty. \param query likewise
[[nodiscard]] std::string changedQuery(const QueryChanges &changes, std::string_view query);

/// \param path normalized \return the new one; empty where the path is not of that form
[[nodiscard]] std::string changedPath(const PathChange &change, std::string_view path);

/// The name of a segment such as `{id}`; empty: it is none.
[[nodiscard]] std::string_view segmentName(std::string_view segment);
/// Cuts the first segment off a path, without its slash. \return false when there was none
[[nodiscard]] bool takeSegment(std::string_view &path, std::string_view &segment);

} // namespace piuptime::gateway
