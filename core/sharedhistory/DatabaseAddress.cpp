// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sharedhistory/DatabaseAddress.h"

#include <libpq-fe.h>

#include <memory>
#include <string_view>

namespace piuptime::sharedhistory {

Result<void> checkDatabaseAddress(const std::string &address)
{
    if (!address.starts_with("postgresql://") && !address.starts_with("postgres://"))
        return fail(ErrorKind::InvalidInput, "not the URI of a database, such as postgresql://user@host/name");
    char *message = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
        PQconninfoParse(address.c_str(), &message), &PQconninfoFree);
    const std::unique_ptr<char, decltype(&PQfreemem)> owned(message, &PQfreemem);
    if (!options) // the message may repeat the address, and with it a password
        return fail(ErrorKind::InvalidInput, "not the URI of a database, such as postgresql://user@host/name");
    for (const PQconninfoOption *option = options.get(); option->keyword != nullptr; ++option) {
        const std::string_view keyword = option->keyword;
        if ((keyword == "password" || keyword == "sslpassword") && option->val != nullptr)
            return fail(ErrorKind::InvalidInput, "the address of the database must not hold a password");
    }
    return {};
}

} // namespace piuptime::sharedhistory
