// SPDX-License-Identifier: MIT
// From a run and a session to the scene that is drawn, and to the words that stand in it.
#pragma once

#include <span>
#include <string>

#include "viewer/app/comparison.h"
#include "viewer/app/crowd.h"
#include "viewer/app/findings.h"
#include "viewer/app/following.h"
#include "viewer/app/rival_runs.h"
#include "viewer/app/session.h"
#include "viewer/app/simulation.h"
#include "viewer/scene/scene.h"

namespace thalweg::viewer {

/// Particles, unless the scene has a crowd, trails and legend.  The spans are valid until the simulation
/// changes.  slice: the third weight of what is drawn.  hidden: the legend alone, and nothing is fetched.
void show_run(Scene& scene, Simulation& simulation, double slice, bool hidden = false);

/// What the crowd of each method that is shown looks like.
std::vector<CrowdPaint> crowd_paints(const SessionState& state, Simulation& first, RivalRuns& rivals);

/// The swarms of all methods that are shown, and the key of who is who; after show_run() for the first.
void show_rivals(Scene& scene, const SessionState& state, const Simulation& first, RivalRuns& rivals);

/// All methods of a session, the first one too.
std::vector<MethodRun> method_runs(const Simulation& first, const RivalRuns& rivals);

/// The markers of the features that the session shows.
void show_features(Scene& scene, const Landscape& f, const std::vector<Feature>& features,
                   const SessionState& state);

/// The ways over the passes and their heights, where the session shows them; more than kMostPassLabels have
/// their heights in the labels below the pointer only.
inline constexpr std::size_t kMostPassLabels = 40;
void show_passes(Scene& scene, const Findings& findings, const std::vector<Feature>& features,
                 const SessionState& state);

/// The hatching; nullptr: not known yet.
void show_stability(Scene& scene, const Plan& plan, std::shared_ptr<const SharpnessMap> sharpness);

/// Particles and key in the colours of how they end, where that is known: after show_run and show_rivals, of
/// whose swarms these are the runs.
void show_outcomes(Scene& scene, std::span<Simulation* const> runs);

/// Layers, theme, colours and relief.
void show_view(Scene& scene, const SessionState& state);

/// The particle that is followed: its trail and a ring around it.  followed: nullptr for none.
void show_followed(Scene& scene, const SessionState& state, const Followed* followed);

/// "SGD, momentum 0.94": what differs from the defaults.
std::string describe(const std::string& title, const Choice& choice);
/// "10,000 particles · SGD, momentum 0.94 · step 128".
std::string describe(const Plan& plan, i64 step);

}  // namespace thalweg::viewer
