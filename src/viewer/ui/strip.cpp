// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "viewer/app/methods.h"
#include "viewer/ui/chart.h"
#include "viewer/ui/panels.h"
#include "viewer/ui/widgets.h"

namespace thalweg::viewer::ui {
namespace {

void draw_transport(const PanelInput& in, Commands& commands) {
  const SessionState& state = in.explorer.state();
  const Look& look = in.look;
  const ImVec2 at = ImGui::GetCursorPos();
  const bool playing = state.playing;
  if (icon_button(look, "play", playing ? Icon::kPause : Icon::kPlay, 40, "play or pause (Space)", true))
    commands.push_back(command::TogglePlay{});
  ImGui::SetCursorPos({at.x + look.px(52), at.y + look.px(4)});
  if (icon_button(look, "step", Icon::kStep, 32, "one step (Right)")) commands.push_back(command::StepOnce{});
  ImGui::SetCursorPos({at.x + look.px(92), at.y + look.px(4)});
  if (icon_button(look, "restart", Icon::kRestart, 32, "start again (R)"))
    commands.push_back(command::Restart{});

  ImGui::SetCursorPos({at.x + look.px(136), at.y + look.px(1)});
  label(look.text, look.secondary(), "step");
  ImGui::SetCursorPos({at.x + look.px(136), at.y + look.px(19)});
  label(look.number, look.ink(), grouped(in.explorer.simulation().step()).c_str());
  const std::string of = " / " + grouped(in.explorer.plan().spec.steps);
  ImGui::SameLine(0, 0);
  label(look.number, look.secondary(), of.c_str());
  ImGui::SetCursorPos({at.x, at.y + look.px(56)});
}

void draw_speed(const PanelInput& in, Commands& commands) {
  static constexpr Range kSpeeds{kSlowest, kFastest, Scale::log};
  const SliderInfo info{"speed", "1 is 60 steps per second; slower and faster by , and .", kSpeeds, 1, {}};
  if (const auto wanted = slider(in.look, info, in.explorer.state().speed))
    commands.push_back(command::SetSpeed{*wanted});
}

/// Of all methods that are shown.
std::vector<ChartLine> chart_lines(const PanelInput& in) {
  const Explorer& explorer = in.explorer;
  const SessionState& state = explorer.state();
  if (state.rivals.empty()) return {{explorer.simulation().forerunner().history(), in.look.accent(), ""}};
  const std::vector<std::string> names = method_names(state);
  std::vector<ChartLine> lines;
  for (std::size_t m = 0; m < names.size(); m++)
    if (const Simulation* run = explorer.simulation(int(m)); run && !state.hidden[m])
      lines.push_back({run->forerunner().history(), in.look.color(kOptimizerPalette[m]), names[m]});
  return lines;
}

constexpr double kDiagnosisHeight = 22;

/// The reason up to the first of these marks, and the advice: as much of it as fits.
std::string brief(ImFont* font, const Diagnosis& d, float width) {
  std::string text;
  for (const char mark : {';', ','}) {
    const std::size_t end = d.reason.find(mark);
    text = (end == std::string::npos ? d.reason : d.reason.substr(0, end) + ".") + " " + d.advice;
    if (font->CalcTextSizeA(font->FontSize, 1e6f, 0, text.c_str()).x <= width) break;
  }
  return fitting(font, text, width, Keep::kWords);
}

/// What the run shows, and what to do: one line.
void draw_diagnosis(const PanelInput& in, ImVec2 at, float width) {
  const Destinations* found = in.explorer.destinations();
  if (!found || width < in.look.px(80)) return;
  const Look& look = in.look;
  const Diagnosis& d = found->diagnosis;
  std::string verdict(name(d.verdict));
  std::replace(verdict.begin(), verdict.end(), '_', ' ');
  if (!in.explorer.state().rivals.empty()) verdict = method_names(in.explorer.state())[0] + ": " + verdict;
  const std::string rest = d.reason + " " + d.advice;
  const bool well = d.verdict == Verdict::good, on_its_way = d.verdict == Verdict::improving;
  const ImU32 color = well ? look.color(kWell) : on_its_way ? look.accent() : look.color(kWarning);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddCircleFilled({at.x + look.px(4), at.y + look.px(9)}, look.px(4), color);
  const ImVec2 words{at.x + look.px(16), at.y};
  const float used = look.strong->CalcTextSizeA(look.strong->FontSize, 1e6f, 0, verdict.c_str()).x;
  text_at(look.strong, words, look.ink(), verdict);
  const float left = words.x + used + look.px(10);
  text_at(look.text, {left, words.y}, look.secondary(), brief(look.text, d, at.x + width - left));
  ImGui::SetCursorScreenPos(at);
  ImGui::InvisibleButton("diagnosis", {width, look.px(18)});
  tooltip(look, rest);
}

}  // namespace

void draw_strip(const PanelInput& in, Commands& commands) {
  const Area& a = in.layout.strip;
  if (a.width <= 0) return;
  const Look& look = in.look;
  begin_panel("strip", a, 16, 14, look.scale);
  const bool chart = a.width > look.px(520);
  ImGui::BeginChild("transport", {look.px(236), 0}, false,
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoNav);
  draw_transport(in, commands);
  draw_speed(in, commands);
  ImGui::EndChild();
  if (chart) {
    ImGui::SameLine(0, look.px(24));
    ImGui::SetCursorPosY(look.px(6));
    const float below = look.px(kDiagnosisHeight);
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    ImGui::BeginChild("losses", {0, look.px(kStripHeight - 8) - below}, false,
                      ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoNav);
    const double lowest = in.explorer.lowest_loss();
    const std::vector<ChartLine> lines = chart_lines(in);
    const std::string name = std::abs(lowest) < 1e-9 ? "loss" : "loss above the lowest";
    const ChartInfo info{lines, lowest, name.c_str(), in.explorer.simulation().step(),
                         in.explorer.plan().spec.steps};
    if (const auto step = loss_chart(look, info)) commands.push_back(command::Seek{*step});
    ImGui::EndChild();
    const float left = corner.x + look.px(48), right = float(a.x + a.width) - look.px(40);
    draw_diagnosis(in, {left, float(a.y + a.height) - below - look.px(1)}, right - left);
  }
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRectFullScreen();  // the border is outside the padding
  const float y = float(a.y) + 0.5f, left = float(a.x), width = float(a.width);
  list.AddLine({left, y}, {left + width, y}, look.line());
  const double done =
      double(in.explorer.simulation().step()) / double(std::max<i64>(in.explorer.plan().spec.steps, 1));
  list.AddRectFilled({left, float(a.y)}, {left + float(done) * width, float(a.y) + look.px(2)},
                     look.accent());
  list.PopClipRect();
  ImGui::End();
}

}  // namespace thalweg::viewer::ui
