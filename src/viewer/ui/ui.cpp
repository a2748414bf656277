// SPDX-License-Identifier: MIT
#include "viewer/ui/ui.h"

#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <cmath>

#include "analysis/stability.h"
#include "core/error.h"
#include "viewer/ui/figure_view.h"
#include "viewer/ui/input.h"
#include "viewer/ui/lesson_panel.h"
#include "viewer/ui/panels.h"

namespace thalweg::viewer::ui {
namespace {

struct Context {
  ImGuiContext* context = ImGui::CreateContext();
  Context() {
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;  // nothing can be moved, so there is nothing to remember
    io.LogFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  }
  ~Context() { ImGui::DestroyContext(context); }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
};

}  // namespace

struct Ui::State {
  Context context;
  Input input{ImGui::GetIO()};
  Look look;
  Memory memory;
  bool draws = false;
};

Ui::Ui(double scale, bool draws, double figure_em) : state_(std::make_unique<State>()) {
  state_->draws = draws;
  state_->look = make_look(scale, figure_em);
  if (draws) {
    if (!ImGui_ImplOpenGL3_Init("#version 450")) throw Error("panels: OpenGL's functions were not found");
    return;
  }
  unsigned char* pixels = nullptr;
  int width = 0, height = 0;
  ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);  // builds the atlas
}

Ui::~Ui() {
  if (state_->draws) ImGui_ImplOpenGL3_Shutdown();
}

void Ui::feed(const platform::InputEvent& event) {
  state_->input.feed(ImGui::GetIO(), event, wants_keyboard());
}

bool Ui::due_before(const platform::InputEvent& event) const { return state_->input.due_before(event); }

bool Ui::waiting() const {
  const double rested = state_->memory.rested;
  return state_->input.waiting() || (rested > 0 && rested < kHoverRest);  // a label is about to appear
}

void Ui::set_pictures(const std::vector<unsigned>& pictures) { state_->memory.pictures = pictures; }

bool Ui::wants_pointer() const { return ImGui::GetIO().WantCaptureMouse; }
bool Ui::wants_keyboard() const { return ImGui::GetIO().WantCaptureKeyboard || ImGui::GetIO().WantTextInput; }

void Ui::begin(int width, int height, double seconds, ThemeName theme) {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {float(width), float(height)};
  io.DeltaTime = float(std::clamp(seconds, 1e-4, 1.0));
  state_->input.begin_frame(io);
  apply_theme(state_->look, theme);
  if (state_->draws) ImGui_ImplOpenGL3_NewFrame();
  ImGui::NewFrame();
  ImGui::PushFont(state_->look.text);
}

void Ui::end() {
  ImGui::PopFont();
  ImGui::Render();
}

LessonCommands Ui::lesson_frame(const LessonFrame& in) {
  begin(in.width, in.height, in.seconds, in.theme);
  constexpr double kLabels = 136;  // the names of lessons' controls are words
  Look look = state_->look;
  look.label_width = kLabels;
  const LessonInput input{look, in.session, in.layout, in.theme, in.memory};
  LessonCommands commands;
  const Layout& scene = in.layout.scene;
  const Viewport viewport{in.width, in.height, scene.scene_left, scene.scene_right, 0, scene.scene_bottom};
  draw_ground_arrows(input, in.explorer, viewport);
  draw_lesson_panel(input, commands);
  draw_lesson_figure(input, commands);
  draw_lesson_help(input, in.width, in.height);
  end();
  return commands;
}

void Ui::figure_frame(const figures::Figure& figure, ThemeName theme, int width, int height) {
  begin(width, height, 0, theme);
  ImDrawList& list = *ImGui::GetBackgroundDrawList();
  list.AddRectFilled({0, 0}, {float(width), float(height)},
                     state_->look.color(figures::color(figures::Ink::paper, theme)));
  draw_figure(state_->look, figure, place_figure(figure, {0, 0, double(width), double(height)}), theme, list);
  end();
}

std::vector<Command> Ui::frame(const Explorer& explorer, int width, int height, double seconds,
                               std::optional<Point> hover, std::optional<FeatureHover> feature) {
  const Look& look = state_->look;
  const SessionState& session = explorer.state();
  begin(width, height, seconds, session.options[Option::kLightTheme] ? ThemeName::kLight : ThemeName::kDark);

  const Layout layout = lay_out(width, height, double(look.scale), session.options[Option::kPanels]);
  PanelInput in{look, explorer, layout, {}, state_->memory};
  if (hover) {
    const Point at = explorer.point_at(*hover);
    const Jet<double, 3> f = jet3(explorer.plan().landscape, at);
    in.hover = {at,
                f.v,
                std::sqrt(dot(f.g, f.g)),
                {f.g[0], f.g[1], f.g[2]},
                sharpness(explorer.plan().landscape, at)};
  }
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const glm::dvec2 pointer(double(mouse.x), double(mouse.y));
  Memory& memory = state_->memory;
  const bool rests = hover && pointer == memory.pointer;
  memory.rested = rests ? memory.rested + std::max(seconds, 1e-4) : 0;
  memory.pointer = pointer;
  std::vector<Command> commands;
  draw_color_key(in);
  draw_left_panel(in, commands);
  draw_strip(in, commands);
  draw_cards(in, commands);
  draw_status(in, commands);
  draw_files_bar(in, commands);
  draw_files(in, commands);
  draw_help(in, commands);
  draw_gallery(in, commands);
  if (feature && feature->feature < explorer.features().size())
    draw_feature_label(in, explorer.features()[feature->feature], {feature->x, feature->y});
  else if (in.hover && !session.zooming && memory.rested >= kHoverRest)
    draw_hover_label(in, pointer);
  end();
  return commands;
}

void Ui::draw() { ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData()); }

}  // namespace thalweg::viewer::ui
