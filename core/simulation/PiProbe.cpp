// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/PiProbe.h"

#include "core/base/Text.h"
#include "core/collect/Probe.h"

#include <utility>

namespace piuptime::simulation {
namespace {

constexpr std::string_view kNonceLine = "piuptime_nonce=";
constexpr std::string_view kLastScriptLine = "piuptime_probe \"$piuptime_nonce\"";
constexpr std::size_t kMaxLine = 4096;

std::string record(std::string_view nonce, std::string_view body)
{
    std::string text = "PIU1 ";
    text.append(nonce).append(" ").append(std::to_string(body.size())).append("\n").append(body);
    return text;
}

} // namespace

bool PiProbe::feed(std::string_view input, const SimulatedPi &pi, Honesty honesty, std::string &output)
{
    while (!input.empty()) {
        const std::size_t end = input.find('\n');
        m_partialLine.append(input.substr(0, end));
        if (m_partialLine.size() > kMaxLine)
            return false;
        if (end == std::string_view::npos)
            return true;
        input.remove_prefix(end + 1);
        const std::string line = std::exchange(m_partialLine, {});
        if (!answer(line, pi, honesty, output))
            return false;
    }
    return true;
}

bool PiProbe::answer(std::string_view line, const SimulatedPi &pi, Honesty honesty, std::string &output)
{
    if (m_stage == Stage::Nonce) {
        if (line.starts_with(kNonceLine)) {
            m_nonce = line.substr(kNonceLine.size());
            m_stage = Stage::Script;
        }
        return true;
    }
    if (m_stage == Stage::Script) {
        if (line == kLastScriptLine) {
            m_stage = Stage::Asking;
            std::string greeting;
            addSection(greeting, "probe", "version 1");
            output += record(m_nonce, greeting);
        }
        return true;
    }
    return takeWord(line) == "ask" && answerAsk(line, pi, honesty, output);
}

/// \param words  nonce and groups
bool PiProbe::answerAsk(std::string_view words, const SimulatedPi &pi, Honesty honesty, std::string &output)
{
    const std::string_view nonce = takeWord(words);
    if (nonce.size() != collect::kNonceDigits)
        return false;
    bool fast = false;
    bool slow = false;
    std::string ups;
    for (std::string_view group = takeWord(words); !group.empty(); group = takeWord(words)) {
        fast = fast || group == "fast";
        slow = slow || group == "slow";
        if (group.starts_with("ups:"))
            addUpsSection(ups, pi, group);
    }
    std::string body;
    if (slow) {
        body = slowSections(pi, honesty);
        m_firmware = {};
    }
    body += ups;
    if (fast)
        body += firmwareSections(pi, m_firmware) + fastSections(pi, honesty);
    output += record(nonce, body);
    return true;
}

} // namespace piuptime::simulation
