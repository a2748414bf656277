// SPDX-License-Identifier: MIT
// The style sheet and the script of a study's report: no network, both themes, paper, small screens.
#pragma once

namespace thalweg::study {

// The custom properties --ink-* (figures/figure_svg.h) come before it.
inline constexpr const char* kReportStyle = R"(
* { box-sizing: border-box; }
html { color-scheme: light dark; scroll-behavior: smooth; }
body { margin: 0; background: var(--page); color: var(--ink-text);
  font: 16px/1.55 Inter, "Helvetica Neue", Arial, sans-serif; }
main, header { max-width: 1240px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 40px; position: relative; }
h1 { font-size: 30px; line-height: 1.2; margin: 0 56px 6px 0; letter-spacing: -0.01em; overflow-wrap: anywhere; }
h2 { font-size: 21px; margin: 52px 0 10px; letter-spacing: -0.005em; }
h3 { font-size: 16px; margin: 26px 0 6px; }
p { margin: 8px 0; max-width: 74ch; }
a { color: var(--ink-first); }
code, pre { font-family: "JetBrains Mono", ui-monospace, Menlo, Consolas, monospace; font-size: 0.86em; }
pre { background: var(--page); border: 1px solid var(--ink-line); border-radius: 8px; padding: 12px 14px;
  overflow: auto; max-height: 480px; }
.quiet, figcaption, small { color: var(--ink-quiet); }
.lead { font-size: 18px; line-height: 1.5; margin: 14px 0 18px; }
.facts { display: flex; flex-wrap: wrap; gap: 6px 22px; margin: 12px 0 0; padding: 0; list-style: none;
  color: var(--ink-quiet); font-size: 14px; }
.facts b { color: var(--ink-text); font-weight: 600; }
nav { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 18px 0 0; padding: 12px 0; font-size: 14px;
  border-top: 1px solid var(--ink-line); border-bottom: 1px solid var(--ink-line); }
nav a { text-decoration: none; }
nav a:hover { text-decoration: underline; }
#theme { position: absolute; right: 24px; top: 40px; width: 40px; height: 34px; border-radius: 8px;
  border: 1px solid var(--ink-line); background: var(--ink-paper); color: var(--ink-text); font-size: 16px;
  cursor: pointer; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 440px), 1fr)); gap: 16px;
  margin: 16px 0; }
figure { margin: 0; padding: 14px 14px 8px; background: var(--ink-paper); border: 1px solid var(--ink-line);
  border-radius: 10px; break-inside: avoid; }
figure svg { display: block; width: 100%; height: auto; max-width: 620px; margin: 0 auto; }
figcaption { font-size: 13px; line-height: 1.4; margin-bottom: 8px; }
figcaption b { color: var(--ink-text); display: block; font-size: 14px; font-weight: 600; }
.wide { overflow-x: auto; margin: 12px 0; background: var(--ink-paper); border: 1px solid var(--ink-line);
  border-radius: 10px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; font-variant-numeric: tabular-nums; }
th, td { padding: 7px 10px; text-align: left; vertical-align: baseline; border-top: 1px solid var(--ink-line);
  white-space: nowrap; }
thead th { border-top: 0; vertical-align: bottom; color: var(--ink-quiet); font-weight: 500; }
tbody th { font-weight: 600; position: sticky; left: 0; background: var(--ink-paper); }
.n { text-align: right; }
td.w { white-space: normal; min-width: 16em; }
thead button { all: unset; cursor: pointer; color: inherit; white-space: nowrap; }
thead button:hover, thead button:focus-visible { color: var(--ink-text); text-decoration: underline dotted; }
th[aria-sort=ascending] button::after { content: " \2191"; }
th[aria-sort=descending] button::after { content: " \2193"; }
td small { font-size: 12px; margin-left: 5px; }
.key { display: inline-block; width: 10px; height: 10px; border-radius: 3px; margin-right: 8px; }
.flag { display: inline-block; border: 1px solid var(--ink-gold); color: var(--ink-gold); border-radius: 5px;
  padding: 0 6px; font-size: 12px; font-weight: 500; margin-left: 6px; white-space: nowrap; }
details { border: 1px solid var(--ink-line); border-radius: 10px; margin: 12px 0; padding: 0 16px;
  background: color-mix(in srgb, var(--ink-paper) 45%, var(--page)); }
details details { background: none; }
summary { cursor: pointer; padding: 12px 0; font-weight: 600; }
summary span { font-weight: 400; color: var(--ink-quiet); margin-left: 10px; }
.limits { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr)); gap: 4px 32px;
  margin: 12px 0; }
.limits div { border-top: 1px solid var(--ink-line); padding: 10px 0; break-inside: avoid; }
.limits dt { font-weight: 600; }
.limits dd { margin: 2px 0 0; color: var(--ink-quiet); }
footer { max-width: 1240px; margin: 48px auto 0; padding: 18px 24px 40px; color: var(--ink-quiet);
  font-size: 13px; }
@media (max-width: 600px) {
  body { font-size: 15px; }
  main, header, footer { padding-left: 12px; padding-right: 12px; }
  header { padding-top: 22px; }
  #theme { right: 12px; top: 18px; }
  h1 { font-size: 23px; }
  h2 { font-size: 19px; margin-top: 38px; }
  .lead { font-size: 16px; }
  figure { padding: 10px 3px 6px; }
  figcaption { padding: 0 6px; }
  th, td { padding: 6px 8px; }
  table { font-size: 13px; }
  tbody th { max-width: 42vw; overflow: hidden; text-overflow: ellipsis; }
  details { padding: 0 7px; }
  td small { display: block; margin: 0; }
}
@media print {
  @page { margin: 14mm; }
  body { font-size: 10.5pt; background: #fff; }
  #theme, nav { display: none; }
  h2, h3, summary { break-after: avoid; }
  table { font-size: 8pt; }
  th, td { padding: 3px 5px; white-space: normal; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  td small { display: block; margin: 0; white-space: nowrap; font-size: 7pt; }
  tbody th .flag { display: table; margin: 2px 0 0 18px; }
  #tasks > details + details { break-before: page; }
  .wide, pre { overflow: visible; max-height: none; }
  pre { white-space: pre-wrap; }
  .charts { grid-template-columns: 1fr 1fr; gap: 8px; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
)";

// Tables are sorted by the cells' keys, else by their text; the theme follows the system until it is chosen;
// everything is open on paper.
inline constexpr const char* kReportScript = R"(
document.querySelectorAll('thead button').forEach(button => button.addEventListener('click', () => {
  const head = button.parentNode, body = head.closest('table').tBodies[0];
  const column = [...head.parentNode.children].indexOf(head);
  const down = head.getAttribute('aria-sort') === 'ascending';
  const key = row => {
    const cell = row.cells[column];
    return 'key' in cell.dataset ? Number(cell.dataset.key) : cell.textContent;
  };
  const before = (a, b) => a < b ? -1 : a > b ? 1 : 0;
  [...head.parentNode.children].forEach(other => other.removeAttribute('aria-sort'));
  head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
  [...body.rows].sort((a, b) => (down ? -1 : 1) * before(key(a), key(b))).forEach(row => body.append(row));
}));
document.getElementById('theme').addEventListener('click', () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
});
let closed = [];
addEventListener('beforeprint', () => {
  closed = [...document.querySelectorAll('details:not([open])')];
  closed.forEach(part => { part.open = true; });
});
addEventListener('afterprint', () => closed.forEach(part => { part.open = false; }));
addEventListener('hashchange', () => {
  const part = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (part && part.tagName === 'DETAILS') part.open = true;
});
)";

}  // namespace thalweg::study
