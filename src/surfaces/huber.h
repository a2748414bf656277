// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// A quadratic bowl near 0 that goes over into a cone of slope delta per weight: gradients of far
/// points are clipped.  Second derivatives jump where |x| or |y| is delta.
struct Huber {
  static constexpr SurfaceInfo info{
      .name = "huber",
      .title = "Huber",
      .formula =
          "let u = abs(x); let v = abs(y); where(u <= delta, x^2/2, delta*(u - delta/2)) + "
          "where(v <= delta, y^2/2, delta*(v - delta/2))",
      .domain = {-5, 5, -5, 5},
      .lr = {0.05, 0.05},
      .source =
          "P. Huber, Robust estimation of a location parameter, Annals of Mathematical "
          "Statistics 35, 1964",
      .smoothness = Smoothness::kinked};
  static constexpr KnownMinimum minima[] = {{0, 0, 0}};

  struct Hyper {
    double delta = 1;
  };
  static constexpr Field<Hyper> fields[] = {
      {"delta", &Hyper::delta, {0.1, 10, Scale::log}, "where the parabola becomes a line"}};

  double delta;
  explicit Huber(const Hyper& h) : delta(h.delta) {}

  template <class X>
  THALWEG_HD constexpr auto loss(X x) const {
    const auto u = abs(x);
    return where(less_equal(u, delta), 0.5 * sq(x), delta * (u - 0.5 * delta));
  }

  THALWEG_FORMULA { return loss(x) + loss(y); }
};

}  // namespace thalweg
