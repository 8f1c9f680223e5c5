// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Table.h"

#include <algorithm>

namespace piuptime::ctl {
namespace {

constexpr qsizetype kGap = 2;

QString cellOf(const QStringList &row, std::size_t column)
{
    return row.value(static_cast<qsizetype>(column));
}

} // namespace

QString Table::text() const
{
    QStringList titles;
    for (const Column &column : m_columns)
        titles.append(column.title.toUpper());
    std::vector<qsizetype> widths(m_columns.size(), 0);
    const auto measure = [&](const QStringList &row) {
        for (std::size_t i = 0; i < m_columns.size(); ++i)
            widths[i] = std::max(widths[i], cellOf(row, i).size());
    };
    measure(titles);
    std::ranges::for_each(m_rows, measure);

    QString text;
    const auto append = [&](const QStringList &row) {
        QString line;
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            const QString cell = cellOf(row, i);
            const bool right = m_columns[i].align == Align::Right;
            line += right ? cell.rightJustified(widths[i]) : cell.leftJustified(widths[i]);
            line += QString(kGap, QLatin1Char(' '));
        }
        while (line.endsWith(QLatin1Char(' ')))
            line.chop(1);
        text += line + QLatin1Char('\n');
    };
    append(titles);
    std::ranges::for_each(m_rows, append);
    return text;
}

} // namespace piuptime::ctl
