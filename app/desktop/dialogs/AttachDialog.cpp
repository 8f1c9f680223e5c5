// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/AttachDialog.h"

#include "app/presentation/Formatting.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QRadioButton>

#include <algorithm>

namespace piuptime::desktop {

using presentation::shown;

namespace {

constexpr std::size_t kMaxNameBytes = 100;

QComboBox *makeChoice(const QString &name)
{
    auto *box = new QComboBox;
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(24);
    box->setMaxVisibleItems(16);
    return box;
}

} // namespace

AttachDialog::AttachDialog(const Theme &theme, Choices choices, const DeviceId &pi, QWidget *parent)
    : Sheet(theme,
            choices.sensors.size() == 1
                ? tr("Where does %1 measure?").arg(shown(choices.sensors.front().name, kMaxNameBytes))
                : tr("Attach a sensor"),
            parent)
    , m_choices(std::move(choices))
{
    addText(tr("What it measures is shown with the Pis around which it measures, also what it measured before."));
    if (m_choices.sensors.size() > 1)
        addSensor();
    addPlaces();
    addCancel();
    m_submit = addAction(tr("Attach"));
    connect(m_submit, &QPushButton::clicked, this, [this] { emit submitted(sensor()); });
    choose(m_choices.sensors.front(), pi);
    check();
}

void AttachDialog::addSensor()
{
    m_sensor = makeChoice(tr("Sensor"));
    for (const DeviceConfig &sensor : m_choices.sensors)
        m_sensor->addItem(shown(sensor.name, kMaxNameBytes));
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Sensor"), m_sensor);
    body()->addLayout(form);
}

void AttachDialog::addPlaces()
{
    m_place = new QButtonGroup(this);
    m_pi = makeChoice(tr("Pi"));
    for (const DeviceConfig &pi : m_choices.pis)
        m_pi->addItem(shown(pi.name, kMaxNameBytes));
    m_site = makeChoice(tr("Site"));
    m_site->setEditable(true);
    m_site->addItems(m_choices.sites);
    m_site->lineEdit()->setPlaceholderText(tr("such as Harbour"));
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setVerticalSpacing(space::kS);
    const auto addPlace = [&](Place place, const QString &text, QWidget *choice) {
        auto *button = new QRadioButton(text);
        m_place->addButton(button, place);
        if (choice)
            form->addRow(button, choice);
        else
            form->addRow(button);
    };
    addPlace(AtPi, tr("Around &one Pi:"), m_pi);
    addPlace(AtSite, tr("Around &all Pis of a site:"), m_site);
    addPlace(Nowhere, tr("&Nowhere: it stands for itself"), nullptr);
    m_place->button(AtPi)->setEnabled(!m_choices.pis.empty());
    body()->addLayout(form);
    connect(m_place, &QButtonGroup::idToggled, this, &AttachDialog::check);
    connect(m_site, &QComboBox::editTextChanged, this, &AttachDialog::check);
    // Who picks a Pi or a site means it.
    connect(m_pi, &QComboBox::activated, this, [this] { m_place->button(AtPi)->setChecked(true); });
    connect(m_site->lineEdit(), &QLineEdit::textEdited, this, [this] { m_place->button(AtSite)->setChecked(true); });
    connect(m_site, &QComboBox::activated, this, [this] { m_place->button(AtSite)->setChecked(true); });
}

void AttachDialog::choose(const DeviceConfig &sensor, const DeviceId &pi)
{
    const DeviceId &wanted = pi.empty() ? sensor.attachedTo : pi;
    const auto found = std::ranges::find(m_choices.pis, wanted, &DeviceConfig::id);
    if (found != m_choices.pis.end())
        m_pi->setCurrentIndex(static_cast<int>(found - m_choices.pis.begin()));
    m_site->setCurrentText(shown(found != m_choices.pis.end() && sensor.site.empty() ? found->site : sensor.site));
    const bool isAtSite = found == m_choices.pis.end() && (!sensor.site.empty() || m_choices.pis.empty());
    m_place->button(isAtSite ? AtSite : AtPi)->setChecked(true);
}

void AttachDialog::check()
{
    const bool needsSite = m_place->checkedId() == AtSite;
    if (m_submit)
        m_submit->setEnabled(!needsSite || !m_site->currentText().trimmed().isEmpty());
}

DeviceConfig AttachDialog::sensor() const
{
    DeviceConfig sensor = m_choices.sensors[m_sensor ? static_cast<std::size_t>(m_sensor->currentIndex()) : 0];
    sensor.attachedTo.clear();
    switch (m_place->checkedId()) {
    case AtPi:
        sensor.attachedTo = m_choices.pis[static_cast<std::size_t>(m_pi->currentIndex())].id;
        break;
    case AtSite:
        sensor.site = presentation::typed(m_site->currentText().trimmed());
        break;
    default:
        sensor.site.clear();
        break;
    }
    return sensor;
}

} // namespace piuptime::desktop
