// SPDX-License-Identifier: MIT
// A landscape: a surface, a problem over data or a typed formula with its parameters fixed, ready to be
// evaluated, descended and drawn.
#pragma once

#include <memory>

#include "engine/registry.h"

namespace thalweg {

struct Landscape {
  const SurfaceEntry* surface;
  Values parameters;
  Bytes functor;
  Box domain;
  std::vector<KnownMinimum> minima;  ///< published ones inside `domain`

  std::shared_ptr<const void> owner = {};    ///< keeps `surface` where it is no registered one
  std::shared_ptr<const Dataset> data = {};  ///< of a problem: the scaled rows, to which the functor points
  std::shared_ptr<const std::vector<float>> rounded_data = {};  ///< its numbers as floats, likewise
  std::string card_source = {};  ///< of a formula: the text of its functor for run-time compilers
  Bytes card_functor = {};       ///< and that functor
};

/// The landscape of a run spec.  Throws InputError for unknown names, bad parameters, formulas or data, or a
/// domain that is empty, inverted, not finite, or of another number of weights.
Landscape make_landscape(const RunSpec& spec);
/// Of a registered surface.
Landscape make_landscape(const Choice& surface, const std::optional<Domain>& domain = {});

inline int weights(const Landscape& f) { return f.surface->weights; }
inline double value(const Landscape& f, Point p) { return f.surface->value(f.functor.data(), p); }
/// In the first two weights.
inline Jet<double, 2> jet(const Landscape& f, Point p) { return f.surface->jet(f.functor.data(), p); }
/// In all weights.
inline Jet<double, 3> jet3(const Landscape& f, Point p) { return f.surface->jet3(f.functor.data(), p); }

/// "w", or "x", "y", or "x", "y", "z": what the coordinates of points are called.
std::vector<std::string> coordinate_names(int weights);
/// The coordinates of a point that has so many.
std::vector<double> coordinates(Point p, int weights);

/// Typical slope and curvature of the landscape, against which "flat" is measured: the median of |grad f|
/// over a grid of cell centres in the domain (non-finite ones left out), and that divided by the width of the
/// domain.
struct LandscapeScale {
  double slope, curvature;
};
LandscapeScale measure_scale(const Landscape& f);

/// Learning rates that suit the landscape: the registered ones, or else an estimate, which costs a thousand
/// Hessians. Gradient steps: 1 / L, where nine tenths of the domain have no curvature beyond L; where such
/// steps would typically leave half the domain, as on slopes that hardly bend, a hundredth of its width
/// instead.  Normalized steps: a two-hundredth of the domain's width.
LearningRates learning_rates(const Landscape& f);

}  // namespace thalweg
