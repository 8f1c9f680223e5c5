// SPDX-License-Identifier: GPL-3.0-or-later
// The part of an exchange that answers with pages for developers, and takes their forms.
#include "core/gateway/guard/Asking.h"
#include "core/gateway/http/Characters.h"
#include "core/gateway/portal/FormFields.h"
#include "core/gateway/portal/Forms.h"
#include "core/gateway/proxy/FormTurn.h"
#include "core/gateway/proxy/OwnAnswer.h"
#include "core/gateway/proxy/Worker.h"

namespace piuptime::gateway {

using http::Method;
using portal::Filing;

namespace {

constexpr std::string_view kHtml = "text/html; charset=utf-8";

/// The value of a field that stands there once; empty otherwise.
std::string_view only(const http::HeadParser &head, std::string_view name)
{
    std::string_view found;
    for (std::size_t i = 0; i < head.fieldCount(); ++i) {
        const http::FieldView field = head.field(i);
        if (!http::equalsIgnoringCase(field.name, name))
            continue;
        if (!found.empty())
            return {};
        found = field.value;
    }
    return found;
}

std::string_view textOf(const std::optional<portal::Desk::Told> &told)
{
    if (!told)
        return "Nobody has asked for access with this key, or it was so long ago that it is forgotten.";
    switch (told->standing) {
    case portal::Standing::Waiting:
        return "Nobody has decided yet.";
    case portal::Standing::Approved:
        return "Access was granted: the key can be used, unless it was taken back since.";
    case portal::Standing::Rejected:
        return "Access was not granted.";
    }
    return {};
}

} // namespace

/// \return why it does not, or None
Cause Exchange::answerPage(const portal::Portal &portal, const portal::Page &page)
{
    m_refusing = &portal.asRoute();
    m_record.route = portal.asRoute().name;
    if (m_method == Method::Post && page.hasForm && m_snapshot->desk() != nullptr)
        return beginForm(portal, page);
    if (m_method != Method::Get && m_method != Method::Head)
        return Cause::MethodRefused;
    answerWith(200, page.type, portal.textOf(page, m_client->scheme(), m_request.head().host), portal.fields());
    return Cause::None;
}

void Exchange::answerWith(int status, std::string_view type, std::string_view body, std::string_view fields)
{
    m_keepsConnection = m_keepsConnection && m_requestBody.isDone() && !m_worker.isDraining();
    writeOwnAnswer(m_client->output(),
                   {.status = status,
                    .type = type,
                    .body = body,
                    .fields = fields,
                    .isAnswerToHead = m_method == Method::Head,
                    .keepsConnection = m_keepsConnection,
                    .isHttp10 = m_version == http::Version::Http10},
                   SystemClock().utcNow());
    Counters::add(m_worker.count().answered);
    m_record.status = status;
    m_state = State::Over;
}

/// Another site cannot send it in a reader's name: browsers say where a form comes from.
Cause Exchange::beginForm(const portal::Portal &portal, const portal::Page &page)
{
    const http::RequestHead &head = m_request.head();
    if (!portal.isOwn(only(m_request, "Origin"), head.host))
        return Cause::OriginRefused;
    if (head.body.length > FormTurn::kMostBytes)
        return Cause::BodyTooLarge;
    m_form = std::make_unique<FormTurn>(portal, page, m_worker.heldBodies());
    const guard::Visit visit{.request = m_request,
                             .address = m_client->address(),
                             .trustsForwarded = config().trustsForwarded,
                             .now = now(),
                             .utcNow = SystemClock().utcNow()};
    m_form->address = guard::clientTextOf(visit, config().guard.trustedProxies);
    if (head.expectsContinue && m_version == http::Version::Http11)
        m_client->output().append("HTTP/1.1 100 Continue\r\n\r\n");
    return Cause::None;
}

/// \return whether anything was there
bool Exchange::takeForm()
{
    const std::size_t had = m_client->input().size();
    const Cause cause = hold(m_requestBody, m_client->input(), m_form->body);
    m_state = State::Receiving;
    notePace(had - m_client->input().size());
    if (cause != Cause::None)
        refuse(cause);
    else if (m_requestBody.isDone())
        readForm();
    return m_client->input().size() < had || m_state != State::Receiving;
}

void Exchange::readForm()
{
    constexpr std::size_t kMostReceiptBytes = 100;
    const std::string &body = m_form->body.text();
    if (m_form->page.api.empty()) {
        const auto told =
            m_snapshot->desk()->find(guard::hashKey(portal::formField(body, "receipt", kMostReceiptBytes)));
        std::string text(textOf(told));
        if (told && !told->reason.empty())
            text.append(" ").append(told->reason);
        answerForm(200, told ? "Access to " + told->api : "Unknown key", text);
        return;
    }
    portal::Application application;
    if (const std::string flaw = portal::readApplication(body, m_form->page.plans, application); !flaw.empty()) {
        answerForm(422, "Something is missing", flaw);
        return;
    }
    guard::MintedKey minted = guard::mintKey();
    m_form->key = minted.key.reveal();
    application.id = std::move(minted.id);
    application.hash = minted.hash;
    application.api = m_form->page.api;
    application.address = m_form->address;
    m_form->filing = m_snapshot->desk()->hand(std::move(application));
    m_state = State::Filing;
}

/// \return whether it is known what came of it
bool Exchange::finishForm()
{
    if (!m_form->filing->isOver.load(std::memory_order_acquire))
        return false;
    switch (m_form->filing->outcome) {
    case Filing::Outcome::Kept:
        answerForm(200, "A person will decide",
                   "This is your key. It is shown this once: keep it. It works as soon as access is granted, and tells "
                   "you until then, on the list of APIs, what became of your request.",
                   m_form->key);
        break;
    case Filing::Outcome::DeskFull:
        answerForm(503, "Too many are waiting",
                   "So many requests wait for a decision that no more are taken. Ask later.");
        break;
    case Filing::Outcome::AddressFull:
        answerForm(429, "You are waiting already",
                   "From your address come as many waiting requests as may. Ask later.");
        break;
    case Filing::Outcome::Failed:
        answerForm(503, "It could not be kept", "The gateway could not keep your request. Ask later.");
        break;
    }
    return true;
}

/// \param key empty: there is none to be shown
void Exchange::answerForm(int status, std::string_view title, std::string_view text, std::string_view key)
{
    const portal::Portal &portal = m_form->portal;
    answerWith(status, kHtml, portal::notePage(title, text, portal.path(), key), portal.fields());
}

} // namespace piuptime::gateway
