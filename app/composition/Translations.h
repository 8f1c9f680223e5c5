// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QStringList>

namespace piuptime::composition {

/// The languages there are texts in, as two-letter codes; the first is that of the sources.
[[nodiscard]] const QStringList &languages();

/// The first of `languages()` that somebody who prefers these can read, else `en`. Pure.
/// \param preferred codes such as `de`, `de_CH`, `fr-FR` or `zh-Hans-CN`, best first
[[nodiscard]] QString languageFor(const QStringList &preferred);

/// Makes `app` speak: the program's own texts, and those of Qt where they are installed.
///
/// Call once in the thread of `app`, before the first text is made.
/// \param requested a code such as `de` or `fr_CH`, which then also forms numbers and dates; empty: the environment
///                  variable `PIUPTIME_LANGUAGE`, and where that is empty too the languages of the session
/// \return the language in use, one of `languages()`
QString installTranslations(QCoreApplication &app, const QString &requested = {});

} // namespace piuptime::composition
