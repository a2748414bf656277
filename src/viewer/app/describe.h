// SPDX-License-Identifier: MIT
// From a run and a session to the scene that is drawn, and to the words that stand in it.
#pragma once

#include <string>

#include "viewer/app/findings.h"
#include "viewer/app/following.h"
#include "viewer/app/session.h"
#include "viewer/app/simulation.h"
#include "viewer/scene/scene.h"

namespace thalweg::viewer {

/// Particles, trails and legend.  The spans are valid until the simulation changes.  slice: the
/// third weight of what is drawn.
void show_run(Scene& scene, Simulation& simulation, double slice);

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

/// Layers, theme, colours and relief.
void show_view(Scene& scene, const SessionState& state);

/// The particle that is followed: its trail and a ring around it.  followed: nullptr for none.
void show_followed(Scene& scene, const SessionState& state, const Followed* followed);

/// "SGD, momentum 0.94": what differs from the defaults.
std::string describe(const std::string& title, const Choice& choice);
/// "10,000 particles · SGD, momentum 0.94 · step 128".
std::string describe(const Plan& plan, i64 step);

}  // namespace thalweg::viewer
