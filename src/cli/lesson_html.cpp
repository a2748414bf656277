// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "cli/lesson_cards.h"
#include "core/markup.h"
#include "lessons/text_runs.h"

namespace thalweg::cli {

namespace {

// A card is a page of A6; folded at the dashed line it has its answer on the back.
constexpr const char* kHead = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{}</title>
<style>
@page {{ size: 105mm 148mm; margin: 0; }}
* {{ box-sizing: border-box; }}
body {{ margin: 0; background: #fff; color: #1c2128;
  font: 13pt/1.4 Inter, "Helvetica Neue", Arial, sans-serif; }}
article {{ width: 105mm; height: 148mm; display: flex; flex-direction: column;
  break-after: page; break-inside: avoid; }}
article:last-of-type {{ break-after: auto; }}
.side {{ flex: 1; padding: 8mm; display: flex; flex-direction: column; justify-content: center;
  text-align: center; overflow: hidden; }}
.side + .side {{ border-top: 1px dashed #8a929e; }}
.side p {{ margin: 0; }}
.question {{ font-size: 16pt; font-weight: 600; }}
small {{ display: block; margin-bottom: 4mm; color: #5b6472; font-size: 9pt; }}
em {{ font-style: italic; }}
code {{ font-family: "JetBrains Mono", ui-monospace, monospace; font-size: 0.95em; }}
@media screen {{
  body {{ padding: 8mm; display: flex; flex-wrap: wrap; gap: 8mm; background: #eef0f3; }}
  article {{ background: #fff; border: 1px solid #d5dae1; border-radius: 3mm; }}
}}
</style>
</head>
<body>
)";

std::string marked_up(const std::string& text) {
  std::string html;
  for (const lessons::TextRun& run : lessons::text_runs(text)) {
    const char* tag = run.style == lessons::Style::stress ? "em"
                      : run.style == lessons::Style::code ? "code"
                                                          : nullptr;
    html += tag ? fmt::format("<{0}>{1}</{0}>", tag, markup_text(run.text)) : markup_text(run.text);
  }
  return html;
}

}  // namespace

std::string cards_html(const std::vector<LessonCard>& cards, const std::string& title) {
  std::string html = fmt::format(fmt::runtime(kHead), markup_text(title));
  for (const LessonCard& card : cards)
    html += fmt::format(
        "<article>\n<div class=\"side\"><small>{}</small><p class=\"question\">{}</p></div>\n"
        "<div class=\"side\"><p>{}</p></div>\n</article>\n",
        markup_text(card.lesson->title), marked_up(card.question), marked_up(card.answer));
  return html + "</body>\n</html>\n";
}

}  // namespace thalweg::cli
