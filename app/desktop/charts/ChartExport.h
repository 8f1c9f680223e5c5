// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/charts/ChartOptions.h"
#include "app/presentation/charts/Timeline.h"
#include "core/model/Health.h"

#include <QImage>
#include <QObject>

namespace piuptime::desktop {

class ChartStack;

/// Takes what the charts show elsewhere: the picture to the clipboard or a PNG file, the data behind it to a CSV file.
/// Files are encoded and written in another thread, whole or not at all.
class ChartExport final : public QObject
{
    Q_OBJECT
public:
    ChartExport(const ChartStack &charts, const presentation::Timeline &timeline,
                const presentation::ChartOptions &options, QObject *parent);

    /// All charts below each other with title, time and axis, also those scrolled out of sight.
    [[nodiscard]] QImage picture() const;
    void copyPicture();
    void savePicture(const QString &path);
    void saveData(const QString &path);

signals:
    /// How it ended.
    void noticed(piuptime::HealthLevel tone, const QString &title, const QString &detail);

private:
    void write(const QString &path, std::function<QByteArray()> encode);

    const ChartStack &m_charts;
    const presentation::Timeline &m_timeline;
    const presentation::ChartOptions &m_options;
};

} // namespace piuptime::desktop
