// SPDX-License-Identifier: MIT
// From a run and a session to the scene that is drawn, and to the words that stand in it.
#pragma once

#include <string>

#include "viewer/app/session.h"
#include "viewer/app/simulation.h"
#include "viewer/scene/scene.h"

namespace thalweg::viewer {

/// Particles, trails, markers and legend.  The spans are valid until the simulation changes.  slice: the
/// third weight of what is drawn.
void show_run(Scene& scene, Simulation& simulation, double slice);

/// Layers, theme, colours and relief.
void show_view(Scene& scene, const SessionState& state);

/// "SGD, momentum 0.94": what differs from the defaults.
std::string describe(const std::string& title, const Choice& choice);
/// "10,000 particles · SGD, momentum 0.94 · step 128".
std::string describe(const Plan& plan, i64 step);

/// Minima reached, then known ones that were not; global minima by their star, others by ring and colour.
std::vector<Marker> minimum_markers(const Landscape& f, const Destinations* destinations);

}  // namespace thalweg::viewer
