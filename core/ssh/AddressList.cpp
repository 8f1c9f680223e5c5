// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/AddressList.h"

#include "core/base/Text.h"
#include "core/model/Address.h"
#include "core/ssh/TextFile.h"
#include "core/ssh/Words.h"

namespace piuptime::ssh {
namespace {

constexpr std::size_t kMaxDevices = 100'000;

void setTags(DeviceConfig &device, std::string_view list)
{
    for (const std::string_view tag : split(list, ',')) {
        if (const auto word = trimmed(tag); !word.empty())
            device.tags.push_back(printable(word, 64));
    }
}

/// The words after the address.
Result<void> setOption(DeviceConfig &device, std::string_view word)
{
    const auto equals = word.find('=');
    const std::string_view key = equals == word.npos ? std::string_view() : word.substr(0, equals);
    if (key == "site")
        device.site = printable(word.substr(equals + 1), 128);
    else if (key == "tags")
        setTags(device, word.substr(equals + 1));
    else if (!key.empty())
        return fail(ErrorKind::InvalidInput, "unknown option; known are site= and tags=", word);
    else if (!device.name.empty())
        return fail(ErrorKind::InvalidInput, "a second name; put names with blanks in double quotes", word);
    else
        device.name = printable(word, 128);
    return {};
}

Result<DeviceConfig> parseDevice(const std::vector<std::string> &words)
{
    const auto endpoint = parseAddress(words.front());
    if (!endpoint)
        return tl::unexpected(endpoint.error());
    DeviceConfig device;
    device.endpoint = *endpoint;
    for (std::size_t i = 1; i < words.size(); ++i) {
        if (auto set = setOption(device, words[i]); !set)
            return tl::unexpected(set.error());
    }
    if (device.name.empty())
        device.name = device.endpoint.host;
    return device;
}

} // namespace

Imported parseAddressList(std::string_view text, const std::string &file)
{
    Imported imported;
    std::size_t number = 0;
    while (const auto line = takeLine(text)) {
        ++number;
        const auto words = splitWords(*line);
        if (!words) {
            imported.errors.push_back({file, number, words.error().detail});
            continue;
        }
        if (words->empty())
            continue;
        auto device = parseDevice(*words);
        if (!device) {
            imported.errors.push_back({file, number, device.error().detail});
        } else if (imported.devices.size() == kMaxDevices) {
            imported.errors.push_back({file, number, "too many devices in one list"});
            break;
        } else {
            imported.devices.push_back(std::move(*device));
        }
    }
    return imported;
}

Result<Imported> readAddressList(const std::filesystem::path &path)
{
    const auto text = readTextFile(path);
    if (!text)
        return tl::unexpected(text.error());
    return parseAddressList(*text, path.string());
}

} // namespace piuptime::ssh
