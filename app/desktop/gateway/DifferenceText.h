// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"

#include <QPlainTextEdit>

namespace piuptime::desktop {

/// Shows what changed in a text, in unified form: what goes and what comes by sign and colour.
class DifferenceText final : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit DifferenceText(const Theme &theme, QWidget *parent = nullptr);

    void showDifference(const QString &text);

private:
    void paintLines();

    const Theme &m_theme;
};

} // namespace piuptime::desktop
