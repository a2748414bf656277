// SPDX-License-Identifier: MIT
#include "viewer/ui/lesson_panel.h"

#include <algorithm>
#include <cmath>

#include "viewer/ui/figure_view.h"
#include "viewer/ui/panels.h"
#include "viewer/ui/rich_text.h"
#include "viewer/ui/widgets.h"

namespace thalweg::viewer::ui {

namespace {

constexpr double kFooter = 60;

void draw_heading(const LessonInput& in, LessonCommands& commands) {
  const Look& look = in.look;
  const lessons::Lesson& lesson = in.session.lesson();
  choose(look, "Lesson", "the lessons, in the order in which they are best read", lesson.title.c_str(), [&] {
    for (const lessons::Lesson& other : lessons::lessons())
      if (item(look, other.title.c_str(), other.name == lesson.name, other.goal))
        commands.push_back(lesson_command::Open{other.name});
  });
  ImGui::Dummy({0, look.px(8)});
}

/// Which side of a page is looked at.
void draw_sides(const LessonInput& in) {
  if (!in.session.scene() || !in.session.figure()) return;
  if (in.layout.figure.width > 0 && in.layout.scene.scene_right > 0) return;  // both are
  static constexpr const char* kNames[] = {"Landscape", "Figure"};
  static constexpr const char* kMeanings[] = {"in three dimensions; drag to turn it (Tab)",
                                              "as a drawing (Tab)"};
  ImGui::Dummy({0, in.look.px(4)});
  if (const auto side = segments(in.look, "side", kNames, kMeanings, int(in.memory.side)))
    in.memory.side = LessonSide(*side);
}

void draw_control(const LessonInput& in, int k, LessonCommands& commands) {
  const lessons::Control& control = in.session.page().controls[std::size_t(k)];
  const double value = in.session.state().values[std::size_t(k)];
  const Look& look = in.look;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  if (in.session.control() == k && in.session.page().controls.size() > 1)
    ImGui::GetWindowDrawList()->AddRectFilled({at.x - look.px(9), at.y + look.px(5)},
                                              {at.x - look.px(6), at.y + look.px(23)}, look.accent(),
                                              look.px(1.5));
  const auto wish = [&](double wanted) { commands.push_back(lesson_command::SetValue{k, wanted}); };
  if (control.options.empty()) {
    const SliderInfo info{control.label.c_str(),
                          control.parameter.meaning,
                          control.parameter.range,
                          control.parameter.initial,
                          {}};
    if (const auto wanted = slider(look, info, value)) wish(*wanted);
    return;
  }
  const std::size_t shown = std::min(std::size_t(std::max(value, 0.0)), control.options.size() - 1);
  choose(look, control.label.c_str(), control.parameter.meaning, control.options[shown].c_str(), [&] {
    for (std::size_t n = 0; n < control.options.size(); n++)
      if (item(look, control.options[n].c_str(), n == shown, "")) wish(double(n));
  });
}

void draw_controls(const LessonInput& in, LessonCommands& commands) {
  const lessons::Page& page = in.session.page();
  if (page.controls.empty()) return;
  ImGui::Dummy({0, in.look.px(6)});
  for (int k = 0; k < int(page.controls.size()); k++) {
    ImGui::PushID(k);
    draw_control(in, k, commands);
    ImGui::PopID();
  }
  ImGui::Dummy({0, in.look.px(4)});
  const bool playing = in.session.state().playing;
  if (page.clock >= 0) {
    if (icon_button(in.look, "play", playing ? Icon::kPause : Icon::kPlay, 34, "play or pause (Space)", true))
      commands.push_back(lesson_command::TogglePlay{});
    ImGui::SameLine(0, in.look.px(8));
    if (icon_button(in.look, "reset", Icon::kRestart, 34, "the page as it was (R)"))
      commands.push_back(lesson_command::Reset{});
  }
}

void draw_series(const LessonInput& in, LessonCommands& commands) {
  if (!in.session.is_series()) return;
  const Look& look = in.look;
  const PageState& state = in.session.state();
  const auto& levels = in.session.written().series->levels;
  ImGui::Dummy({0, look.px(4)});
  if (levels.size() > 1) {
    std::vector<const char*> names, meanings;
    for (const std::string& level : levels) {
      names.push_back(level.c_str());
      meanings.push_back("");
    }
    if (const auto level = segments(look, "level", names, meanings, state.level))
      commands.push_back(lesson_command::SetLevel{*level});
  }
  ImGui::Dummy({0, look.px(4)});
  const std::string score = std::to_string(state.right) + " of " + std::to_string(state.asked) +
                            " right, streak " + std::to_string(state.streak) + "   \u00b7   question " +
                            std::to_string(state.seed);
  label(look.number, look.secondary(), score.c_str());
  ImGui::Dummy({0, look.px(4)});
}

/// A paragraph that is all code is a line of a program.
bool is_program(const std::string& text) {
  return text.size() > 2 && text.front() == '`' && text.find('`', 1) == text.size() - 1;
}

/// A program, and a button that copies it.
void draw_program(const LessonInput& in, const std::string& program) {
  const Look& look = in.look;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, pad = look.px(10),
              size = 0.92f * look.number->FontSize;
  const float height = look.number->CalcTextSizeA(size, 1e6f, width - 2 * pad, program.c_str()).y + 2 * pad;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(at, {at.x + width, at.y + height}, look.line(0.4), look.px(6));
  list.AddText(look.number, size, {at.x + pad, at.y + pad}, look.ink(), program.c_str(), nullptr,
               width - 2 * pad);
  ImGui::Dummy({width, height});
  if (wide_button(look, "copy", "Copy", "", ButtonState::kPlain)) in.memory.copied = program;
}

void draw_page(const LessonInput& in, LessonCommands& commands) {
  const Look& look = in.look;
  const LessonSession& session = in.session;
  const auto facts = [&](const std::string& text) { return lessons::with_facts(session.lesson(), text); };
  const auto paragraphs = [&](const std::vector<std::string>& texts) {
    std::string program;
    for (std::size_t k = 0; k < texts.size(); k++) {
      if (is_program(texts[k])) {
        const std::string line = facts(texts[k]);
        program += line.substr(1, line.size() - 2) + "\n";
        if (k + 1 < texts.size() && is_program(texts[k + 1])) continue;
        draw_program(in, program);
        program.clear();
      } else {
        rich_text(look, facts(texts[k]), look.ink());
      }
      ImGui::Dummy({0, look.px(5)});
    }
  };
  if (session.number() == 0) {
    rich_text(look, facts(session.lesson().goal), look.secondary());
    ImGui::Dummy({0, look.px(5)});
  }
  paragraphs(session.written().text);
  draw_series(in, commands);
  if (session.is_series()) paragraphs(session.page().text);
  draw_controls(in, commands);
  draw_tasks(in, commands);
  if (!session.notice().empty()) rich_text(look, session.notice(), look.color(kWarning));
}

/// What follows when everything is read.
void draw_end(const LessonInput& in, LessonCommands& commands) {
  const Look& look = in.look;
  const lessons::Lesson& lesson = in.session.lesson();
  for (const lessons::Term& term : lesson.terms) {
    rich_text(look, "*" + term.word + "*  " + lessons::with_facts(lesson, term.meaning), look.ink());
    ImGui::Dummy({0, look.px(4)});
  }
  const auto& all = lessons::lessons();
  const auto here =
      std::find_if(all.begin(), all.end(), [&](const lessons::Lesson& l) { return l.name == lesson.name; });
  if (here == all.end() || here + 1 == all.end()) return;
  ImGui::Dummy({0, look.px(8)});
  const std::string next = "Next lesson: " + std::next(here)->title;
  if (wide_button(look, "next lesson", next, "", ButtonState::kPrimary))
    commands.push_back(lesson_command::Open{std::next(here)->name});
}

void draw_footer(const LessonInput& in, LessonCommands& commands) {
  const Look& look = in.look;
  const int pages = in.session.pages(), now = in.session.number();
  const float width = ImGui::GetContentRegionAvail().x, button = look.px(84), height = look.px(32);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  if (now > 0 && ImGui::Button("Back", {button, height})) commands.push_back(lesson_command::GoTo{now - 1});
  tooltip(look, "PgUp");
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float apart = look.px(14), first = at.x + 0.5f * width - 0.5f * apart * float(pages);
  for (int k = 0; k <= pages; k++) {
    const ImVec2 c{first + apart * float(k), at.y + 0.5f * height};
    ImGui::SetCursorScreenPos({c.x - 0.5f * apart, at.y});
    ImGui::PushID(k);
    if (ImGui::InvisibleButton("page", {apart, height})) commands.push_back(lesson_command::GoTo{k});
    tooltip(look, k < pages ? in.session.lesson().pages[std::size_t(k)].title : "What to remember");
    ImGui::PopID();
    list.AddCircleFilled(c, look.px(k == now ? 5 : 3.5), k == now ? look.accent() : look.line());
  }
  if (now == pages) return;
  ImGui::SetCursorScreenPos({at.x + width - button, at.y});
  const bool stay = !in.session.answered();
  ImGui::PushStyleColor(ImGuiCol_Button, stay ? look.line(0.55) : look.accent(0.85));
  ImGui::PushStyleColor(ImGuiCol_ButtonHovered, stay ? look.line(0.9) : look.accent());
  if (!stay) ImGui::PushStyleColor(ImGuiCol_Text, look.color(0xffffff));
  if (ImGui::Button("Next", {button, height})) commands.push_back(lesson_command::GoTo{now + 1});
  ImGui::PopStyleColor(stay ? 2 : 3);
  tooltip(look, "PgDn");
}

/// Names above values, in as many columns as there is room for.
void draw_readout(const LessonInput& in, const figures::Figure& figure, const Area& area) {
  const Look& look = in.look;
  float x = float(area.x) + look.px(24);
  const float y = float(area.y) + look.px(6);
  for (const figures::Readout& r : figure.readout) {
    const float width =
        std::max(look.text->CalcTextSizeA(look.text->FontSize, 1e6f, 0, r.name.c_str()).x,
                 look.number->CalcTextSizeA(look.number->FontSize, 1e6f, 0, r.value.c_str()).x);
    if (x + width > area.x + area.width) return;
    text_at(look.text, {x, y}, look.secondary(), r.name);
    text_at(look.number, {x, y + look.px(20)}, look.ink(), r.value);
    x += width + look.px(28);
  }
}

/// The sentences below each other in one typeface; returns their height, and draws with a list.
float lay_out_remembered(const LessonInput& in, const Look& look, float width, ImDrawList* list, ImVec2 at) {
  const float top = at.y, dot = look.text->FontSize;
  for (const std::string& sentence : in.session.lesson().remember) {
    if (list) list->AddCircleFilled({at.x - dot, at.y + 0.62f * dot}, 0.18f * dot, look.accent());
    at.y +=
        lay_out_text(look, lessons::with_facts(in.session.lesson(), sentence), width, list, at, look.ink());
    at.y += 0.8f * dot;
  }
  return at.y - top;
}

/// How a page of questions goes: a disc for each, filled where it is answered rightly, crossed where wrongly.
void draw_score(const LessonInput& in, const Area& area) {
  const Look& look = in.look;
  const auto& answers = in.session.state().answers;
  if (answers.empty()) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float apart = look.px(56), radius = look.px(17);
  const ImVec2 middle{float(area.x + 0.5 * area.width), float(area.y + 0.45 * area.height)};
  int right = 0;
  for (std::size_t k = 0; k < answers.size(); k++) {
    const ImVec2 c{middle.x + apart * (float(k) - 0.5f * float(answers.size() - 1)), middle.y};
    if (answers[k]) draw_verdict(in, c, radius, answers[k]->right);
    list.AddCircle(c, radius, look.line(), 0, look.px(2));
    right += answers[k] && answers[k]->right;
  }
  const std::string score = std::to_string(right) + " of " + std::to_string(answers.size()) + " right";
  const float width = look.title->CalcTextSizeA(look.title->FontSize, 1e6f, 0, score.c_str()).x;
  text_at(look.title, {middle.x - 0.5f * width, middle.y + look.px(46)}, look.secondary(), score);
}

void draw_remembered(const LessonInput& in, const Area& area) {
  const Look& look = in.look;
  Look large = look;
  large.text = large.strong = look.title;
  const float left = float(area.x) + look.px(72), width = float(area.width) - look.px(136);
  const float top = float(area.y) + look.px(84), room = float(area.height) - look.px(120);
  const bool fits = lay_out_remembered(in, large, width, nullptr, {left, top}) <= room;
  text_at(look.text, {left, top - look.px(40)}, look.secondary(), in.session.lesson().title);
  lay_out_remembered(in, fits ? large : look, width, ImGui::GetWindowDrawList(), {left, top});
}

}  // namespace

void draw_lesson_panel(const LessonInput& in, LessonCommands& commands) {
  const Look& look = in.look;
  begin_panel("lesson", in.layout.panel, 28, 14, look.scale);
  draw_heading(in, commands);
  Look titled = look;
  titled.text = look.title;
  rich_text(titled, in.session.at_end() ? "What to remember" : in.session.written().title, look.ink());
  draw_sides(in);
  ImGui::Dummy({0, look.px(6)});
  // A page begins at its top.
  const bool turned = in.memory.page != in.session.number();
  in.memory.page = in.session.number();
  // Wider than the text by the mark beside the control that the keys move.
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() - look.px(10));
  ImGui::BeginChild("page", {0, -look.px(kFooter)}, false, ImGuiWindowFlags_NoNav);
  if (turned) ImGui::SetScrollY(0);
  ImGui::SetCursorPosX(look.px(10));
  ImGui::Indent(look.px(10));
  if (in.session.at_end())
    draw_end(in, commands);
  else
    draw_page(in, commands);
  ImGui::Unindent(look.px(10));
  ImGui::EndChild();
  ImGui::Dummy({0, look.px(6)});
  draw_footer(in, commands);
  const float edge = float(in.layout.panel.width) - 0.5f;
  ImGui::GetWindowDrawList()->PushClipRectFullScreen();
  ImGui::GetWindowDrawList()->AddLine({edge, 0}, {edge, float(in.layout.panel.height)}, look.line());
  ImGui::GetWindowDrawList()->PopClipRect();
  ImGui::End();
}

