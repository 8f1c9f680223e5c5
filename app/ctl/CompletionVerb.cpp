// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Output.h"
#include "app/ctl/Verbs.h"

#include <QFile>

namespace piuptime::ctl {

ExitCode completion(const CompletionArguments &arguments)
{
    QFile script(QStringLiteral(":/completions/piuptimectl.%1").arg(QString::fromStdString(arguments.shell)));
    if (!script.open(QIODevice::ReadOnly))
        return report({ErrorKind::NotFound, "there is no completion for " + arguments.shell, {}}, Format::Text);
    print(QString::fromUtf8(script.readAll()));
    return ExitCode::Success;
}

} // namespace piuptime::ctl
