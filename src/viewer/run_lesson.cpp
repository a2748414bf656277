// SPDX-License-Identifier: MIT
// `thalweg lesson NAME`: the window of a lesson.
#include <algorithm>
#include <cmath>
#include <utility>

#include "viewer/app.h"
#include "viewer/app/explorer.h"
#include "viewer/app/figure_place.h"
#include "viewer/app/lesson_keys.h"
#include "viewer/app/pointer.h"
#include "viewer/platform/window.h"
#include "viewer/scene_picture.h"
#include "viewer/ui/ui.h"
#include "viewer/window_loop.h"

namespace thalweg::viewer {
namespace {

// Text that is read is larger than that of the explorer's panels.
constexpr double kReading = 1.15, kTextStep = 1.15, kSmallestText = 0.75, kLargestText = 3;

/// What the explorer shows while a page has no scene.
RunSpec nothing_to_see() {
  RunSpec spec;
  spec.surface = {"sphere"};
  spec.particles = 1;
  spec.steps = 1;
  return spec;
}

class LessonView {
 public:
  LessonView(Backend& backend, const LessonOptions& options)
      : window_({.title = "Thalweg \u2013 lessons", .width = options.width, .height = options.height}),
        quality_(interactive_quality(window_.renderer())),
        explorer_(
            backend,
            make_session(nothing_to_see(), {.dark = options.theme == ThemeName::kDark, .playing = false}),
            quality_.field, options.loop),
        picture_(quality_, first_rung(window_.renderer())),
        session_(options.lesson, {backend, options.loop}, options.progress.progress, options.seed,
                 options.level),
        file_(options.progress),
        theme_(options.theme),
        text_(std::clamp(options.text, kSmallestText, kLargestText)) {
    explorer_.carry_out(command::SetOption{Option::kPanels, false});
    follow_scene();
    make_panels();
    keep_progress();
  }

  void run() { run_window(window_, *this); }

  bool quit() const { return quit_; }
  bool settled() const { return session_.settled() && (!shows_scene_ || explorer_.settled()); }
  bool waiting() const { return ui_->waiting(); }
  void handle(const platform::InputEvent& event);
  void show(double seconds);

 private:
  /// In larger windows text grows too, with the root of their size: they are seen from further away.
  double scale() const {
    const double content = window_.content_scale();
    const double size = std::min(window_.width() / 1280.0, window_.height() / 720.0) / content;
    return content * kReading * text_ * std::sqrt(std::max(1.0, size));
  }
  /// The typefaces are made anew for another size of text.
  void make_panels() {
    made_for_ = {scale(), figure_em()};
    ui_.reset();
    ui_ = std::make_unique<ui::Ui>(made_for_.first, true, made_for_.second);
  }
  double figure_em() {
    const Area area = layout().figure;
    if (!(area.width > 0)) return made_for_.second > 0 ? made_for_.second : figures::kTextSize;
    const figures::Figure* figure = session_.figure();
    const auto place = place_in_lesson(figure ? *figure : figures::Figure{}, area, scale());
    return std::max(1.0, figures::kTextSize * double(place.text_scale));
  }
  LessonLayout layout() {
    // Where there is neither figure nor scene, the area says how the questions go.
    const bool scene = session_.scene() != nullptr, figure = session_.figure() != nullptr || !scene;
    return lay_out_lesson(window_.width(), window_.height(), scale(), figure, scene, memory_.side);
  }
  Viewport viewport() {
    const Layout scene = layout().scene;
    return {window_.width(), window_.height(), scene.scene_left, scene.scene_right, 0, scene.scene_bottom};
  }
  void carry_out(const LessonCommand& command);
  void carry_out(WindowWish wish);
  void lay_out_panels(double seconds);
  void follow_scene();
  void keep_progress();

