// SPDX-License-Identifier: MIT
// What a user can do, as data.  Keys, panels and the pointer all emit commands; apply() is the only function
// that carries them out.
#pragma once

#include <string>
#include <variant>

#include "viewer/app/session.h"

namespace thalweg::viewer {

/// Which choice of a run spec is meant.
enum class Slot { kSurface, kOptimizer, kSchedule, kNoise };

namespace command {
struct TogglePlay {};
/// Pauses and takes one step.
struct StepOnce {};
struct Restart {};
/// Shows the run at a step, 0..spec.steps; pauses.
struct Seek {
  i64 step;
};
/// Clamped to kSlowest..kFastest.
struct SetSpeed {
  double speed;
};
/// Another surface, optimizer, schedule or noise, with its defaults.  A new surface brings its own domain,
/// starts and learning rate, a new optimizer its learning rate.
struct Choose {
  Slot slot;
  std::string name;
};
struct SetParameter {
  Slot slot;
  std::string name;
  double value;
};
/// Absent: the surface's rate for the optimizer's family.
struct SetRate {
  std::optional<double> lr;
};
struct SetParticles {
  i64 particles;
};
struct SetSteps {
  i64 steps;
};
struct SetSeed {
  u64 seed;
};
struct SetStart {
  Start start;
};
/// All particles start in a small cloud around this point.
struct DropAt {
  Point at;
};
struct SetOption {
  Option option;
  bool on;
};
struct Toggle {
  Option option;
};
struct SetColorMap {
  ColorMap map;
};
/// eased: in kMoveSeconds, else at once.
struct MoveCamera {
  Camera camera;
  bool eased = false;
};
struct HomeView {};
struct Undo {};
struct Redo {};
struct SavePicture {};
struct Quit {};
}  // namespace command

using Command =
    std::variant<command::TogglePlay, command::StepOnce, command::Restart, command::Seek, command::SetSpeed,
                 command::Choose, command::SetParameter, command::SetRate, command::SetParticles,
                 command::SetSteps, command::SetSeed, command::SetStart, command::DropAt, command::SetOption,
                 command::Toggle, command::SetColorMap, command::MoveCamera, command::HomeView, command::Undo,
                 command::Redo, command::SavePicture, command::Quit>;

/// Carries a command out.  Throws InputError, leaving the state as it was, for a name that isn't registered.
/// Values are not checked here but where the run is planned, so that a panel can pass through combinations
/// that are not valid yet.
void apply(SessionState& state, const Command& command);

/// The choice of a slot.
const Choice& choice(const RunSpec& spec, Slot slot);

/// The width of the cloud that DropAt starts, as a share of the domain.
inline constexpr double kDropSigma = 0.02;
/// Edits that can be undone.
inline constexpr std::size_t kMostUndo = 200;

}  // namespace thalweg::viewer
