// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/device/StableListModel.h"

#include <QString>

namespace piuptime::presentation {

/// One line of a page: something known about a Pi, ready to show.
struct Line {
    QString label; ///< empty where the text speaks for itself
    QString text;
    int level = 0;        ///< of `HealthLevel`: worse than `Ok` is to be marked
    QString unit;         ///< a failed systemd unit that can be restarted; else empty
    bool isStale = false; ///< it was so when it was last heard

    friend bool operator==(const Line &, const Line &) = default;
};

/// What a page says about a Pi, line by line.
class LineListModel : public piuptime::presentation::StableListModel
{
    Q_OBJECT
public:
    enum Role {
        LabelRole = Qt::UserRole,
        TextRole,
        LevelRole,
        UnitRole,
        StaleRole,
    };

    using StableListModel::StableListModel;

    void setLines(std::vector<Line> lines) { replace(m_lines, std::move(lines)); }
    [[nodiscard]] const std::vector<Line> &lines() const { return m_lines; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

private:
    std::vector<Line> m_lines;
};

} // namespace piuptime::presentation
