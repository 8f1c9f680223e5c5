// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Output.h"
#include "app/ctl/Terminal.h"
#include "app/ctl/Tr.h"
#include "app/ctl/Verbs.h"
#include "app/kiosk/access/AuditEntry.h"
#include "app/kiosk/access/AuditLog.h"
#include "app/kiosk/access/PinChange.h"
#include "app/presentation/Formatting.h"

#include <QJsonObject>

namespace piuptime::ctl {
namespace {

using Action = KioskPinArguments::Action;
using kiosk::PinLevel;
using presentation::shown;

constexpr std::chrono::minutes kPatience{5};

/// \retval Cancelled nobody typed anything   \retval InvalidInput not the same was typed twice
Result<Secret> typedPin(bool isFromInput)
{
    auto first = isFromInput ? lineFromInput(Deadline::in(kPatience))
                             : askOnTerminal(Tr::tr("New PIN, 4 to 12 digits: "), Echo::Off, Deadline::in(kPatience));
    if (!first || first->empty())
        return fail(ErrorKind::Cancelled, "nothing was typed; without a terminal, use --stdin");
    Secret pin(std::move(*first));
    if (isFromInput)
        return pin;
    auto second = askOnTerminal(Tr::tr("The same PIN again: "), Echo::Off, Deadline::in(kPatience));
    const Secret again(std::move(second).value_or(std::string()));
    if (again.reveal() != pin.reveal())
        return fail(ErrorKind::InvalidInput, "the PIN was typed differently the second time");
    return pin;
}

QString sentence(const KioskPinArguments &arguments, bool isSet, const std::string &file)
{
    const bool operates = arguments.level == PinLevel::Operate;
    if (arguments.action == Action::Set)
        return (operates ? Tr::tr("The PIN for operating is set, in %1.")
                         : Tr::tr("The PIN for acknowledging is set, in %1."))
            .arg(shown(file));
    if (arguments.action == Action::Clear)
        return operates ? Tr::tr("No PIN is set any more: the screen shows Pis and does nothing to them.")
                        : Tr::tr("Acknowledging takes the PIN for operating now.");
    if (operates)
        return isSet ? Tr::tr("A PIN for operating is set.") : Tr::tr("No PIN for operating is set.");
    return isSet ? Tr::tr("A PIN for acknowledging is set.") : Tr::tr("No PIN for acknowledging is set.");
}

Result<void> writeDown(Action action, PinLevel level, const Context &context)
{
    kiosk::AuditEntry entry;
    entry.what = action == Action::Set ? kiosk::AuditEntry::What::PinSet : kiosk::AuditEntry::What::PinRemoved;
    entry.level = name(level);
    entry.detail = "with piuptimectl";
    entry.at = context.clock->utcNow();
    return kiosk::AuditLog(context.paths.auditFile()).append(jsonLine(entry));
}

/// The PINs as they are afterwards.
Result<kiosk::Pins> carryOut(const KioskPinArguments &arguments, const Context &context)
{
    const std::string file = context.paths.pinFile();
    if (arguments.action == Action::Show)
        return kiosk::loadPins(file);
    Result<kiosk::Pins> changed;
    if (arguments.action == Action::Clear) {
        changed = kiosk::changePins(
            file, [&](kiosk::Pins pins) { return kiosk::withoutPin(std::move(pins), arguments.level); });
    } else {
        const auto pin = typedPin(arguments.fromInput);
        if (!pin)
            return tl::unexpected(pin.error());
        changed = kiosk::changePins(file, [&](kiosk::Pins pins) {
            pins.wrong = 0; // whoever guessed guessed another one
            return kiosk::withPin(std::move(pins), arguments.level, *pin);
        });
    }
    if (!changed)
        return changed;
    if (const Result<void> written = writeDown(arguments.action, arguments.level, context); !written)
        return fail(written.error(), "writing down that the PIN was changed, which it is");
    return changed;
}

} // namespace

ExitCode kioskPin(const KioskPinArguments &arguments, const Context &context)
{
    const auto pins = carryOut(arguments, context);
    if (!pins)
        return report(pins.error(), context.format);
    const bool isSet = !hashOf(*pins, arguments.level).empty();
    if (context.format == Format::Json)
        print(QJsonDocument(QJsonObject{{QStringLiteral("level"), QString::fromLatin1(name(arguments.level))},
                                        {QStringLiteral("is_set"), isSet},
                                        {QStringLiteral("wrong_in_a_row"), pins->wrong},
                                        {QStringLiteral("file"), QString::fromStdString(context.paths.pinFile())}}));
    else
        print(sentence(arguments, isSet, context.paths.pinFile()) + QLatin1Char('\n'));
    return ExitCode::Success;
}

} // namespace piuptime::ctl
