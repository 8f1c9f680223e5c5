// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/widgets/PageHead.h"

#include "app/desktop/widgets/Labels.h"

#include <QHBoxLayout>

namespace piuptime::desktop {

PageHead::PageHead(const Theme &theme, const QString &title, QWidget *parent)
    : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kS);
    QPushButton *back = makeButton(tr("Fleet"), ButtonRole::Quiet, this);
    back->setIcon(theme.icon(Icon::Back));
    back->setToolTip(tr("Back to the fleet"));
    connect(back, &QPushButton::clicked, this, &PageHead::backRequested);
    row->addWidget(back);
    row->addWidget(new Label(theme, TextStyle::Heading, &Colours::text, title, this));
    row->addStretch();
}

void PageHead::add(QWidget *part)
{
    layout()->addWidget(part);
}

} // namespace piuptime::desktop
