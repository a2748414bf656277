// SPDX-License-Identifier: MIT
// BBOB f10 to f14: unimodal functions of high conditioning.
#pragma once

#include "surfaces/bbob.h"

namespace thalweg {

/// f2, turned by R.  The Hessian does not exist on the lines (R d)_i = 0.
struct Bbob10 : Bbob {
  static constexpr SurfaceInfo info{.name = "bbob10",
                                    .title = "BBOB f10, ellipsoid",
                                    .formula = "u^2 + 1e6 v^2 + f_opt, (u, v) = T_osz(R d)",
                                    .domain = bbob::kDomain,
                                    .lr = {5e-07, 0.05},
                                    .source = bbob::kSource,
                                    .display = Display::log,
                                    .display_scale = 100,
                                    .smoothness = Smoothness::kinked};
  bbob::Linear R;
  explicit Bbob10(const Hyper& hyper);

  THALWEG_FORMULA {
    const auto u = bbob::oscillate(R.u(x - x_opt, y - y_opt));
    const auto v = bbob::oscillate(R.v(x - x_opt, y - y_opt));
    return (sq(u) + 1e6 * sq(v)) + f_opt;
  }
};

/// In two dimensions f10 with the roles of the axes exchanged.
struct Bbob11 : Bbob {
  static constexpr SurfaceInfo info{.name = "bbob11",
                                    .title = "BBOB f11, discus",
                                    .formula = "1e6 u^2 + v^2 + f_opt, (u, v) = T_osz(R d)",
                                    .domain = bbob::kDomain,
                                    .lr = {5e-07, 0.05},
                                    .source = bbob::kSource,
                                    .display = Display::log,
                                    .display_scale = 100,
                                    .smoothness = Smoothness::kinked};
  bbob::Linear R;
  explicit Bbob11(const Hyper& hyper);

  THALWEG_FORMULA {
    const auto u = bbob::oscillate(R.u(x - x_opt, y - y_opt));
    const auto v = bbob::oscillate(R.v(x - x_opt, y - y_opt));
    return (1e6 * sq(u) + sq(v)) + f_opt;
  }
};

/// A ridge that is bent on one side.  The Hessian is infinite on the line (R d)_2 = 0.
struct Bbob12 : Bbob {
  static constexpr SurfaceInfo info{.name = "bbob12",
                                    .title = "BBOB f12, bent cigar",
                                    .formula = "z_1^2 + 1e6 z_2^2 + f_opt, z = R T_asy,0.5(R d)",
                                    .domain = bbob::kDomain,
                                    .lr = {1e-08, 0.05},
                                    .source = bbob::kSource,
                                    .display = Display::log,
                                    .display_scale = 100,
                                    .smoothness = Smoothness::kinked};
  bbob::Linear R;
  explicit Bbob12(const Hyper& hyper);

  THALWEG_FORMULA {
    const auto u = R.u(x - x_opt, y - y_opt);
    const auto v = bbob::skew(0.5, R.v(x - x_opt, y - y_opt));
    return (sq(R.u(u, v)) + 1e6 * sq(R.v(u, v))) + f_opt;
  }
};

/// A parabola along a ridge as sharp as |z_2|: gradient descent bounces between its sides and hardly moves
/// along it.  On the ridge the gradient is the parabola's.
struct Bbob13 : Bbob {
  static constexpr SurfaceInfo info{.name = "bbob13",
                                    .title = "BBOB f13, sharp ridge",
                                    .formula = "z_1^2 + 100 |z_2| + f_opt, z = R L_10 Q d",
                                    .domain = bbob::kDomain,
                                    .lr = {0.0003, 0.05},
                                    .source = bbob::kSource,
                                    .display = Display::log,
                                    .display_scale = 10,
                                    .smoothness = Smoothness::kinked};
  bbob::Linear M;
  explicit Bbob13(const Hyper& hyper);

  THALWEG_FORMULA {
    const auto u = M.u(x - x_opt, y - y_opt);
    const auto v = M.v(x - x_opt, y - y_opt);
    return (sq(u) + 100 * abs(v)) + f_opt;
  }
};

/// Powers 2 and 6 under a root: a cone across the valley, a cube along it.  At the optimum the gradient is 0.
struct Bbob14 : Bbob {
  static constexpr SurfaceInfo info{.name = "bbob14",
                                    .title = "BBOB f14, different powers",
                                    .formula = "sqrt(z_1^2 + z_2^6) + f_opt, z = R d",
                                    .domain = bbob::kDomain,
                                    .lr = {0.01, 0.05},
                                    .source = bbob::kSource,
                                    .display = Display::log,
                                    .display_scale = 1,
                                    .smoothness = Smoothness::kinked};
  bbob::Linear R;
  explicit Bbob14(const Hyper& hyper);

  THALWEG_FORMULA {
    const auto u = R.u(x - x_opt, y - y_opt);
    const auto v = R.v(x - x_opt, y - y_opt);
    return sqrt(sq(u) + sq(powi(v, 3))) + f_opt;
  }
};

}  // namespace thalweg
