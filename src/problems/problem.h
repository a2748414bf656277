// SPDX-License-Identifier: MIT
// What a problem header says: the loss of one row of data, whose mean over the rows is a landscape of one to
// three weights.  A problem is a trivially copyable struct:
//
//   static constexpr ProblemInfo info            name, formula, domain of the weights, source
//   static constexpr int weights, inputs         a row of data holds `inputs` numbers and, last, a target
//   auto operator()(const auto& row, auto w, ...) const      the loss of one row, once, for every number type
//   static constexpr int rows                    of the built-in data
//   void row(int i, double* out) const           row i of them: inputs + 1 numbers; made on the host
//
// A problem with parameters adds `struct Hyper`, `fields` (core/parameters.h) and a constructor from Hyper.
#pragma once

#include "core/box.h"
#include "core/dual.h"
#include "core/jet.h"
#include "core/parameters.h"
#include "core/philox.h"

namespace thalweg {

/// What is done to every input column before anything else sees it.
enum class Scaling {
  none,
  unit,      ///< from its lowest to its highest value becomes 0..1
  standard,  ///< mean 0, standard deviation 1
};

struct ProblemInfo {
  const char* name;     ///< as typed: snake_case
  const char* title;    ///< as printed
  const char* formula;  ///< the loss of one row, in plain text
  const char* row;      ///< what a row holds: "x, y"
  Box domain;           ///< of the weights, for the built-in data
  const char* source;
  Scaling scaling = Scaling::none;  ///< unless another one is asked for
};

/// 1 / (1 + exp(-z)), which neither overflows nor loses its slope early.
template <class Z>
THALWEG_HD constexpr auto sigmoid(Z z) {
  return 0.5 + 0.5 * tanh(0.5 * z);
}

/// log(1 + exp(z)) for z of any size, by exp(-|z|) alone.  Each side is exact where it is chosen, also at 0.
template <class Z>
THALWEG_HD constexpr auto softplus(Z z) {
  const auto positive = less(0.0, z);
  const auto l = log(1 + exp(where(positive, -z, z)));
  return where(positive, z + l, l);
}

/// A standard normal that belongs to row i of a problem's built-in data.
inline double row_normal(u64 key, int i) {
  return standard_normals<double, 1>(random_words(key, Stream::start, 0, u64(i)))[0];
}

}  // namespace thalweg
