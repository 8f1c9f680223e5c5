// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/device/DeviceFacts.h"
#include "app/presentation/device/LineListModel.h"

#include <memory>

namespace piuptime::presentation {

/// What is known about a Pi, in sections with titles.
class SectionListModel : public piuptime::presentation::StableListModel
{
    Q_OBJECT
public:
    enum Role {
        TitleRole = Qt::UserRole,
        LinesRole, ///< `LineListModel *`
    };

    using StableListModel::StableListModel;

    /// \param isStale  it was so when it was last heard
    void setGroups(const std::vector<FactGroup> &groups, bool isStale);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

private:
    struct Section {
        QString title;
        std::shared_ptr<LineListModel> lines;

        friend bool operator==(const Section &, const Section &) = default;
    };
    std::vector<Section> m_sections;
};

} // namespace piuptime::presentation
