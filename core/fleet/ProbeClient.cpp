// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/ProbeClient.h"

namespace piuptime::fleet {

struct ProbeClient::Conversation {
    std::shared_ptr<async::ByteChannel> channel;
    std::shared_ptr<const Clock> clock;
    collect::RecordDecoder decoder;
    collect::ReadingBuilder builder;
};

ProbeClient::ProbeClient(std::shared_ptr<async::ByteChannel> channel, std::shared_ptr<const Clock> clock)
    : m_talk(std::make_shared<Conversation>(Conversation{std::move(channel), std::move(clock), {}, {}}))
{
}

ProbeClient::~ProbeClient()
{
    close();
}

void ProbeClient::close()
{
    m_talk->channel->close();
}

QCoro::Task<Result<void>> ProbeClient::exchange(std::shared_ptr<Conversation> talk, std::string nonce,
                                                std::string request, Deadline deadline)
{
    talk->decoder.expect(nonce);
    const auto written = co_await talk->channel->write(QByteArray::fromStdString(request), deadline);
    if (!written)
        co_return fail(written.error(), "asking the probe");
    for (;;) {
        const auto bytes = co_await talk->channel->readSome(deadline);
        if (!bytes) {
            talk->channel->close();
            co_return fail(bytes.error(), "waiting for the probe's answer");
        }
        const std::string_view view(bytes->constData(), static_cast<std::size_t>(bytes->size()));
        const Result<bool> whole = talk->decoder.feed(view);
        if (!whole) {
            talk->channel->close();
            co_return fail(whole.error(), "reading the probe's answer");
        }
        if (*whole)
            co_return {};
    }
}

QCoro::Task<Result<void>> ProbeClient::start(Deadline deadline)
{
    std::string nonce = collect::freshNonce();
    std::string script = collect::probeScript(nonce);
    return exchange(m_talk, std::move(nonce), std::move(script), deadline);
}

QCoro::Task<Result<Reading>> ProbeClient::ask(collect::Ask ask, Deadline deadline)
{
    return askOnce(m_talk, std::move(ask), deadline);
}

QCoro::Task<Result<Reading>> ProbeClient::askOnce(std::shared_ptr<Conversation> talk, collect::Ask ask,
                                                  Deadline deadline)
{
    const MonoTime asked = talk->clock->monotonicNow();
    std::string nonce = collect::freshNonce();
    std::string line = collect::askLine(nonce, ask);
    const auto answered = co_await exchange(talk, std::move(nonce), std::move(line), deadline);
    if (!answered)
        co_return tl::unexpected(answered.error());
    const MonoTime received = talk->clock->monotonicNow();
    Reading reading = talk->builder.build(talk->decoder.sections(), talk->clock->utcNow(), received);
    reading.slow = ask.slow;
    const double seconds = std::chrono::duration<double>(received - asked).count();
    reading.add({{Metric::RoundTrip, {}}, inResolution(Metric::RoundTrip, seconds)});
    co_return reading;
}

} // namespace piuptime::fleet
