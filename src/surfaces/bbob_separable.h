// SPDX-License-Identifier: MIT
// BBOB f1 to f5: separable functions.
#pragma once

#include "surfaces/bbob.h"

namespace thalweg {

/// The sphere, |d|^2.
struct Bbob01 : Bbob {
  static constexpr SurfaceInfo info{.name = "bbob01",
                                    .title = "BBOB f1, sphere",
                                    .formula = "|d|^2 + f_opt, d = (x, y) - x_opt",
                                    .domain = bbob::kDomain,
                                    .lr = {0.1, 0.1},
                                    .source = bbob::kSource};
  explicit Bbob01(const Hyper& hyper);

  THALWEG_FORMULA { return (sq(x - x_opt) + sq(y - y_opt)) + f_opt; }
};

/// An ellipsoid of condition 1e6 along the axes, with ripples of T_osz.  The Hessian does not exist on the
/// lines d_i = 0.
struct Bbob02 : Bbob {
  static constexpr SurfaceInfo info{.name = "bbob02",
                                    .title = "BBOB f2, separable ellipsoid",
                                    .formula = "u^2 + 1e6 v^2 + f_opt, (u, v) = T_osz(d)",
                                    .domain = bbob::kDomain,
                                    .lr = {5e-07, 0.1},
                                    .source = bbob::kSource,
                                    .display = Display::log,
                                    .display_scale = 100,
                                    .smoothness = Smoothness::kinked};
  explicit Bbob02(const Hyper& hyper);

  THALWEG_FORMULA { return (sq(bbob::oscillate(x - x_opt)) + 1e6 * sq(bbob::oscillate(y - y_opt))) + f_opt; }
};

/// Rastrigin's function along the axes, its ten by ten minima displaced by T_osz and T_asy.  Kinks as f2.
struct Bbob03 : Bbob {
  static constexpr SurfaceInfo info{
      .name = "bbob03",
      .title = "BBOB f3, separable Rastrigin",
      .formula = "10 (2 - cos 2 pi u - cos 2 pi v) + u^2 + v^2 + f_opt, (u, v) = L_10 T_asy,0.2(T_osz(d))",
      .domain = bbob::kDomain,
      .lr = {0.0002, 0.05},
      .source = bbob::kSource,
      .display = Display::log,
      .display_scale = 10,
      .smoothness = Smoothness::kinked};
  explicit Bbob03(const Hyper& hyper);

  THALWEG_FORMULA {
    const auto v = bbob::kRoot10 * bbob::skew(0.2, bbob::oscillate(y - y_opt));
    return bbob::rastrigin(bbob::oscillate(x - x_opt), v) + f_opt;
  }
};

/// The Rastrigin function of Bueche, ten times steeper on one side of the optimum: a trap for symmetric
/// steps. Kinks as f2, at d_1 = 0 also of the Hessian's size; the chosen side there is the left one.
struct Bbob04 : Bbob {
  static constexpr SurfaceInfo info{.name = "bbob04",
                                    .title = "BBOB f4, Bueche-Rastrigin",
                                    .formula =
                                        "10 (2 - cos 2 pi u - cos 2 pi v) + u^2 + v^2 + 100 pen + f_opt, "
                                        "(u, v) = (s, sqrt(10)) T_osz(d), s = 10 where d_1 > 0, else 1",
                                    .domain = bbob::kDomain,
                                    .lr = {2e-05, 0.05},
                                    .source = bbob::kSource,
                                    .display = Display::log,
                                    .display_scale = 10,
                                    .smoothness = Smoothness::kinked};
  explicit Bbob04(const Hyper& hyper);

  THALWEG_FORMULA {
    const auto s = bbob::oscillate(x - x_opt);
    const auto u = where(less(0, s), 10 * s, s);
    const auto v = bbob::kRoot10 * bbob::oscillate(y - y_opt);
    return (bbob::rastrigin(u, v) + 100 * bbob::penalty(x, y)) + f_opt;
  }
};

/// A plane down to a corner of the domain, which is the optimum, and flat beyond.  The gradient is constant,
/// and 0 on the kinks at the domain's edge.
struct Bbob05 : Bbob {
  static constexpr SurfaceInfo info{
      .name = "bbob05",
      .title = "BBOB f5, linear slope",
      .formula = "max(0, 5 - s_1 x) + 10 max(0, 5 - s_2 y) + f_opt, s = sign(x_opt), x_opt = 5 s",
      .domain = bbob::kDomain,
      .lr = {0.02, 0.05},
      .source = bbob::kSource,
      .smoothness = Smoothness::kinked};
  explicit Bbob05(const Hyper& hyper);

  THALWEG_FORMULA { return (max(0, 5 - (0.2 * x_opt) * x) + 10 * max(0, 5 - (0.2 * y_opt) * y)) + f_opt; }
};

}  // namespace thalweg
