// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Output.h"

#include "app/ctl/Json.h"
#include "app/presentation/Texts.h"

#include <cstdio>
#include <cstdlib>

namespace piuptime::ctl {
namespace {

void write(std::FILE *stream, const QByteArray &bytes)
{
    const auto size = static_cast<std::size_t>(bytes.size());
    if (std::fwrite(bytes.constData(), 1, size, stream) == size && std::fflush(stream) == 0)
        return;
    if (stream == stdout) { // cut off, which must not look like the whole
        std::perror("piuptimectl: standard output");
        std::_Exit(static_cast<int>(ExitCode::Failure));
    }
}

} // namespace

void print(const QString &text)
{
    write(stdout, text.toUtf8());
}

void print(const QJsonDocument &document)
{
    write(stdout, document.toJson(QJsonDocument::Indented));
}

void warn(const QString &text)
{
    write(stderr, (text + QLatin1Char('\n')).toUtf8());
}

ExitCode report(const Error &error, Format format)
{
    if (format == Format::Json) {
        const QJsonObject object{{QStringLiteral("error"), toJson(error)}};
        write(stderr, QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
    } else {
        const QString remedy = presentation::Texts::remedy(error.kind);
        write(stderr, (presentation::Texts::error(error) + QLatin1Char('\n') + remedy + QLatin1Char('\n')).toUtf8());
    }
    return exitCodeFor(error.kind);
}

} // namespace piuptime::ctl
