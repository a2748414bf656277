// SPDX-License-Identifier: MIT
// A landscape: a surface with its parameters fixed, ready to be evaluated, descended and drawn.
#pragma once

#include "engine/registry.h"

namespace thalweg {

struct Landscape {
  const SurfaceEntry* surface;
  Values parameters;
  Bytes functor;
  Box domain;
  std::vector<KnownMinimum> minima;  ///< published ones inside `domain`
  LearningRates lr;
};

/// Throws InputError for unknown names, bad parameters or a domain that is empty, inverted or not finite.
Landscape make_landscape(const Choice& surface, const std::optional<Box>& domain = {});

inline double value(const Landscape& f, Point p) { return f.surface->value(f.functor.data(), p); }
inline Jet<double, 2> jet(const Landscape& f, Point p) { return f.surface->jet(f.functor.data(), p); }

/// Typical slope and curvature of the landscape, against which "flat" is measured: the median of |grad f|
/// over a grid of cell centres in the domain (non-finite ones left out), and that divided by the width of the
/// domain.
struct LandscapeScale {
  double slope, curvature;
};
LandscapeScale measure_scale(const Landscape& f);

}  // namespace thalweg
