// SPDX-License-Identifier: MIT
// What a surface header says beside its formula.  A surface is a trivially copyable struct (cards get it by
// value):
//
//   static constexpr SurfaceInfo info        name, formula in text, domain, display, learning rates, source
//   static constexpr KnownMinimum minima[]   the published minima inside the domain, global ones first; none
//   if absent template <class X, class Y> auto operator()(X x, Y y) const      the formula, once, for every
//   number type
//
// A surface with parameters adds `struct Hyper`, `fields` (core/parameters.h), a constructor from Hyper that
// prepares what the formula needs, and where they matter `learning_rates(Hyper)` and a member `KnownMinimum
// minimum() const`.
#pragma once

#include "core/box.h"
#include "core/dual.h"
#include "core/jet.h"
#include "core/parameters.h"

#define THALWEG_FORMULA       \
  template <class X, class Y> \
  THALWEG_HD constexpr auto operator()(X x, Y y) const

namespace thalweg {

/// How heights are shown: as they are, or log1p((f - f_min) / scale), which keeps minima visible beside high
/// rims.
enum class Display { linear, log };

/// What derivatives can be trusted to exist.
enum class Smoothness { smooth, kinked };

struct KnownMinimum {
  double x, y, value;
  bool global = true;
};

/// Learning rates that work from most starts of the domain, by kind of update.
struct LearningRates {
  double gradient;    ///< steps proportional to the gradient: sgd
  double normalized;  ///< steps of about lr per coordinate: adam, rmsprop
};

struct SurfaceInfo {
  const char* name;     ///< as typed: snake_case
  const char* title;    ///< as printed
  const char* formula;  ///< in plain text
  Box domain;
  LearningRates lr;
  const char* source;
  Display display = Display::linear;
  double display_scale = 1;
  Smoothness smoothness = Smoothness::smooth;
};

inline constexpr double kPi = 3.14159265358979323846;

}  // namespace thalweg
