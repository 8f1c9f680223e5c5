// SPDX-License-Identifier: GPL-3.0-or-later
// The part of an exchange that asks whether its request may pass.
#include "core/gateway/proxy/OwnAnswer.h"
#include "core/gateway/proxy/Worker.h"

namespace piuptime::gateway {

using guard::Gate;

/// \return why it may not; when None, either it may, or the state is Checking or Over
Cause Exchange::askGate(const Gate &gate)
{
    const tls::PeerCertificate *const certificate = m_client->peerCertificate();
    const guard::Visit visit{.request = m_request,
                             .address = m_client->address(),
                             .trustsForwarded = config().trustsForwarded,
                             .hasCertificate = certificate != nullptr,
                             .certificateSubject = certificate != nullptr ? certificate->subject : std::string_view(),
                             .certificateSha256 = certificate != nullptr ? certificate->sha256 : std::string_view(),
                             .now = now(),
                             .utcNow = SystemClock().utcNow()};
    const Gate::Verdict verdict = gate.admit(visit, m_admission);
    noteAdmission();
    switch (verdict) {
    case Gate::Verdict::Passes:
        break;
    case Gate::Verdict::Refused:
        return m_admission.cause;
    case Gate::Verdict::Later:
        m_state = State::Checking; // its bytes stay where they are
        break;
    case Gate::Verdict::Preflight:
        answerPreflight();
        break;
    }
    return Cause::None;
}

void Exchange::noteAdmission()
{
    m_record.consumer = m_admission.consumer;
    m_record.keyId = m_admission.credential;
    m_record.limit = m_admission.limit;
    m_record.limitRemaining = m_admission.limit.empty() ? -1 : static_cast<std::int64_t>(m_admission.remaining);
}

/// \return whether it is known now
bool Exchange::checkAgain()
{
    if (!m_admission.awaited->isOver.load(std::memory_order_acquire))
        return false;
    m_state = State::Head;
    m_request.reset();
    return readHead();
}

void Exchange::answerPreflight()
{
    m_keepsConnection = m_keepsConnection && m_requestBody.isDone() && !m_worker.isDraining();
    writeOwnAnswer(m_client->output(),
                   {.status = 204,
                    .fields = m_admission.answerFields,
                    .keepsConnection = m_keepsConnection,
                    .isHttp10 = m_version == http::Version::Http10},
                   SystemClock().utcNow());
    Counters::add(m_worker.count().answered);
    m_record.status = 204;
    m_state = State::Over;
}

void Exchange::releaseAdmission()
{
    if (m_gate != nullptr)
        m_admission.release(m_bodyBytes, now());
    else
        m_admission.clear(); // of a preflight on a route that refuses its method
    m_gate = nullptr;
    m_bodyBytes = 0;
}

} // namespace piuptime::gateway