  platform::Window window_;
  Quality quality_;
  Explorer explorer_;
  ScenePicture picture_;
  std::unique_ptr<ui::Ui> ui_;
  LessonSession session_;
  lessons::ProgressFile& file_;
  ui::LessonMemory memory_;
  PointerState pointer_;
  ThemeName theme_;
  double text_;
  std::pair<double, double> made_for_{1, 0};  // scale and em in figures
  bool shows_scene_ = false, quit_ = false;
  std::optional<std::pair<std::string, int>> entered_;  // lesson and page whose camera was set
};

/// Brings the explorer to what the page wants to show.
void LessonView::follow_scene() {
  const lessons::Scene* scene = session_.scene();
  shows_scene_ = scene != nullptr;
  if (!scene) {
    if (explorer_.state().playing) explorer_.carry_out(command::TogglePlay{});
    return;
  }
  if (!(explorer_.state().spec == scene->run)) {
    explorer_.carry_out(command::SetSpec{scene->run});
    explorer_.carry_out(command::SetSpeed{scene->speed});
    if (!scene->step && !explorer_.state().playing) explorer_.carry_out(command::TogglePlay{});
  }
  if (scene->step && *scene->step != explorer_.simulation().step())
    explorer_.carry_out(command::Seek{*scene->step});
  Options wanted;
  set_layers(wanted, scene->show, scene->hide);
  for (const std::string& layer : layer_names()) {
    const Option option = layer_named(layer);
    if (explorer_.state().options[option] != wanted[option])
      explorer_.carry_out(command::SetOption{option, wanted[option]});
  }
  const std::pair<std::string, int> here{session_.lesson().name, session_.number()};
  if (entered_ == here) return;
  entered_ = here;
  explorer_.carry_out(command::MoveCamera{camera_of({scene->azimuth, scene->elevation, 1}), true});
}

void LessonView::carry_out(const LessonCommand& command) {
  session_.carry_out(command);
  keep_progress();
}

void LessonView::keep_progress() {
  if (file_.progress == session_.progress()) return;
  file_.progress = session_.progress();
  file_.save();
  const std::string notice = file_.take_notice();
  if (!notice.empty()) session_.notify(notice);
}

void LessonView::carry_out(WindowWish wish) {
  switch (wish) {
    case WindowWish::kQuit:
      quit_ = true;
      return;
    case WindowWish::kLarger:
    case WindowWish::kSmaller:
      text_ = std::clamp(wish == WindowWish::kLarger ? text_ * kTextStep : text_ / kTextStep, kSmallestText,
                         kLargestText);
      return;
    case WindowWish::kFullScreen:
      window_.set_full_screen(!window_.full_screen());
      return;
    case WindowWish::kTheme:
      theme_ = theme_ == ThemeName::kDark ? ThemeName::kLight : ThemeName::kDark;
      explorer_.carry_out(command::SetOption{Option::kLightTheme, theme_ == ThemeName::kLight});
      return;
    case WindowWish::kHelp:
      memory_.help = !memory_.help;
      return;
    case WindowWish::kCloseHelp:
      memory_.help = false;
      return;
    case WindowWish::kOtherSide:
      memory_.side = memory_.side == LessonSide::kScene ? LessonSide::kFigure : LessonSide::kScene;
      return;
    case WindowWish::kType:
      memory_.type = true;
      return;
    case WindowWish::kPlayScene:
      if (shows_scene_) explorer_.carry_out(command::TogglePlay{});
      return;
  }
}

void LessonView::lay_out_panels(double seconds) {
  const LessonLayout areas = layout();
  for (const LessonCommand& command : ui_->lesson_frame(
           {session_, explorer_, areas, theme_, memory_, window_.width(), window_.height(), seconds}))
    carry_out(command);
}

void LessonView::handle(const platform::InputEvent& event) {
  const bool visible = window_.width() > 0 && window_.height() > 0;
  while (visible && ui_->due_before(event)) lay_out_panels(0);
  ui_->feed(event);
  if (std::holds_alternative<platform::CloseRequested>(event)) quit_ = true;
  if (const auto* key = std::get_if<platform::KeyEvent>(&event)) {
    if (ui_->wants_keyboard()) return;
    if (const auto wish = lesson_wish(*key, session_))
      std::visit([this](const auto& w) { carry_out(w); }, *wish);
    return;
  }
  if (!shows_scene_ || (ui_->wants_pointer() && !pointer_.button)) return;
  const PointerResult result =
      on_pointer(pointer_, event, camera_goal(explorer_.state()), viewport(), window_.seconds());
  if (result.camera) explorer_.carry_out(command::MoveCamera{*result.camera, result.eased});
}

void LessonView::show(double seconds) {
  session_.update(seconds);
  follow_scene();
  // Words that are scaled by more than this are blurred or thin.
  constexpr double kSharp = 0.06;
  if (made_for_.first != scale() || std::abs(figure_em() / made_for_.second - 1) > kSharp) make_panels();
  explorer_.update(seconds);
  const int width = window_.width(), height = window_.height();
  const LessonLayout areas = layout();
  const lessons::Scene* scene = session_.scene();
  std::optional<Fog> fog;
  if (scene && scene->fog) fog = {scene->fog->at, scene->fog->radius};
  picture_.draw(explorer_, areas.scene,
                {width, height, window_.content_scale(), pointer_.button && pointer_.dragged}, fog);
  lay_out_panels(seconds);
  const unsigned composed = picture_.compose(width, height);
  ui_->draw();
  window_.show(composed, width, height);
  if (!memory_.copied.empty()) window_.set_clipboard(std::exchange(memory_.copied, {}));
}

}  // namespace

int run_lesson(const LessonOptions& options, Backend& backend) {
  LessonView(backend, options).run();
  return 0;
}

}  // namespace thalweg::viewer
