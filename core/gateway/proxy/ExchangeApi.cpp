// SPDX-License-Identifier: GPL-3.0-or-later
// The part of an exchange that knows where the API of its route is in its life.
#include "core/gateway/proxy/Worker.h"

namespace piuptime::gateway {

/// If so, the answer will tell what comes in its place.
bool Exchange::isRetired(const Api &api)
{
    const ApiConfig &known = api.config();
    if (known.state != ApiState::Retired && (!known.sunset || !api.isRetired(SystemClock().utcNow())))
        return false;
    m_admission.detail = api.retiredDetail();
    m_admission.answerFields = api.answerFields();
    return true;
}

} // namespace piuptime::gateway