void draw_lesson_figure(const LessonInput& in, LessonCommands& commands) {
  const Area& area = in.layout.figure;
  if (area.width <= 0) return;
  const Look& look = in.look;
  ImGui::PushStyleColor(ImGuiCol_WindowBg, look.vec(look.colors->panel));
  begin_panel("figure", area, 0, 0, look.scale);
  ImGui::PopStyleColor();
  if (in.session.at_end() || !in.session.figure()) {
    if (in.session.at_end())
      draw_remembered(in, area);
    else
      draw_score(in, area);
    ImGui::End();
    return;
  }
  if (const figures::Figure* figure = in.session.figure()) {
    text_at(look.strong, {float(area.x) + look.px(24), float(area.y) + look.px(16)}, look.ink(),
            figure->title);
    const FigurePlace place = place_in_lesson(*figure, area, double(look.scale));
    draw_figure(look, *figure, place, in.theme, *ImGui::GetWindowDrawList());
    const double bottom = look.px(kFigureReadout);
    draw_readout(in, *figure, {area.x, area.y + area.height - bottom, area.width, bottom});
    for (const DraggedValue& v : drag_handles(*figure, place, in.memory.dragged))
      commands.push_back(lesson_command::SetValue{v.control, v.value});
  }
  ImGui::End();
}

}  // namespace thalweg::viewer::ui
