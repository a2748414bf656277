// SPDX-License-Identifier: MIT
// Landscapes for the tests, by name or by formula.
#pragma once

#include <string>

#include "engine/landscape.h"

namespace thalweg::test {

inline Landscape surface(const char* name, Box box) { return make_landscape({name}, Domain(box)); }
inline Landscape surface(const char* name) { return make_landscape({name}); }

inline Landscape formula(const std::string& text, Box box) {
  RunSpec spec;
  spec.kind = LandscapeKind::formula;
  spec.surface = {"formula"};
  spec.formula = text;
  spec.domain = Domain(box);
  return make_landscape(spec);
}

/// What is known of a landscape in a box: the numbers of critical points in its interior and of its global
/// minima.
struct KnownCounts {
  const char* name;
  Box box;
  int minima, saddles, maxima, global;
};

// From the literature: Himmelblau and six-hump camel from CEC 2013 (f4, f5), the others from the definitions;
// saddles and maxima by Poincare-Hopf and interval proofs of an independent program.
inline constexpr KnownCounts kKnown[] = {
    {"himmelblau", {-6, 6, -6, 6}, 4, 4, 1, 4},
    {"styblinski_tang", {-5, 5, -5, 5}, 4, 4, 1, 1},
    {"six_hump_camel", {-3, 3, -2, 2}, 6, 7, 2, 2},
    {"three_hump_camel", {-5, 5, -5, 5}, 3, 2, 0, 1},
    {"rastrigin", {-5.12, 5.12, -5.12, 5.12}, 121, 220, 100, 1},
    {"goldstein_price", {-2, 2, -2, 2}, 4, 4, 1, 1},
    {"branin", {-5, 10, 0, 15}, 3, 2, 0, 3},
    {"beale", {-4.5, 4.5, -4.5, 4.5}, 1, 2, 0, 1},
    {"rosenbrock", {-2, 2, -1, 3}, 1, 0, 0, 1},
    {"booth", {-10, 10, -10, 10}, 1, 0, 0, 1},
};

}  // namespace thalweg::test
