// SPDX-License-Identifier: MIT
// A monkey at the keyboard and the pointer: whatever it does, nothing throws, and the session stays one that
// can be shown.  THALWEG_MONKEY=100000 lets it play for longer, THALWEG_MONKEY_SEED=1 otherwise.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include "core/error.h"
#include "tests/io/temporary_folder.h"
#include "tests/viewer_app/small_machine.h"
#include "viewer/desk.h"

namespace thalweg::viewer {
namespace {

using namespace platform;

int number_of(const char* variable, int usual) {
  const char* text = std::getenv(variable);
  return text ? std::atoi(text) : usual;
}

/// Files that are written by name come to lie in a folder of the test.
class Elsewhere {
 public:
  Elsewhere() {
    std::filesystem::current_path(folder_.path());
    for (const char* name : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"}) {
      const char* value = std::getenv(name);
      before_.emplace_back(name, value ? std::optional<std::string>(value) : std::nullopt);
      setenv(name, folder_.path().c_str(), 1);
    }
  }
  ~Elsewhere() {
    std::filesystem::current_path(was_);
    for (const auto& [name, value] : before_)
      if (value)
        setenv(name.c_str(), value->c_str(), 1);
      else
        unsetenv(name.c_str());
  }
  Elsewhere(const Elsewhere&) = delete;
  Elsewhere& operator=(const Elsewhere&) = delete;
  const std::filesystem::path& path() const { return folder_.path(); }

 private:
  thalweg::testing::TemporaryFolder folder_;
  std::filesystem::path was_ = std::filesystem::current_path();
  std::vector<std::pair<std::string, std::optional<std::string>>> before_;
};

class Monkey : public ::testing::Test {
 protected:
  Elsewhere elsewhere_;
  test::SmallMachine machine_;
  Screen screen_;
  Desk desk_{machine_, make_session(spec(), {}), 9, one_by_one, screen_, false};
  std::mt19937_64 random_{std::uint64_t(number_of("THALWEG_MONKEY_SEED", 20261121))};
  double now_ = 0;
  RunSpec planned_ = spec();  // the last one that is known to be good
  glm::dvec2 pointer_{0};

  static RunSpec spec() {
    RunSpec spec = explorer_spec();
    spec.particles = 40;
    spec.steps = 60;
    return spec;
  }

  /// 0..n-1, the same everywhere.
  int below(int n) { return int(random_() % std::uint64_t(n)); }
  bool chance(int percent) { return below(100) < percent; }
  double share() { return double(below(10001)) / 10000; }
  Modifiers modifiers() { return {chance(15), chance(15), chance(5), chance(2)}; }

  void feed(const InputEvent& event) { desk_.handle(event, now_ += 0.01); }
  void press(Key key, const Modifiers& m) {
    feed(KeyEvent{key, true, false, m});
    if (chance(20)) feed(KeyEvent{key, true, true, m});
    if (chance(95)) feed(KeyEvent{key, false, false, m});  // a release may get lost
  }

