// SPDX-License-Identifier: MIT
// The step that one particle takes next, number by number, kept up to date while the run goes on.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/account_lines.h"
#include "viewer/app/session.h"
#include "viewer/scene/scene.h"

namespace thalweg::viewer {

/// Colours of the arrows and of their lines in the card.
inline constexpr Srgb kGradientArrow = 0xff8a4a, kMemoryArrow = 0xc58cff, kStepArrow = 0xf2f5fa;

/// The particle whose step is shown.
i64 followed_particle(const SessionState& state);

class StepFollower {
 public:
  /// The step after `step` others, or the last one when the run is over.  A long way there is made in parts:
  /// false while more calls are needed.  The particle walks on the host, in double.
  bool show(const Plan& plan, i64 particle, i64 step);
  /// The next plan is another one.
  void forget();

  /// nullptr while it is not known.
  const StepAccount* account() const { return account_ ? &*account_ : nullptr; }
  const std::vector<AccountLine>& lines() const { return lines_; }
  /// Against the gradient, where the memory leads, and the step itself; nullptr while they are not known.
  const std::shared_ptr<const ArrowSet>& arrows() const { return arrows_; }
  /// Takes note of where the run's own particle is drawn before the step that is shown.
  void compare(const Landscape& f, Point drawn);
  /// The run's particle, in the run's precision, is somewhere else: small differences have grown.
  bool strays() const { return strays_; }
  i64 particle() const { return walker_ ? walker_->particle : 0; }

 private:
  std::optional<FollowedParticle> walker_;
  std::optional<StepAccount> account_;
  std::vector<AccountLine> lines_;
  std::shared_ptr<const ArrowSet> arrows_;
  bool strays_ = false;
};

/// The step as it is long; gradient and memory by their directions alone, as long as can be seen well.  All
/// in the drawing's coordinates and held inside the domain.
ArrowSet arrows_of(const Plan& plan, i64 particle, const StepAccount& account);

}  // namespace thalweg::viewer
