// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/dialogs/Sheet.h"
#include "core/fleet/Engine.h"

#include <QTimer>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QTreeWidget;

namespace piuptime::desktop {

class IconLabel;
class PlainLabel;

/// Gives a value of a topic a meaning: shows each message as it comes and what the binding would make of it, before
/// anything is saved. The topic is listened to while the dialog is open.
class BindingDialog final : public Sheet
{
    Q_OBJECT
public:
    /// \param binding with broker and topic; with a device as well, it is one that there is already
    BindingDialog(fleet::Engine &engine, const Theme &theme, const Clock &clock, Binding binding,
                  QWidget *parent = nullptr);

signals:
    void submitted(const piuptime::Binding &binding);

private:
    QWidget *makeMessage();
    QWidget *makeMeaning();
    QWidget *makePreview();
    void addQuantity(QFormLayout &form);
    void addDevice(QFormLayout &form);
    void listen();
    void take(const Result<TopicMessage> &message);
    void showPayload();
    void showValues();
    void chooseValue();
    void chooseQuantity();
    void chooseUnit();
    /// Works out what would come of it now.
    void check();
    [[nodiscard]] Binding draft() const;

    fleet::Engine &m_engine;
    const Clock &m_clock;
    Binding m_binding;
    std::vector<DeviceStatePtr> m_devices; ///< in the order of their names
    std::optional<std::string> m_path;     ///< of the chosen value; empty: none is chosen yet
    TopicMessage m_message;
    std::optional<Error> m_failure; ///< why the topic cannot be listened to
    bool m_isAsking = false;
    QTimer m_poll;
    PlainLabel *m_age = nullptr;
    QPlainTextEdit *m_payload = nullptr;
    QTreeWidget *m_values = nullptr;
    QFormLayout *m_form = nullptr;
    QComboBox *m_quantity = nullptr;
    QComboBox *m_unit = nullptr;
    QLineEdit *m_scale = nullptr;
    QLineEdit *m_offset = nullptr;
    QComboBox *m_device = nullptr;
    QLineEdit *m_instance = nullptr;
    IconLabel *m_previewIcon = nullptr;
    PlainLabel *m_preview = nullptr;
    PlainLabel *m_where = nullptr;
    QPushButton *m_submit = nullptr;
};

} // namespace piuptime::desktop