  void any_key() {
    static constexpr std::array kSpecial{
        Key::kUnknown, Key::kSpace, Key::kSlash, Key::kEscape,    Key::kEnter, Key::kTab,    Key::kInsert,
        Key::kDelete,  Key::kRight, Key::kLeft,  Key::kDown,      Key::kUp,    Key::kPageUp, Key::kPageDown,
        Key::kHome,    Key::kEnd,   Key::kF11,   Key::kBackspace, Key(348)};
    const Key key = chance(40) ? kSpecial[std::size_t(below(int(kSpecial.size())))]
                               : key_of(chance(80) ? char('A' + below(26)) : char('0' + below(10)));
    press(key, modifiers());
  }
  void any_text() {
    static const std::u32string kLetters = U"0123456789.-+*/^xyeE()sinadmlo ,;\u00e9\u2212\U0001F412\u007f";
    for (int n = 1 + below(6); n > 0; n--)
      feed(CharacterEvent{kLetters[std::size_t(below(int(kLetters.size())))]});
    if (chance(50)) press(Key::kEnter, {});
  }
  /// Most of what can be done is on the left and below; some places are outside.
  glm::dvec2 any_place() {
    const double w = screen_.width, h = screen_.height;
    switch (below(10)) {
      case 0:
        return {-20 + share() * (w + 40), -20 + share() * (h + 40)};
      case 1:
      case 2:
        return {share() * w, h - share() * 190 * screen_.scale};
      case 3:
      case 4:
      case 5:
        return {0.3 * w + share() * 0.7 * w, share() * 0.75 * h};
      default:
        return {share() * 300 * screen_.scale, share() * h};
    }
  }
  void move(glm::dvec2 place) {
    pointer_ = place;
    feed(PointerMoved{place.x, place.y});
  }
  void button(MouseButton which, bool down, const Modifiers& m = {}) {
    feed(PointerButton{which, down, pointer_.x, pointer_.y, m});
  }
  void click() {
    const auto which = MouseButton(chance(85) ? 0 : below(3));
    const Modifiers m = modifiers();
    move(any_place());
    if (chance(80)) picture(0.004);
    for (int n = chance(15) ? 2 : 1; n > 0; n--) {
      button(which, true, m);
      if (chance(70)) picture(0.004);
      button(which, false, m);
    }
  }
  void drag() {
    const auto which = MouseButton(below(3));
    move(any_place());
    picture(0.004);
    button(which, true, modifiers());
    for (int n = below(5); n > 0; n--) {
      move(pointer_ + glm::dvec2(below(201) - 100, below(201) - 100));
      picture(0.004);
    }
    if (chance(90)) button(which, false);
  }
  /// Opens a list, if there is one, perhaps searches it, and takes an entry.
  void choose() {
    static constexpr std::array kNames{"adam",      "lion",     "newton", "polyak",   "sam",    "himmelblau",
                                       "rastrigin", "ackley",   "ros",    "logistic", "cosine", "warmup",
                                       "one_cycle", "gaussian", "batch",  "zzz"};
    move({(20 + share() * 270) * screen_.scale, share() * screen_.height});
    picture(0.004);
    for (const bool down : {true, false}) button(MouseButton::kLeft, down);
    picture(0.004);
    picture(0.004);
    if (chance(60))
      for (const char* c = kNames[std::size_t(below(int(kNames.size())))]; *c; c++)
        feed(CharacterEvent{char32_t(*c)});
    for (int n = 0; n < 12; n++) picture(0.004);  // letters arrive one by one
    move(pointer_ + glm::dvec2(-15, 40 + below(120)) * screen_.scale);
    picture(0.004);
    for (const bool down : {true, false}) button(MouseButton::kLeft, down);
    picture(0.004);
    picture(0.004);
  }
  template <class Entries>
  std::string any_name(const Entries& entries) {
    return entries[std::size_t(below(int(entries.size())))].info.name;
  }
  /// What a panel asks for when the right place is hit, which a monkey seldom does.
  void command() {
    static constexpr std::array kFormulas{"x^2 + y^2", "1/x",   "sqrt(x - 2)",     "sin(",
                                          "",          "x*y*z", "abs(x)^0.5 + y^4"};
    Explorer& explorer = desk_.explorer();
    const double end = double(explorer.state().spec.steps);
    switch (below(12)) {
      case 0:
      case 1:
        return explorer.carry_out(command::Choose{Slot::kSurface, any_name(surfaces())});
      case 2:
        return explorer.carry_out(command::Choose{Slot::kProblem, any_name(problems())});
      case 3:
      case 4:
        return explorer.carry_out(command::Choose{Slot::kOptimizer, any_name(optimizers())});
      case 5:
        return explorer.carry_out(command::Choose{Slot::kSchedule, any_name(schedules())});
      case 6:
        return explorer.carry_out(command::Choose{Slot::kNoise, any_name(noises())});
      case 7:
        return explorer.carry_out(command::ChooseKind{LandscapeKind(below(3))});
      case 8:
        return explorer.carry_out(
            command::SetFormula{kFormulas[std::size_t(below(int(kFormulas.size())))], below(3)});
      case 9:
        return explorer.carry_out(command::Seek{i64(share() * end)});
      case 10:
        return explorer.carry_out(command::SetDomain{
            chance(50) ? std::nullopt : std::optional(Domain({share() - 0.5, share(), -share(), share()}))});
      default:
        return explorer.carry_out(command::SetParticles{1 + below(100)});
    }
  }
  void resize() {
    static constexpr std::array<std::array<int, 2>, 7> kSizes{
        {{1, 1}, {16, 16}, {320, 200}, {800, 600}, {1280, 720}, {3840, 2160}, {40, 2000}}};
    const auto [width, height] = kSizes[std::size_t(chance(75) ? 4 : below(int(kSizes.size())))];
    screen_ = {width, height, chance(90) ? 1.0 : 2.0};
    feed(Resized{width, height});
  }
  void drop_files() {
    static const std::array<std::string, 6> kNonsense{
        "", "{", "{\"surface\": 3}", "x,y\n1,nan\n", "\xff\xfe\x00", "{\"version\": 99, \"camera\": []}"};
    static const std::array<const char*, 6> kNames{"a.json", "b.csv", "c.formula",
                                                   "d",      "e.png", "missing/f.json"};
    const std::filesystem::path path = elsewhere_.path() / kNames[std::size_t(below(int(kNames.size())))];
    std::ofstream(path) << kNonsense[std::size_t(below(int(kNonsense.size())))];
    feed(FilesDropped{{path}});
    if (chance(30)) feed(FilesDropped{{elsewhere_.path(), path}});
  }
  void any_event() {
    const int kind = below(100);
    if (kind < 8) return choose();
    if (kind < 10) return command();
    if (kind < 30) return click();
    if (kind < 45) return drag();
    if (kind < 65) return any_key();
    if (kind < 80) return any_text();
    if (kind < 88) {
      move(any_place());
      return feed(Scrolled{double(below(3) - 1), double(below(9) - 4), pointer_.x, pointer_.y});
    }
    if (kind < 92) return resize();
    if (kind < 95) return feed(FocusChanged{chance(50)});
    if (kind < 98) return drop_files();
    feed(CloseRequested{});
  }

