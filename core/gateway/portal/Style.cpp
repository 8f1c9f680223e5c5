// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/portal/Style.h"

namespace piuptime::gateway::portal {

const std::string_view kStyle = R"(
:root {
    color-scheme: light dark;
    --window: #f5f5f7; --surface: #ffffff; --sunken: #ececf0; --border: #dcdce3;
    --text: #1a1b20; --quiet: #555762;
    --accent: #2a56c6; --soft: #e4ebfb;
    --ok: #17744a; --ok-soft: #e3f3ea; --warn: #8f5300; --warn-soft: #fdf0d9; --bad: #bd1e2c; --bad-soft: #fce7e8;
    --mono: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace;
}
@media (prefers-color-scheme: dark) {
    :root {
        --window: #0c0f13; --surface: #14181e; --sunken: #1e242c; --border: #2f3742;
        --text: #e3e7ed; --quiet: #a6aeba;
        --accent: #8db7f2; --soft: #1b2b45;
        --ok: #6fcb97; --ok-soft: #16301f; --warn: #e8b65c; --warn-soft: #372809; --bad: #ff9a91; --bad-soft: #40191a;
    }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--window); color: var(--text); overflow-wrap: anywhere;
    font: 1rem/1.55 system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; }
a { color: var(--accent); text-underline-offset: 0.2em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; padding: 0.5rem 1rem; background: var(--surface); z-index: 1; }
.bar { background: var(--surface); border-bottom: 1px solid var(--border); }
.bar div { max-width: 76rem; margin: 0 auto; padding: 0.9rem 1.5rem; }
.bar a { color: var(--text); text-decoration: none; font-weight: 650; }
.page { max-width: 76rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
.side { font-size: 0.9rem; margin-bottom: 1.75rem; }
.side nav + nav { margin-top: 1.25rem; }
.side ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; }
.side a { display: inline-block; padding: 0.25rem 0; text-decoration: none; }
.side a:hover, .bar a:hover { text-decoration: underline; }
.side [aria-current] { font-weight: 650; color: var(--text); }
.side h2 { margin: 0 0 0.25rem; font-size: 0.78rem; font-weight: 650; color: var(--quiet); letter-spacing: 0.04em;
    text-transform: uppercase; }
main { min-width: 0; }
h1 { margin: 0 0 0.5rem; font-size: clamp(1.6rem, 5vw, 2.2rem); line-height: 1.2; letter-spacing: -0.015em; }
main h2 { margin: 0 0 0.75rem; font-size: 1.2rem; line-height: 1.3; }
h3 { margin: 1.25rem 0 0.35rem; font-size: 1rem; }
p { margin: 0 0 0.75rem; }
p:last-child, ul:last-child, pre:last-child { margin-bottom: 0; }
.lead { max-width: 44rem; color: var(--quiet); font-size: 1.05rem; }
.lead p { white-space: pre-line; }
.meta { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem 1rem; margin: 0 0 1.25rem; color: var(--quiet); }
.badge { display: inline-block; padding: 0.1rem 0.6rem; border-radius: 1rem; background: var(--sunken); color: var(--quiet);
    font-size: 0.82rem; font-weight: 650; white-space: nowrap; }
.published { background: var(--ok-soft); color: var(--ok); }
.deprecated { background: var(--warn-soft); color: var(--warn); }
.retired { background: var(--bad-soft); color: var(--bad); }
.notice { margin: 1.25rem 0; padding: 0.85rem 1.1rem; border-radius: 10px; background: var(--warn-soft); color: var(--warn); }
.notice a { color: inherit; }
section { margin-top: 1.25rem; padding: 1.25rem 1.5rem 1.5rem; background: var(--surface); border: 1px solid var(--border);
    border-radius: 12px; scroll-margin-top: 1rem; }
code, pre, .path { font-family: var(--mono); font-size: 0.9em; }
code { padding: 0.1em 0.35em; border-radius: 5px; background: var(--sunken); }
pre { margin: 0 0 0.75rem; padding: 0.8rem 1rem; border-radius: 8px; background: var(--sunken); line-height: 1.5;
    overflow-x: auto; overflow-wrap: normal; user-select: all; -webkit-user-select: all; }
pre code { padding: 0; background: none; font-size: 1em; }
.rows { list-style: none; margin: 0 0 0.75rem; padding: 0; }
.rows li { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.15rem 0.9rem; padding: 0.6rem 0;
    border-top: 1px solid var(--border); }
.rows li:first-child { border-top: 0; padding-top: 0.1rem; }
.rows li:last-child { padding-bottom: 0; }
.method { flex: 0 0 4.6rem; font: 650 0.8rem/1.6 var(--mono); color: var(--accent); }
.path { flex: 1 1 14rem; font-weight: 600; }
.also { flex: 1 1 16rem; color: var(--quiet); font-size: 0.92rem; }
table { width: 100%; border-collapse: collapse; font-size: 0.94rem; }
caption { text-align: left; color: var(--quiet); padding-bottom: 0.4rem; }
th, td { text-align: left; vertical-align: top; padding: 0.45rem 0.9rem 0.45rem 0; border-top: 1px solid var(--border); }
th:last-child, td:last-child { padding-right: 0; }
thead th { border-top: 0; white-space: nowrap; color: var(--quiet); font-size: 0.85rem; font-weight: 650; }
tbody th { font-weight: 600; }
pre + details, .rows + details { margin-top: 1rem; }
details { border-top: 1px solid var(--border); padding: 0.6rem 0; }
details:last-child { padding-bottom: 0; }
summary { cursor: pointer; font-weight: 600; padding: 0.2rem 0; }
details[open] summary { margin-bottom: 0.5rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); gap: 1.25rem; padding: 0;
    margin: 1.75rem 0 0; list-style: none; }
.card { display: flex; flex-direction: column; gap: 0.6rem; padding: 1.25rem 1.4rem; background: var(--surface);
    border: 1px solid var(--border); border-radius: 12px; }
.card h2 { margin: 0; }
.card p { margin: 0; color: var(--quiet); display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical;
    overflow: hidden; }
.card ul { list-style: none; margin: auto 0 0; padding: 0.4rem 0 0; display: grid; gap: 0.4rem; }
.card li { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.2rem 0.6rem; font-size: 0.94rem; }
form { display: grid; gap: 0.35rem; max-width: 34rem; }
label { font-weight: 600; font-size: 0.94rem; margin-top: 0.6rem; }
input, select, textarea { font: inherit; color: inherit; width: 100%; padding: 0.55rem 0.7rem; background: var(--window);
    border: 1px solid var(--quiet); border-radius: 8px; }
button { font: inherit; font-weight: 650; justify-self: start; margin-top: 0.9rem; padding: 0.6rem 1.3rem; cursor: pointer;
    color: var(--surface); background: var(--accent); border: 0; border-radius: 8px; }
.quiet { color: var(--quiet); }
footer { max-width: 76rem; margin: 0 auto; padding: 0 1.5rem 2rem; color: var(--quiet); font-size: 0.88rem; }
@media (min-width: 62rem) {
    .split { display: grid; grid-template-columns: 12rem minmax(0, 1fr); gap: 3rem; }
    .side div { position: sticky; top: 1.5rem; }
    .side ul { display: block; }
}
@media (max-width: 34rem) {
    .page, .bar div, footer { padding-left: 1rem; padding-right: 1rem; }
    section { padding: 1rem 1rem 1.1rem; }
    .method { flex-basis: 100%; }
}
@media print {
    .side, .skip { display: none; }
    section, .card { break-inside: avoid; }
}
)";

} // namespace piuptime::gateway::portal
