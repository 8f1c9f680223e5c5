// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"
#include "app/presentation/FleetModel.h"

#include <QDialog>

class QLineEdit;
class QListWidget;

namespace piuptime::desktop {

/// Type a few letters of a Pi and press Enter.
class QuickOpen final : public QDialog
{
    Q_OBJECT
public:
    QuickOpen(const presentation::FleetModel &model, const Theme &theme, QWidget *parent = nullptr);

signals:
    void chosen(const piuptime::DeviceId &id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search();
    void choose();

    const presentation::FleetModel &m_model;
    const Theme &m_theme;
    QLineEdit *m_text;
    QListWidget *m_hits;
};

} // namespace piuptime::desktop
