// SPDX-License-Identifier: GPL-3.0-or-later
// The part of an exchange for what its route wants beside passing on: the life of its API, canaries, changes.
#include "core/gateway/http/Characters.h"
#include "core/gateway/http/MediaType.h"
#include "core/gateway/proxy/JsonTurn.h"
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

const Group *Exchange::chooseGroup() const
{
    const Group *const decided = decidedGroup();
    return decided != nullptr ? decided : m_snapshot->groupOf(*m_route, m_worker.dice());
}

const Group *Exchange::decidedGroup() const
{
    for (std::size_t i = 0; i < m_route->targets.size(); ++i) {
        const FieldMatch &field = m_route->targets[i].field;
        if (!field.name.empty() && hasField(m_request, field))
            return m_snapshot->targetOf(*m_route, i);
    }
    return m_route->sticky == Sticky::No ? nullptr : m_snapshot->groupOf(*m_route, targetDice());
}

/// The same for the same client, and spread otherwise than the key by which endpoints are chosen.
std::uint32_t Exchange::targetDice() const
{
    constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15ULL;
    std::string_view key = m_client->address();
    if (m_route->sticky == Sticky::Consumer && !m_admission.consumer.empty())
        key = m_admission.consumer;
    for (std::size_t i = 0; m_route->sticky == Sticky::Field && i < m_request.fieldCount(); ++i) {
        const http::FieldView field = m_request.field(i);
        if (http::equalsIgnoringCase(field.name, m_route->stickyField))
            key = field.value;
    }
    return static_cast<std::uint32_t>(stableHash(key) * kGolden >> 32U);
}

/// \param path holds the new one
void Exchange::changeRequest(std::string_view normalizedPath, http::RequestPassage &passage, std::string &path)
{
    const ChangeConfig &changes = m_route->changes;
    if (std::string changed = changedPath(changes.path, normalizedPath); !changed.empty()) {
        path = std::move(changed);
        passage.path = path;
    }
    if (changes.query.isNeeded()) {
        m_admission.query = changedQuery(changes.query, passage.query.value_or(m_request.head().query));
        passage.query = m_admission.query;
    }
    m_changers->request.addTo(m_ownFields, m_request, m_request.head().connection);
    passage.ownFields = m_ownFields;
    passage.dropped = &m_changers->request.dropped();
    if (m_json) {
        passage.dropped = &m_json->side.dropped;
        passage.body = http::Framing();
    }
}

void Exchange::changeAnswer(http::ResponsePassage &passage)
{
    m_changers->answer.addTo(m_admission.answerFields, m_answer, m_answer.head().connection);
    passage.ownFields = m_admission.answerFields;
    passage.dropped = &m_changers->answer.dropped();
    if (m_changers->answerJson && http::isJson(m_answer)) // also before a body that is not sent
        passage.dropped = &m_changers->answerJson->dropped;
    if (m_json)
        passage.body = {};
}

} // namespace piuptime::gateway
