// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Output.h"

#include "app/ctl/Json.h"
#include "app/presentation/Texts.h"

#include <cstdio>

namespace piuptime::ctl {
namespace {

void write(std::FILE *stream, const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stream);
    std::fflush(stream);
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
