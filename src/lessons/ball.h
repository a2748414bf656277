// SPDX-License-Identifier: MIT
// A ball on a curve of one weight: the curve, the hops of a run on it, and what the run shows in one word.
#pragma once

#include "analysis/diagnosis.h"
#include "lessons/lab.h"

namespace thalweg::lessons {

/// The landscape of a run over one weight.
struct Hill {
  Landscape f;
  double value(double w) const { return thalweg::value(f, {w, 0, 0}); }
  double slope(double w) const { return jet3(f, {w, 0, 0}).g[0]; }
  /// The second derivative.
  double bend(double w) const { return jet3(f, {w, 0, 0}).h(0, 0); }
};
Hill hill(const RunSpec& spec);

/// The walk up to and with the first place that is not finite or out of the engine's sight: there the engine
/// stops a particle.
std::vector<Stand> in_sight(const RunSpec& spec, std::vector<Stand> walk);
/// The walk without the standstill at its end where the engine has stopped a particle that escaped.
std::vector<Stand> until_stopped(const RunSpec& spec, std::vector<Stand> walk);
/// follow(), as far as it is in sight.
std::vector<Stand> roll(const RunSpec& spec, Lab& lab);

/// The errors of a walk.
std::vector<double> errors(const std::vector<Stand>& walk);
/// What the errors alone show.
Diagnosis diagnosis_of(const std::vector<double>& errors);
/// What the whole run shows, with places, slopes and the landscape.
Verdict verdict_of(const RunSpec& spec, const std::vector<Stand>& walk);

/// A verdict in a learner's words: "too large: it explodes".
const char* in_words(Verdict verdict);
/// How a run of many steps ends, as a learner sees it.
enum class Fate { rests, on_its_way, bounces, blows_up };
Fate fate_of(Verdict verdict);

/// The hops up to `step`, which may be between two of them, with a dot at every stand and the ball.
void add_hops(Figure& figure, const Plot& plot, const std::vector<Stand>& walk, double step);

/// Errors over steps 0, 1, ..., up to `step`; what is not finite ends the line with a cross and the word.
void add_errors(Figure& figure, const Plot& plot, const std::vector<double>& errors, double step,
                Stroke stroke, Shape shape);

/// The map of a landscape over two weights, with bands of equal areas, so that they are seen in valleys and
/// on walls alike.
void add_map(Figure& figure, const Plot& plot, const Landscape& f);
/// The way of a walk over two weights up to `step`, with the ball at its end.
void add_way(Figure& figure, const Plot& plot, const std::vector<Stand>& walk, double step);

}  // namespace thalweg::lessons
