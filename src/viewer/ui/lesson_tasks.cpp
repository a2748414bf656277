// SPDX-License-Identifier: MIT
#include <cmath>
#include <cstdlib>
#include <utility>

#include "viewer/ui/lesson_panel.h"
#include "viewer/ui/panels.h"
#include "viewer/ui/rich_text.h"
#include "viewer/ui/widgets.h"

namespace thalweg::viewer::ui {

namespace {

using lessons::Feedback;

/// A tick or a cross, so that the colour is not alone.
void draw_sign(ImDrawList& list, ImVec2 c, float r, bool right, ImU32 color) {
  if (right) {
    const ImVec2 tick[3] = {{c.x - r, c.y}, {c.x - 0.25f * r, c.y + 0.75f * r}, {c.x + r, c.y - 0.75f * r}};
    list.AddPolyline(tick, 3, color, 0, 0.4f * r);
    return;
  }
  const float d = 0.75f * r;
  list.AddLine({c.x - d, c.y - d}, {c.x + d, c.y + d}, color, 0.4f * r);
  list.AddLine({c.x - d, c.y + d}, {c.x + d, c.y - d}, color, 0.4f * r);
}

ImU32 verdict_color(const LessonInput& in, bool right, double alpha = 1) {
  return in.look.color(figures::color(right ? figures::Ink::good : figures::Ink::bad, in.theme), alpha);
}

void draw_feedback(const LessonInput& in, int task, const Feedback& feedback, LessonCommands& commands) {
  const Look& look = in.look;
  std::string text = lessons::with_facts(in.session.lesson(), feedback.text);
  if (feedback.score) text += " Score: " + std::to_string(*feedback.score) + " of 100.";
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, pad = look.px(10), left = look.px(30);
  const float height = lay_out_text(look, text, width - left - pad) + 2 * pad;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(at, {at.x + width, at.y + height}, verdict_color(in, feedback.right, 0.14), look.px(6));
  draw_sign(list, {at.x + look.px(16), at.y + pad + look.px(10)}, look.px(6), feedback.right,
            verdict_color(in, feedback.right));
  lay_out_text(look, text, width - left - pad, &list, {at.x + left, at.y + pad + look.px(2)}, look.ink());
  ImGui::Dummy({width, height});
  const bool another = in.session.is_series() && in.session.answered();
  if (another && wide_button(look, "another", "Another question", "N", ButtonState::kPrimary))
    commands.push_back(lesson_command::Another{});
  const bool tries = std::holds_alternative<lessons::Aim>(in.session.page().tasks[std::size_t(task)].answer);
  if (!feedback.right && !another && !tries &&
      wide_button(look, "again", "Try again", "T", ButtonState::kPlain))
    commands.push_back(lesson_command::TryAgain{task});
}

void draw_choices(const LessonInput& in, int task, const lessons::Choices& choices,
                  LessonCommands& commands) {
  const auto& answer = in.session.state().answers[std::size_t(task)];
  const int given = answer ? int(in.session.state().given[std::size_t(task)]) : -1;
  for (std::size_t k = 0; k < choices.options.size(); k++) {
    ButtonState state = ButtonState::kPlain;
    if (answer) {
      state = ButtonState::kFaded;
      if (int(k) == given) state = answer->right ? ButtonState::kRight : ButtonState::kWrong;
      // A series goes on: its answer is shown at once.
      if (in.session.is_series() && int(k) == choices.right) state = ButtonState::kRight;
    }
    ImGui::PushID(int(k));
    const std::string text = lessons::with_facts(in.session.lesson(), choices.options[k]);
    if (wide_button(in.look, "option", text, std::to_string(k + 1), state) && !answer)
      commands.push_back(lesson_command::Answer{task, double(k)});
    ImGui::PopID();
  }
}

void draw_number(const LessonInput& in, int task, LessonCommands& commands) {
  const Look& look = in.look;
  const auto& answer = in.session.state().answers[std::size_t(task)];
  if (answer) {
    label(look.number, look.ink(),
          ("you typed " + tick_label(in.session.state().given[std::size_t(task)])).c_str());
    return;
  }
  std::string& typed = in.memory.typed;
  char buffer[40] = {};
  typed.copy(buffer, sizeof buffer - 1);
  if (std::exchange(in.memory.type, false)) ImGui::SetKeyboardFocusHere();
  ImGui::PushFont(look.number);
  ImGui::SetNextItemWidth(look.px(140));
  const bool entered =
      ImGui::InputTextWithHint("##answer", "a number (Enter)", buffer, sizeof buffer,
                               ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CharsScientific);
  ImGui::PopFont();
  typed = buffer;
  ImGui::SameLine();
  const bool clicked = ImGui::Button("Check", {look.px(90), 0});
  if (!entered && !clicked) return;
  char* end = nullptr;
  const double value = std::strtod(buffer, &end);
  if (end != buffer && *end == '\0' && std::isfinite(value)) {
    commands.push_back(lesson_command::Answer{task, value});
    typed.clear();
  }
}

}  // namespace

void draw_verdict(const LessonInput& in, ImVec2 centre, float radius, bool right) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddCircleFilled(centre, radius, verdict_color(in, right, 0.2));
  draw_sign(list, centre, 0.5f * radius, right, verdict_color(in, right));
}

