// SPDX-License-Identifier: MIT
// What a user can do, as data.  Keys, panels and the pointer all emit commands; apply() is the only function
// that carries them out.
#pragma once

#include <string>
#include <variant>

#include "viewer/app/session.h"

namespace thalweg::viewer {

/// Which choice of a run spec is meant.  kSurface and kProblem are the same one; choosing makes it what it
/// says.  Its parameters, those of a formula too, are set by either.
enum class Slot { kSurface, kProblem, kOptimizer, kSchedule, kNoise };

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
/// Another surface, problem, optimizer, schedule or noise, with its defaults.  A new landscape brings its own
/// domain, starts and learning rate, a new optimizer its learning rate.  Schedules that follow the first one
/// stay.  method: which of those that are
/// compared has it, here and below; of landscape and noise all are the same.  Throws InputError for one that
/// does not exist.
struct Choose {
  Slot slot;
  std::string name;
  int method = 0;
};
/// A whole run, and what is compared with it.  Throws InputError for more than kMostMethods.
struct SetSpec {
  RunSpec spec;
  std::vector<Rival> rivals = {};
};
/// What was descended of this kind before, or something to begin with.
struct ChooseKind {
  LandscapeKind kind;
};
/// A formula with the learning rate that suits it.  Throws FormulaError for one that is wrong.  Edits with
/// the same `session`, such as the keystrokes in a text field, are undone together.
struct SetFormula {
  std::string text;
  int session = 0;
};
/// Absent: the landscape's own.  Throws InputError for an empty one.
struct SetDomain {
  std::optional<Domain> domain;
};
/// Of a problem's inputs.
struct SetScaling {
  Scaling scaling;
};
/// Longest gradient, or largest component of one; absent: any.
struct SetClipNorm {
  std::optional<double> limit;
};
struct SetClipValue {
  std::optional<double> limit;
};
/// Forgets the schedule that takes over at this step.
struct RemoveSchedule {
  i64 from;
  int method = 0;
};
struct SetParameter {
  Slot slot;
  std::string name;
  double value;
  int method = 0;
};
/// Absent: the landscape's rate for the optimizer's family.  from: the run goes on as it is and has this rate
/// from that step on; without, all of it has, and begins again.
struct SetRate {
  std::optional<double> lr;
  int method = 0;
  std::optional<i64> from = {};
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
/// All particles start in a small cloud around this point of the landscape.
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
/// Throws InputError for an exponent or limits that check(HeightChoice) refuses.
struct SetHeights {
  HeightChoice heights;
};
/// From logarithmic heights to linear ones, from others to logarithmic ones.
struct ToggleLogHeights {};
/// Clamped to [0, 1], as in SessionState.
struct SetTrailLength {
  double share;
};
struct SetTrailFade {
  double fade;
};
/// Clamped to 1..kMostTrails; absent: as many as the renderer manages.
struct SetTrails {
  std::optional<i64> trails;
};
/// Absent: as coloring_of() says.
struct SetColoring {
  std::optional<Coloring> coloring;
};
/// A point of the landscape.
struct CutAt {
  Point at;
};
/// Shows the card of a point of the landscape, or of none.
struct Select {
  std::optional<Point> at;
};
/// Hides minima that are shallower.
struct SetLeastPersistence {
  double persistence;
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
/// Forgets the rates that take over later.
struct ForgetRates {
  int method = 0;
};
/// To the next of kSpeeds.
struct Faster {};
struct Slower {};
/// Shows a box that is being drawn, or none.
struct DrawBox {
  std::optional<GroundBox> box;
};
/// What the box is for: starts the particles in it, or shows it alone.  Does nothing with a thin one.
struct UseBox {
  GroundBox box;
};
/// The next drag draws a box to look at, or no longer does.
struct ArmZoom {};
/// Back to what was seen before the last box, or to the landscape's own domain.
struct ZoomOut {};
/// Watches a particle, or none.
struct Follow {
  std::optional<i64> particle;
};
/// A ready-made session.  Throws InputError for one that does not exist.
struct OpenPreset {
  std::string name;
};
/// Lets go of the first of these that there is: help, gallery, a box, the particle that is followed, the
/// point whose card is shown.
struct LetGo {};
/// Compares with another method; absent: next_rival().  Throws InputError when there are kMostMethods.
struct AddRival {
  std::optional<Rival> rival = {};
};
/// When method 0 goes the next one takes its place.  The last one stays.
struct RemoveMethod {
  int method;
};
/// Draws a method or not.  Nothing happens for one that does not exist, or that is the only one.
struct ToggleMethod {
  int method;
};
/// Opens a session, a run, a picture's run, a formula or data; all of it or nothing.  An empty path shows the
/// card of files instead.  Throws InputError.
struct OpenFile {
  std::string path;
};
/// An empty path means the session's own file; without one the card of files is shown.  Throws InputError for
/// another file that exists unless it may be replaced; so do the next three.
struct SaveSession {
  std::string path;
  bool replace = false, as = false;  // as: under another name, which the card asks for
};
struct SavePictureAs {
  PictureWish picture;
  bool replace = false;
};
struct StartFilm {
  FilmWish film;
  bool replace = false;
};
struct StartExport {
  ExportOptions file;
  bool replace = false;
};
struct StopFilm {
  bool keep = true;
};
struct CancelExport {};
/// Copies the command line that shows the same.
struct CopyCommandLine {};
/// Whoever has done anything need not be told how to begin.
struct DismissHint {};
}  // namespace command

using Command = std::variant<
    command::TogglePlay, command::StepOnce, command::Restart, command::Seek, command::SetSpeed,
    command::Choose, command::SetSpec, command::ChooseKind, command::SetFormula, command::SetDomain,
    command::SetScaling, command::SetClipNorm, command::SetClipValue, command::RemoveSchedule,
    command::SetParameter, command::SetRate, command::SetParticles, command::SetSteps, command::SetSeed,
    command::SetStart, command::DropAt, command::SetOption, command::Toggle, command::SetColorMap,
    command::Select, command::SetLeastPersistence, command::MoveCamera, command::HomeView, command::Undo,
    command::Redo, command::SavePicture, command::Quit, command::AddRival, command::RemoveMethod,
    command::ToggleMethod, command::SetColoring, command::SetHeights, command::ToggleLogHeights,
    command::SetTrailLength, command::SetTrailFade, command::CutAt, command::ForgetRates, command::Faster,
    command::Slower, command::DrawBox, command::UseBox, command::ArmZoom, command::ZoomOut, command::Follow,
    command::LetGo, command::OpenPreset, command::OpenFile, command::SaveSession, command::SavePictureAs,
    command::StartFilm, command::StartExport, command::StopFilm, command::CancelExport,
    command::CopyCommandLine, command::SetTrails, command::DismissHint>;

/// Carries a command out.  Throws InputError, leaving the state as it was, for what says so above and for a
/// name that isn't registered.
/// Values are not checked here but where the run is planned, so that a panel can pass through combinations
/// that are not valid yet.
void apply(SessionState& state, const Command& command);

/// The choice of a slot.
const Choice& choice(const RunSpec& spec, Slot slot);
/// The width of the cloud that DropAt starts, as a share of the domain.
inline constexpr double kDropSigma = 0.02;
/// Playback speeds that keys choose from.
inline constexpr double kSpeeds[] = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100};
/// Edits that can be undone.
inline constexpr std::size_t kMostUndo = 200;

}  // namespace thalweg::viewer
