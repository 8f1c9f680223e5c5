// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/HealthRules.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace piuptime::fleet {
namespace {

/// Collects reasons; each rule below adds those of one subject.
class Findings
{
public:
    Findings(const Reading &reading, const HealthThresholds &thresholds)
        : m_reading(reading)
        , m_limits(thresholds)
    {
    }

    void judgePower();
    void judgeThermal();
    void judgeStorage();
    void judgeMemory();
    void judgeUps();
    void judgeHost();

    [[nodiscard]] Health verdict() &&;

private:
    void add(ReasonCode code, HealthLevel level, double value = 0, std::string subject = {}, std::string text = {})
    {
        m_health.reasons.push_back({code, level, value, std::move(subject), std::move(text)});
    }
    void addAbove(ReasonCode code, HealthThresholds::Pair limit, double value, const std::string &subject = {})
    {
        if (value >= limit.critical)
            add(code, HealthLevel::Critical, value, subject);
        else if (value >= limit.attention)
            add(code, HealthLevel::Attention, value, subject);
    }
    void judgeThrottleBit(std::uint64_t word, ThrottleBit bit, ReasonCode now, HealthLevel nowLevel,
                          ReasonCode sinceBoot, HealthLevel sinceBootLevel);

    const Reading &m_reading;
    const HealthThresholds &m_limits;
    Health m_health;
};

void Findings::judgeThrottleBit(std::uint64_t word, ThrottleBit bit, ReasonCode now, HealthLevel nowLevel,
                                ReasonCode sinceBoot, HealthLevel sinceBootLevel)
{
    const auto shift = static_cast<unsigned>(bit);
    if ((word >> shift) & 1U)
        add(now, nowLevel);
    else if ((word >> (shift + kThrottleSinceBootShift)) & 1U)
        add(sinceBoot, sinceBootLevel);
}

void Findings::judgePower()
{
    using enum HealthLevel;
    if (const auto value = m_reading.value(Metric::ThrottleWord)) {
        const auto word = static_cast<std::uint64_t>(*value);
        judgeThrottleBit(word, ThrottleBit::UnderVoltage, ReasonCode::UnderVoltageNow, Critical,
                         ReasonCode::UnderVoltageSinceBoot, Attention);
        judgeThrottleBit(word, ThrottleBit::Throttled, ReasonCode::ThrottledNow, Critical,
                         ReasonCode::ThrottledSinceBoot, Attention);
        judgeThrottleBit(word, ThrottleBit::ArmFrequencyCapped, ReasonCode::FrequencyCappedNow, Attention,
                         ReasonCode::FrequencyCappedSinceBoot, Ok);
        judgeThrottleBit(word, ThrottleBit::SoftTemperatureLimit, ReasonCode::SoftTemperatureLimitNow, Attention,
                         ReasonCode::SoftTemperatureLimitSinceBoot, Ok);
    }
    if (m_reading.value(Metric::UnderVoltageRecent).value_or(0) > 0)
        add(ReasonCode::UnderVoltageRecent, Attention);
    if (const auto volts = m_reading.value(Metric::ExternalVoltage)) {
        if (*volts < m_limits.inputVolts.critical)
            add(ReasonCode::InputVoltageLow, Critical, *volts);
        else if (*volts < m_limits.inputVolts.attention)
            add(ReasonCode::InputVoltageLow, Attention, *volts);
    }
}

void Findings::judgeThermal()
{
    const auto celsius = m_reading.value(Metric::SocTemperature);
    if (!celsius)
        return;
    addAbove(ReasonCode::Hot, m_limits.socCelsius, *celsius);
    for (const Sample &sample : m_reading.samples) {
        const bool standsStill = sample.series.metric == Metric::FanSpeed && sample.value <= 0;
        if (standsStill && *celsius >= m_limits.fanNeededCelsius)
            add(ReasonCode::FanStopped, HealthLevel::Attention, *celsius, sample.series.instance);
    }
}

void Findings::judgeStorage()
{
    for (const Sample &sample : m_reading.samples) {
        if (sample.series.metric == Metric::FilesystemUsedPercent)
            addAbove(ReasonCode::FilesystemFilling, m_limits.filesystemPercent, sample.value, sample.series.instance);
        else if (sample.series.metric == Metric::DiskWear)
            addAbove(ReasonCode::DiskWorn, m_limits.diskWearPercent, sample.value, sample.series.instance);
    }
    for (const Fact &fact : m_reading.facts) {
        if (fact.key == FactKey::FilesystemReadOnly && fact.text == "yes" && fact.instance == "/")
            add(ReasonCode::FilesystemReadOnly, HealthLevel::Attention, 0, fact.instance);
        else if (fact.key == FactKey::DiskHealth && fact.text == "failing")
            add(ReasonCode::DiskFailing, HealthLevel::Critical, 0, fact.instance);
        else if (fact.key == FactKey::DiskPreEol && fact.text != "normal")
            add(ReasonCode::DiskFailing, fact.text == "urgent" ? HealthLevel::Critical : HealthLevel::Attention, 0,
                fact.instance);
    }
}

void Findings::judgeMemory()
{
    if (const auto used = m_reading.value(Metric::MemoryUsedPercent))
        addAbove(ReasonCode::MemoryLow, m_limits.memoryPercent, *used);
}

void Findings::judgeUps()
{
    for (const Sample &sample : m_reading.samples) {
        if (sample.series.metric != Metric::UpsOnBattery || sample.value <= 0)
            continue;
        const std::string &ups = sample.series.instance;
        const double charge = m_reading.value(Metric::UpsCharge, ups).value_or(-1);
        const std::string *status = m_reading.fact(FactKey::UpsStatus, ups);
        const bool saysLow = status != nullptr && (" " + *status + " ").find(" LB ") != std::string::npos;
        if (saysLow || (charge >= 0 && charge <= m_limits.upsChargePercent.critical))
            add(ReasonCode::UpsBatteryLow, HealthLevel::Critical, charge, ups);
        else
            add(ReasonCode::UpsOnBattery, HealthLevel::Attention, charge, ups);
    }
}

void Findings::judgeHost()
{
    constexpr int kNamedUnits = 3;
    const double failed = m_reading.value(Metric::UnitsFailed).value_or(0);
    if (failed > kNamedUnits) {
        add(ReasonCode::UnitsFailed, HealthLevel::Attention, failed);
    } else {
        for (const Fact &fact : m_reading.facts) {
            if (fact.key == FactKey::FailedUnit)
                add(ReasonCode::UnitFailed, HealthLevel::Attention, 0, fact.instance, fact.text);
        }
    }
    const double offset = m_reading.value(Metric::ClockOffset).value_or(0);
    if (std::abs(offset) > m_limits.clockOffsetSeconds)
        add(ReasonCode::ClockUnsynchronised, HealthLevel::Attention, offset);
    for (const Fact &fact : m_reading.facts) {
        if (fact.key == FactKey::Problem)
            add(ReasonCode::SourceProblem, HealthLevel::Ok, 0, fact.instance, fact.text);
    }
}

int severity(HealthLevel level)
{
    switch (level) {
    case HealthLevel::Ok:
        return 0;
    case HealthLevel::Attention:
        return 1;
    case HealthLevel::Unknown:
        return 2;
    case HealthLevel::Critical:
        return 3;
    }
    return 0;
}

Health Findings::verdict() &&
{
    std::ranges::stable_sort(m_health.reasons, std::greater{}, [](const Reason &r) { return severity(r.level); });
    m_health.level = m_health.reasons.empty() ? HealthLevel::Ok : m_health.reasons.front().level;
    return std::move(m_health);
}

} // namespace

Health judge(const Reading *latest, std::optional<Seconds> staleFor, const HealthThresholds &thresholds)
{
    if (latest == nullptr)
        return {HealthLevel::Unknown, {{ReasonCode::NeverRead, HealthLevel::Unknown, 0, {}, {}}}};
    Findings findings(*latest, thresholds);
    findings.judgePower();
    findings.judgeThermal();
    findings.judgeStorage();
    findings.judgeMemory();
    findings.judgeUps();
    findings.judgeHost();
    Health health = std::move(findings).verdict();
    if (staleFor)
        judgeStale(health, *staleFor);
    return health;
}

} // namespace piuptime::fleet
