// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/composition/DatabasePassword.h"
#include "app/ctl/Arguments.h"
#include "app/ctl/ExitCode.h"
#include "core/base/Clock.h"
#include "core/config/Paths.h"
#include "core/config/Settings.h"

#include <QCoroTask>

#include <memory>

namespace piuptime::ctl {

/// What every verb works on.
struct Context {
    config::Paths paths;
    config::Settings settings;
    std::shared_ptr<const Clock> clock;
    Format format = Format::Text;
    std::shared_ptr<composition::DatabasePassword> databasePassword; ///< of a shared history
};

/// Each verb prints what it found and gives the exit code; what went wrong goes to standard error.
[[nodiscard]] QCoro::Task<ExitCode> probe(ProbeArguments arguments, Context context);
[[nodiscard]] ExitCode devices(const Context &context);
[[nodiscard]] ExitCode show(const ShowArguments &arguments, const Context &context);
[[nodiscard]] ExitCode history(const HistoryArguments &arguments, const Context &context);
[[nodiscard]] ExitCode top(const TopArguments &arguments, const Context &context);
[[nodiscard]] ExitCode exportHistory(const ExportArguments &arguments, const Context &context);
[[nodiscard]] ExitCode importHistory(const ImportArguments &arguments, const Context &context);
[[nodiscard]] ExitCode backup(const BackupArguments &arguments, const Context &context);
[[nodiscard]] ExitCode restore(const RestoreArguments &arguments, const Context &context);
[[nodiscard]] QCoro::Task<ExitCode> storeDatabasePassword(Context context);
[[nodiscard]] ExitCode kioskPin(const KioskPinArguments &arguments, const Context &context);
[[nodiscard]] QCoro::Task<ExitCode> gateway(GatewayArguments arguments, Context context);
[[nodiscard]] ExitCode completion(const CompletionArguments &arguments);

} // namespace piuptime::ctl