  void picture(double seconds) {
    desk_.explorer().update(seconds);
    desk_.set_screen(screen_);
    check_scene(desk_.explorer().scene());
    desk_.lay_out_panels(seconds);
  }
  void check_scene(const Scene& scene) {
    ASSERT_NE(scene.surface, nullptr);
    EXPECT_TRUE(std::isfinite(scene.relief) && scene.relief >= 0 && scene.relief <= 1) << scene.relief;
    for (const Swarm& swarm : scene.swarms) {
      EXPECT_EQ(swarm.particles.xy.size() % 2, 0u);
      if (!swarm.particles.label.empty()) {
        EXPECT_EQ(swarm.particles.label.size(), swarm.particles.xy.size() / 2);
      }
      EXPECT_EQ(swarm.trails.xy.size(),
                2 * std::size_t(swarm.trails.particles) * std::size_t(swarm.trails.capacity));
    }
  }
  void check_state() {
    const SessionState& state = desk_.explorer().state();
    const Camera& c = state.camera;
    EXPECT_TRUE(c.distance >= kNearest && c.distance <= kFarthest) << c.distance;
    EXPECT_TRUE(c.elevation >= kLowestElevation && c.elevation <= 90) << c.elevation;
    EXPECT_TRUE(std::isfinite(c.azimuth) && std::isfinite(c.target.x + c.target.y + c.target.z));
    EXPECT_TRUE(state.speed >= kSlowest && state.speed <= kFastest) << state.speed;
    EXPECT_TRUE(state.least_persistence >= 0) << state.least_persistence;
    const Simulation& run = desk_.explorer().simulation();
    EXPECT_TRUE(run.step() >= 0 && run.step() <= run.plan().spec.steps);
    if (state.spec == planned_) return;
    desk_.explorer().update(0);  // plans it
    if (!state.notice.empty()) return;
    EXPECT_NO_THROW(make_plan(state.spec)) << "a run that cannot be planned, and no notice says so";
    planned_ = state.spec;
  }
  /// Layers for which every new landscape is searched: their seconds are worth more events.
  void end_searches() {
    for (const Option option : {Option::kCritical, Option::kPasses, Option::kMergeTree, Option::kStability})
      desk_.explorer().carry_out(command::SetOption{option, false});
  }
  void undo_and_redo() {
    Explorer& explorer = desk_.explorer();
    const RunSpec now = explorer.state().spec;
    const std::size_t edits = explorer.state().undo.size(), undone = explorer.state().redo.size();
    for (std::size_t k = 0; k < edits; k++) explorer.carry_out(command::Undo{});
    EXPECT_TRUE(explorer.state().undo.empty());
    EXPECT_EQ(explorer.state().redo.size(), edits + undone);
    for (std::size_t k = 0; k < edits; k++) explorer.carry_out(command::Redo{});
    EXPECT_EQ(explorer.state().spec, now);
    EXPECT_EQ(explorer.state().undo.size(), edits);
  }
};

TEST_F(Monkey, DoesNoHarm) {
  const int events = number_of("THALWEG_MONKEY", 3000);
  ASSERT_GT(events, 0);
  constexpr int kRoundTrip = 1000, kSearches = 50;
  for (int k = 1; k <= events && !HasFailure(); k++) {
    SCOPED_TRACE("event " + std::to_string(k));
    try {
      any_event();
      if (chance(60)) picture(chance(3) ? 0.3 : 0.016);
      check_state();
      if (k % kSearches == 0) end_searches();
      if (k % kRoundTrip == 0) undo_and_redo();
    } catch (const std::exception& error) {
      FAIL() << error.what();
    }
  }
}

}  // namespace
}  // namespace thalweg::viewer