bool wide_button(const Look& look, const char* id, const std::string& text, const std::string& note,
                 ButtonState state) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, pad = look.px(7),
              left = look.px(note.empty() ? 12 : 30);
  const float height = lay_out_text(look, text, width - left - look.px(24)) + 2 * pad;
  const bool clicked = ImGui::InvisibleButton(id, {width, height});
  const bool hovered = ImGui::IsItemHovered();
  const ThemeName theme_name =
      look.colors == &theme(ThemeName::kLight) ? ThemeName::kLight : ThemeName::kDark;
  const auto ink = [&](figures::Ink which, double alpha = 1) {
    return look.color(figures::color(which, theme_name), alpha);
  };
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool judged = state == ButtonState::kRight || state == ButtonState::kWrong;
  const figures::Ink verdict = state == ButtonState::kRight ? figures::Ink::good : figures::Ink::bad;
  const ImU32 fill = state == ButtonState::kPrimary ? look.accent(hovered ? 1 : 0.85)
                     : judged                       ? ink(verdict, 0.18)
                                                    : look.line(hovered ? 0.9 : 0.5);
  const ImVec2 low{at.x, at.y + 1}, high{at.x + width, at.y + height - 1};
  list.AddRectFilled(low, high, fill, look.px(6));
  if (judged) {
    list.AddRect(low, high, ink(verdict), look.px(6), 0, look.px(1.5));
    draw_sign(list, {high.x - look.px(14), 0.5f * (low.y + high.y)}, look.px(6), state == ButtonState::kRight,
              ink(verdict));
  }
  const ImU32 color = state == ButtonState::kPrimary ? look.color(0xffffff)
                      : state == ButtonState::kFaded ? look.secondary()
                                                     : look.ink();
  if (!note.empty())
    list.AddText(look.number, look.number->FontSize, {at.x + look.px(11), at.y + pad + look.px(3)},
                 state == ButtonState::kPrimary ? color : look.secondary(), note.c_str());
  lay_out_text(look, text, width - left - look.px(24), &list, {at.x + left, at.y + pad + look.px(2)}, color);
  return clicked;
}

void draw_tasks(const LessonInput& in, LessonCommands& commands) {
  const Look& look = in.look;
  const lessons::Page& page = in.session.page();
  const PageState& state = in.session.state();
  Look stressed = look;
  stressed.text = look.strong;
  std::vector<bool>& before = in.memory.answered;
  const bool same_page = before.size() == page.tasks.size();
  if (!same_page) before.assign(page.tasks.size(), true);
  for (std::size_t k = 0; k < page.tasks.size(); k++) {
    const lessons::Task& task = page.tasks[k];
    ImGui::PushID(int(k));
    ImGui::Dummy({0, look.px(8)});
    rich_text(stressed, lessons::with_facts(in.session.lesson(), task.prompt), look.ink());
    ImGui::Dummy({0, look.px(2)});
    const auto& answer = state.answers[k];
    if (const auto* choices = std::get_if<lessons::Choices>(&task.answer)) {
      draw_choices(in, int(k), *choices, commands);
    } else if (std::holds_alternative<lessons::NumberSought>(task.answer)) {
      draw_number(in, int(k), commands);
    } else if (!answer || !answer->right) {
      const std::string text = answer ? "Check again" : std::get<lessons::Aim>(task.answer).button;
      if (wide_button(look, "check", text, "", ButtonState::kPrimary))
        commands.push_back(lesson_command::Answer{int(k), 0});
    }
    if (answer) draw_feedback(in, int(k), *answer, commands);
    // What was just said is to be seen.
    if (answer && !before[k]) ImGui::SetScrollHereY(1);
    before[k] = answer.has_value();
    ImGui::PopID();
  }
}

}  // namespace thalweg::viewer::ui
