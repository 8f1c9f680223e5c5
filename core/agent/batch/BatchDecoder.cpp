// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/batch/BatchDecoder.h"

#include "core/agent/batch/Row.h"
#include "core/agent/batch/Wire.h"

#include <algorithm>

namespace piuptime::agent {

Result<Batch> BatchDecoder::decode(std::string_view message)
{
    switch (kindOf(message).value_or(MessageKind::Block)) {
    case MessageKind::Dictionary:
        return takeDictionary(message);
    case MessageKind::Row:
        return takeRow(message);
    case MessageKind::Block:
        return decodeBlock(message);
    }
    return fail(ErrorKind::Corrupt, "not a message of an agent");
}

Result<Batch> BatchDecoder::takeDictionary(std::string_view message)
{
    auto dictionary = decodeDictionary(message);
    if (!dictionary)
        return tl::unexpected(dictionary.error());
    std::erase_if(m_dictionaries, [&](const Dictionary &known) { return known.id == dictionary->id; });
    m_dictionaries.push_front(std::move(*dictionary));
    if (m_dictionaries.size() > kMaxDictionaries)
        m_dictionaries.pop_back();
    return Batch{m_dictionaries.front().sender, {}};
}

Result<Batch> BatchDecoder::takeRow(std::string_view message)
{
    const auto id = dictionaryOf(message);
    if (!id)
        return tl::unexpected(id.error());
    const auto found = std::ranges::find(m_dictionaries, *id, &Dictionary::id);
    if (found == m_dictionaries.end())
        return fail(ErrorKind::NotFound, "a row whose dictionary did not come");
    auto reading = decodeRow(*found, message);
    if (!reading)
        return tl::unexpected(reading.error());
    Batch batch{found->sender, {}};
    batch.readings.push_back(std::move(*reading));
    return batch;
}

} // namespace piuptime::agent
