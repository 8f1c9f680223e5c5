// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/SshCommand.h"

#include "core/base/Text.h"
#include "core/model/Address.h"

#include <QFileInfo>

namespace piuptime::presentation {

QStringList sshArguments(const DeviceConfig &config)
{
    QStringList arguments;
    if (config.endpoint.port != 22)
        arguments << QStringLiteral("-p") << QString::number(config.endpoint.port);
    QStringList jumps;
    for (const SshEndpoint &jump : config.jumps)
        jumps << QString::fromStdString(formatAddress(jump));
    if (!jumps.isEmpty())
        arguments << QStringLiteral("-J") << jumps.join(u',');
    for (const std::string &identity : config.identities)
        arguments << QStringLiteral("-i") << QString::fromStdString(identity);
    const QString user = QString::fromStdString(config.endpoint.user);
    const QString host = QString::fromStdString(config.endpoint.host);
    // Nothing after `--` can be taken for an option.
    return arguments << QStringLiteral("--") << (user.isEmpty() ? host : user + u'@' + host);
}

QString sshCommandLine(const DeviceConfig &config)
{
    QStringList words{QStringLiteral("ssh")};
    for (const QString &argument : sshArguments(config)) {
        const bool plain = std::all_of(argument.begin(), argument.end(), [](QChar c) {
            return c.isLetterOrNumber() || QStringLiteral("-_.,:@/~+%[]").contains(c);
        });
        // Brackets and tildes in the middle are safe; a leading tilde should be expanded by the shell.
        words << (plain && !argument.contains(u'[') ? argument
                                                    : QString::fromStdString(shellQuoted(argument.toStdString())));
    }
    return words.join(u' ');
}

Command inTerminal(const QString &terminal, const Command &command)
{
    if (command.program.isEmpty())
        return {terminal, {}};
    const QString name = QFileInfo(terminal).fileName();
    QStringList arguments;
    if (name == u"gnome-terminal" || name == u"kgx" || name == u"ptyxis")
        arguments << QStringLiteral("--");
    else if (name == u"xfce4-terminal" || name == u"mate-terminal")
        arguments << QStringLiteral("-x");
    else if (name == u"wezterm")
        arguments << QStringLiteral("start") << QStringLiteral("--");
    else if (name != u"kitty" && name != u"foot")
        arguments << QStringLiteral("-e");
    return {terminal, arguments << command.program << command.arguments};
}

QStringList knownTerminals()
{
    return {QStringLiteral("x-terminal-emulator"),
            QStringLiteral("gnome-terminal"),
            QStringLiteral("konsole"),
            QStringLiteral("xfce4-terminal"),
            QStringLiteral("lxterminal"),
            QStringLiteral("foot"),
            QStringLiteral("kitty"),
            QStringLiteral("alacritty"),
            QStringLiteral("xterm")};
}

} // namespace piuptime::presentation
