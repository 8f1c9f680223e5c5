// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/json/Plan.h"

#include <utility>

namespace piuptime::gateway::json {

/// Bytes that come in the place of others.
struct Edit {
    std::size_t at = 0;
    std::size_t length = 0;
    std::string_view text = {}; ///< of the plan
};

/// Reads one JSON text, strictly by RFC 8259, and notes what has to be put where. Keeps no values: so nothing is lost
/// of them. Escapes in names are resolved before they are compared.
class Reader
{
public:
    static constexpr int kMostDepth = 128;

    /// \param text in UTF-8, which is not looked at again
    explicit Reader(std::string_view text)
        : m_text(text)
    {
    }

    /// \param plan outlives the edits \return whether all of the text is one sound value
    [[nodiscard]] bool read(const Node &plan);
    /// Whether it is not, since a name of the plan stands in one object twice.
    [[nodiscard]] bool isAmbiguous() const { return m_isAmbiguous; }
    /// None of them lies within another; in no order.
    [[nodiscard]] std::vector<Edit> takeEdits() { return std::move(m_edits); }

private:
    /// Of an object or array: where it stands.
    struct Member {
        const Node *node = nullptr; ///< null: stays as it is
        std::size_t begin = 0;
        std::size_t nameEnd = 0;
        std::size_t valueAt = 0;
        std::size_t end = 0;
    };
    enum class Brackets : bool { Object, Array };

    [[nodiscard]] bool value(const Node *node);
    [[nodiscard]] bool container(const Node *node, Brackets brackets);
    [[nodiscard]] bool member(const Node *node, Member &member);
    [[nodiscard]] bool element(const Node *node, std::size_t index, Member &member);
    [[nodiscard]] bool string(std::string_view &raw);
    [[nodiscard]] bool escape();
    [[nodiscard]] bool number();
    [[nodiscard]] bool digits();
    [[nodiscard]] bool word(std::string_view word);
    void blanks();
    [[nodiscard]] bool take(char c);
    [[nodiscard]] bool note(const Node &node, Brackets brackets, std::size_t first, std::size_t begin);
    [[nodiscard]] std::ptrdiff_t count(const Node &node, std::size_t first) const;
    [[nodiscard]] bool isDropped(const Member &member, std::size_t first) const;
    void noteDropped(std::size_t index, bool hasKept);

    std::string_view m_text;
    std::size_t m_at = 0;
    int m_depth = 0;
    bool m_isAmbiguous = false;
    std::vector<Member> m_members; ///< of the containers on the way, the innermost last
    std::vector<Edit> m_edits;
};

} // namespace piuptime::gateway::json
