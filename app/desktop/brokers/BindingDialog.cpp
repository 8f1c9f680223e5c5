// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/brokers/BindingDialog.h"

#include "app/desktop/device/PlainLabel.h"
#include "app/desktop/widgets/RowTable.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"
#include "app/presentation/WhenDone.h"
#include "app/presentation/brokers/BindingTexts.h"
#include "core/base/Text.h"
#include "core/publishers/JsonValues.h"
#include "core/publishers/Quantity.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QTreeWidget>

#include <algorithm>

namespace piuptime::desktop {

using namespace presentation;

namespace {

constexpr std::chrono::milliseconds kPoll{250};
constexpr int kPathRole = Qt::UserRole;
constexpr int kPayloadHeight = 76;
constexpr int kLeastValuesHeight = 96;
constexpr int kFieldWidth = 72;
constexpr int kRowHeight = 28; // a finger finds it
constexpr std::size_t kMostPayloadShown = 4096;
constexpr std::size_t kMaxNameBytes = 120;

QComboBox *makeChoice(const QString &name)
{
    auto *box = new QComboBox;
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(16);
    box->setMaxVisibleItems(16);
    return box;
}

QLineEdit *makeNumber(double value, const QString &name)
{
    auto *field = new QLineEdit(QLocale().toString(value, 'g', QLocale::FloatingPointShortest));
    field->setAccessibleName(name);
    field->setMaxLength(40);
    field->setMinimumWidth(kFieldWidth);
    return field;
}

std::optional<double> numberIn(const QLineEdit *field)
{
    bool isNumber = false;
    double value = QLocale().toDouble(field->text().trimmed(), &isNumber);
    if (!isNumber)
        value = QLocale::c().toDouble(field->text().trimmed(), &isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

bool isNumber(const publishers::JsonValue &value)
{
    return toNumber(value.text).has_value();
}

/// What a device that is made for this topic would be called.
QString nameFor(const std::string &topic)
{
    const QStringList levels = shown(topic, kMaxNameBytes).split(u'/', Qt::SkipEmptyParts);
    return levels.size() > 1 ? levels[levels.size() - 2] : levels.value(0);
}

} // namespace

BindingDialog::BindingDialog(fleet::Engine &engine, const Theme &theme, const Clock &clock, Binding binding,
                             QWidget *parent)
    : Sheet(theme, binding.device.empty() ? tr("Use this topic") : tr("What is bound by hand"), parent)
    , m_engine(engine)
    , m_clock(clock)
    , m_binding(std::move(binding))
    , m_devices(engine.states())
{
    std::ranges::sort(m_devices, [](const DeviceStatePtr &a, const DeviceStatePtr &b) {
        return QString::localeAwareCompare(shown(a->config.name), shown(b->config.name)) < 0;
    });
    auto *columns = new QHBoxLayout;
    columns->setSpacing(space::kXl);
    columns->addWidget(makeMessage(), 1);
    columns->addWidget(makeMeaning(), 1);
    body()->addLayout(columns, 1);
    body()->addWidget(makePreview());
    addCancel();
    m_submit = addAction(m_binding.device.empty() ? tr("Use it") : tr("Save"));
    connect(m_submit, &QPushButton::clicked, this, [this] { emit submitted(draft()); });
    resize(880, 460);
    if (!m_binding.device.empty())
        m_path = m_binding.path;
    showValues();
    chooseQuantity();
    m_values->setFocus();
    m_poll.setInterval(kPoll);
    connect(&m_poll, &QTimer::timeout, this, &BindingDialog::listen);
    m_poll.start();
    listen();
}

QWidget *BindingDialog::makeMessage()
{
    auto *part = new QWidget(this);
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kS);
    auto *topic = new PlainLabel(theme(), TextStyle::Mono, &Colours::text, part);
    topic->setText(shown(m_binding.topic));
    topic->setWrapping();
    topic->setCopyable();
    topic->setAccessibleName(tr("Topic"));
    m_age = new PlainLabel(theme(), TextStyle::Caption, &Colours::textSecondary, part);
    m_age->setObjectName(QStringLiteral("messageAge"));
    m_age->setWrapping();
    m_payload = new QPlainTextEdit(part);
    m_payload->setReadOnly(true);
    m_payload->setFont(theme().font(TextStyle::Mono));
    m_payload->setFixedHeight(kPayloadHeight);
    m_payload->setTabChangesFocus(true);
    m_payload->setAccessibleName(tr("Latest payload"));
    m_values = new QTreeWidget(part);
    m_values->setColumnCount(2);
    m_values->setHeaderLabels({tr("Value"), tr("now", "the value of a topic")});
    m_values->setRootIsDecorated(false);
    m_values->setUniformRowHeights(true);
    m_values->setMinimumHeight(kLeastValuesHeight);
    m_values->setItemDelegate(new RowDelegate(theme(), m_values));
    m_values->setAccessibleName(tr("Values in the payload"));
    m_values->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_values->header()->setStretchLastSection(false);
    m_values->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    connect(m_values, &QTreeWidget::currentItemChanged, this, &BindingDialog::chooseValue);
    column->addWidget(topic);
    column->addWidget(m_age);
    column->addWidget(m_payload);
    column->addWidget(m_values, 1);
    return part;
}

QWidget *BindingDialog::makeMeaning()
{
    auto *part = new QWidget(this);
    m_form = new QFormLayout(part);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(space::kM);
    m_form->setVerticalSpacing(space::kS);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    addQuantity(*m_form);
    addDevice(*m_form);
    return part;
}

void BindingDialog::addQuantity(QFormLayout &form)
{
    m_quantity = makeChoice(tr("Quantity"));
    for (const Metric metric : BindingTexts::quantities())
        m_quantity->addItem(BindingTexts::quantity(metric), static_cast<int>(metric));
    const Metric chosen = m_binding.device.empty() ? Metric::AmbientTemperature : m_binding.metric;
    m_quantity->setCurrentIndex(m_quantity->findData(static_cast<int>(chosen)));
    m_unit = makeChoice(tr("Unit in the message"));
    m_scale = makeNumber(m_binding.scale, tr("Scale"));
    m_offset = makeNumber(m_binding.offset, tr("Offset"));
    auto *conversion = new QHBoxLayout;
    conversion->setSpacing(space::kXs);
    for (const auto &[sign, field] :
         {std::pair(QStringLiteral("×"), m_scale), std::pair(QStringLiteral("+"), m_offset)}) {
        auto *label = new PlainLabel(theme(), TextStyle::Body, &Colours::textSecondary);
        label->setText(sign);
        conversion->addWidget(label);
        conversion->addWidget(field, 1);
    }
    form.addRow(tr("&Quantity"), m_quantity);
    form.addRow(tr("&Unit sent"), m_unit);
    form.addRow(tr("Conversion"), conversion);
    connect(m_quantity, &QComboBox::currentIndexChanged, this, &BindingDialog::chooseQuantity);
    connect(m_unit, &QComboBox::activated, this, &BindingDialog::chooseUnit);
    connect(m_scale, &QLineEdit::textEdited, this, &BindingDialog::check);
    connect(m_offset, &QLineEdit::textEdited, this, &BindingDialog::check);
}

void BindingDialog::addDevice(QFormLayout &form)
{
    m_device = makeChoice(tr("Device"));
    m_device->setEditable(true);
    m_device->setInsertPolicy(QComboBox::NoInsert);
    for (const DeviceStatePtr &state : m_devices)
        m_device->addItem(shown(state->config.name, kMaxNameBytes), QString::fromStdString(state->config.id));
    m_device->lineEdit()->setPlaceholderText(tr("one of the fleet, or a new name"));
    m_device->setCurrentText(m_binding.device.empty() ? nameFor(m_binding.topic)
                                                      : BindingTexts::device(m_binding, m_devices));
    m_instance = new QLineEdit(shown(m_binding.instance, kMaxNameBytes));
    m_instance->setAccessibleName(tr("Name of the value"));
    m_instance->setPlaceholderText(tr("where there are several, such as top shelf"));
    m_instance->setMaxLength(100);
    form.addRow(tr("&Device"), m_device);
    form.addRow(tr("Na&me"), m_instance);
    connect(m_device, &QComboBox::editTextChanged, this, &BindingDialog::check);
    connect(m_instance, &QLineEdit::textEdited, this, &BindingDialog::check);
}

QWidget *BindingDialog::makePreview()
{
    auto *card = new Card(theme(), this);
    card->setFill(&Colours::sunken);
    auto *row = new QHBoxLayout(card);
    row->setContentsMargins(space::kM, space::kS, space::kM, space::kS);
    row->setSpacing(space::kS);
    m_previewIcon = new IconLabel(theme(), 20, card);
    m_preview = new PlainLabel(theme(), TextStyle::Title, &Colours::text, card);
    m_preview->setObjectName(QStringLiteral("preview"));
    m_preview->setWrapping();
    m_where = new PlainLabel(theme(), TextStyle::Body, &Colours::textSecondary, card);
    m_where->setObjectName(QStringLiteral("where"));
    m_where->setWrapping();
    row->addWidget(m_previewIcon);
    row->addWidget(m_preview, 1);
    row->addWidget(m_where, 1);
    return card;
}

void BindingDialog::listen()
{
    if (std::exchange(m_isAsking, true))
        return;
    whenDone(m_engine.follow(m_binding.broker, m_binding.topic), this, [this](const Result<TopicMessage> &message) {
        m_isAsking = false;
        take(message);
    });
}

void BindingDialog::take(const Result<TopicMessage> &message)
{
    m_failure = message ? std::nullopt : std::optional(message.error());
    if (message && message->number != m_message.number) {
        m_message = *message;
        showPayload();
        showValues();
    }
    check();
}

void BindingDialog::showPayload()
{
    const bool isLong = m_message.payload.size() > kMostPayloadShown;
    m_payload->setPlainText(shown(m_message.payload, kMostPayloadShown) + (isLong ? QStringLiteral("…") : QString()));
}

/// Keeps the rows while the payload has the same shape, and marks what is another value than before.
void BindingDialog::showValues()
{
    std::vector<publishers::JsonValue> values;
    if (m_message.number > 0)
        values = publishers::valuesIn(m_message.payload).value_or(values);
    const auto first = values.size() == 1 ? values.begin() : std::ranges::find_if(values, isNumber);
    if (!m_path && first != values.end())
        m_path = first->path;
    if (m_path && std::ranges::find(values, *m_path, &publishers::JsonValue::path) == values.end())
        values.push_back({*m_path, {}}); // what was chosen stays there, also while a message lacks it
    const QSignalBlocker blocker(m_values);
    const bool isSame = static_cast<std::size_t>(m_values->topLevelItemCount()) == values.size();
    if (!isSame)
        m_values->clear();
    for (std::size_t i = 0; i < values.size(); ++i) {
        QTreeWidgetItem *item = isSame ? m_values->topLevelItem(static_cast<int>(i)) : new QTreeWidgetItem(m_values);
        const QString text = shown(values[i].text, 60);
        QFont font = m_values->font();
        font.setBold(isSame && item->text(1) != text);
        item->setFont(1, font);
        item->setSizeHint(0, {0, kRowHeight});
        item->setText(0, values[i].path.empty() ? tr("the payload as a whole") : shown(values[i].path, 200));
        item->setText(1, text);
        item->setData(0, kPathRole, QByteArray::fromStdString(values[i].path));
        if (m_path == values[i].path)
            m_values->setCurrentItem(item);
    }
}

void BindingDialog::chooseValue()
{
    if (const QTreeWidgetItem *item = m_values->currentItem())
        m_path = item->data(0, kPathRole).toByteArray().toStdString();
    check();
}

void BindingDialog::chooseQuantity()
{
    const auto metric = static_cast<Metric>(m_quantity->currentData().toInt());
    m_unit->clear();
    const std::vector<std::string_view> units = publishers::unitsOf(metric);
    for (const std::string_view unit : units)
        m_unit->addItem(shown(unit));
    m_unit->addItem(tr("another"));
    const auto numbers = std::pair(numberIn(m_scale), numberIn(m_offset));
    for (std::size_t i = 0; i < units.size(); ++i) {
        const double offset = *publishers::inOurUnit(metric, 0, units[i]);
        if (numbers
            == std::pair(std::optional(*publishers::inOurUnit(metric, 1, units[i]) - offset), std::optional(offset))) {
            m_unit->setCurrentIndex(static_cast<int>(i));
            break;
        }
        m_unit->setCurrentIndex(static_cast<int>(units.size()));
    }
    m_form->setRowVisible(m_unit, units.size() > 1);
    check();
}

void BindingDialog::chooseUnit()
{
    const auto metric = static_cast<Metric>(m_quantity->currentData().toInt());
    const std::vector<std::string_view> units = publishers::unitsOf(metric);
    const auto chosen = static_cast<std::size_t>(m_unit->currentIndex());
    if (chosen >= units.size())
        return m_scale->setFocus();
    const double offset = *publishers::inOurUnit(metric, 0, units[chosen]);
    const double scale = *publishers::inOurUnit(metric, 1, units[chosen]) - offset;
    m_scale->setText(QLocale().toString(scale, 'g', QLocale::FloatingPointShortest));
    m_offset->setText(QLocale().toString(offset, 'g', QLocale::FloatingPointShortest));
    check();
}

Binding BindingDialog::draft() const
{
    Binding draft = m_binding;
    draft.path = m_path.value_or(std::string());
    draft.metric = static_cast<Metric>(m_quantity->currentData().toInt());
    draft.scale = numberIn(m_scale).value_or(0);
    draft.offset = numberIn(m_offset).value_or(0);
    const QString name = m_device->currentText().trimmed();
    const bool isChosen = m_device->itemText(m_device->currentIndex()) == name; // of several with one name, this one
    const int known = isChosen ? m_device->currentIndex() : m_device->findText(name, Qt::MatchFixedString);
    draft.device = typed(known < 0 ? name : m_device->itemData(known).toString());
    draft.kind = isOfSurroundings(draft.metric) ? DeviceConfig::Kind::Sensor : DeviceConfig::Kind::Pi;
    draft.instance = typed(m_instance->text().trimmed());
    return draft;
}

void BindingDialog::check()
{
    if (!m_submit)
        return;
    const UtcTime now = m_clock.utcNow();
    const Binding binding = draft();
    const bool hasNumbers = numberIn(m_scale).value_or(0) != 0 && numberIn(m_offset);
    BindingPreview preview = BindingTexts::preview(binding, m_message, now);
    if (m_failure)
        preview = {Texts::error(*m_failure), false};
    else if (!hasNumbers)
        preview = {tr("Scale and offset are numbers, and the scale is not 0"), false};
    m_preview->setText(preview.text);
    m_preview->setColour(preview.isValue ? &Colours::text : &Colours::attention);
    m_previewIcon->setIcon(preview.isValue                       ? Icon::Ok
                           : m_message.number == 0 && !m_failure ? Icon::Wait
                                                                 : Icon::Attention,
                           preview.isValue ? &Colours::ok : &Colours::attention);
    const auto age = std::chrono::floor<Seconds>(now - m_message.at);
    m_age->setText(m_message.number == 0 ? tr("Waiting for the next message")
                   : m_message.retained  ? tr("Kept by the broker, nobody knows since when")
                                         : tr("Came %1").arg(Formatting::age(age)));
    const DeviceStatePtr device = deviceOf(binding, m_devices);
    const QString name = m_device->currentText().trimmed();
    m_where->setColour(&Colours::textSecondary);
    if (name.isEmpty())
        m_where->setText(tr("Name the device to which it belongs."));
    else if (device)
        m_where->setText(tr("Shown with %1.").arg(shown(device->config.name, kMaxNameBytes)));
    else if (binding.kind == DeviceConfig::Kind::Sensor)
        m_where->setText(tr("Makes the new sensor %1.").arg(name));
    else
        m_where->setText(tr("Makes the new Pi %1.").arg(name));
    m_submit->setEnabled(hasNumbers && !name.isEmpty());
}

} // namespace piuptime::desktop
