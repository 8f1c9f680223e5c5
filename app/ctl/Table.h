// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace piuptime::ctl {

/// Rows of plain text as aligned columns. Widths count characters as a terminal shows them for most scripts.
class Table
{
public:
    enum class Align { Left, Right };
    struct Column {
        QString title;
        Align align = Align::Left;
    };

    explicit Table(std::vector<Column> columns)
        : m_columns(std::move(columns))
    {
    }

    void add(QStringList cells) { m_rows.push_back(std::move(cells)); }
    /// With a line of titles; without trailing blanks; ends in a line break.
    [[nodiscard]] QString text() const;

private:
    std::vector<Column> m_columns;
    std::vector<QStringList> m_rows;
};

} // namespace piuptime::ctl
