// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/http/Head.h"

namespace piuptime::gateway::http {

Method methodOf(std::string_view name)
{
    switch (name.size()) {
    case 3:
        return name == "GET" ? Method::Get : name == "PUT" ? Method::Put : Method::Other;
    case 4:
        return name == "POST" ? Method::Post : name == "HEAD" ? Method::Head : Method::Other;
    case 5:
        return name == "TRACE" ? Method::Trace : Method::Other;
    case 6:
        return name == "DELETE" ? Method::Delete : Method::Other;
    case 7:
        return name == "OPTIONS" ? Method::Options : name == "CONNECT" ? Method::Connect : Method::Other;
    default:
        return Method::Other;
    }
}

bool isIdempotent(Method method)
{
    switch (method) {
    case Method::Get:
    case Method::Head:
    case Method::Put:
    case Method::Delete:
    case Method::Options:
    case Method::Trace:
        return true;
    case Method::Post:
    case Method::Connect:
    case Method::Other:
        return false;
    }
    return false;
}

} // namespace piuptime::gateway::http
