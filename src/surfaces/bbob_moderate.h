// SPDX-License-Identifier: MIT
// BBOB f6 to f9: functions of low or moderate conditioning.
#pragma once

#include "surfaces/bbob.h"

namespace thalweg {

/// A bowl that is a hundred times steeper in the quadrant towards x_opt: (T_osz |s z|^2)^0.9, z = R L_10 Q d,
/// s_i = 100 where z_i x_opt_i > 0, else 1.  The Hessian is infinite at the optimum and jumps on the lines
/// z_i = 0, where the flat side's is taken.
struct Bbob06 : Bbob {
  static constexpr SurfaceInfo info{
      .name = "bbob06",
      .title = "BBOB f6, attractive sector",
      .formula =
          "T_osz((s_1 u)^2 + (s_2 v)^2)^0.9 + f_opt, (u, v) = R L_10 Q d, s_1 = 100 where u x_opt_1 > 0, "
          "s_2 = 100 where v x_opt_2 > 0, else 1",
      .domain = bbob::kDomain,
      .lr = {1e-05, 0.05},
      .source = bbob::kSource,
      .display = Display::log,
      .display_scale = 100,
      .smoothness = Smoothness::kinked};
  bbob::Linear M;
  explicit Bbob06(const Hyper& hyper);

  THALWEG_FORMULA {
    const auto u = M.u(x - x_opt, y - y_opt);
    const auto v = M.v(x - x_opt, y - y_opt);
    const auto steep_u = sq(where(less(0, x_opt * u), 100 * u, u));
    const auto steep_v = sq(where(less(0, y_opt * v), 100 * v, v));
    return pow(bbob::oscillate(steep_u + steep_v), 0.9) + f_opt;
  }
};

/// An ellipsoid of plateaus: its gradient is 0 almost everywhere, so that descent stands still; only on the
/// plateau of the optimum a slope of 1e-5 remains.  On the steps the gradient is that of the upper plateau.
struct Bbob07 : Bbob {
  static constexpr SurfaceInfo info{
      .name = "bbob07",
      .title = "BBOB f7, step ellipsoid",
      .formula =
          "0.1 max(|u| / 1e4, z_1^2 + 100 z_2^2) + pen + f_opt, (u, v) = L_10 Q d, "
          "z = R of (u, v) rounded to ones where above 0.5, to tenths below",
      .domain = bbob::kDomain,
      .lr = {0.01, 0.02},
      .source = bbob::kSource,
      .display = Display::log,
      .display_scale = 1,
      .smoothness = Smoothness::kinked};
  bbob::Linear M, R;
  explicit Bbob07(const Hyper& hyper);

  THALWEG_FORMULA {
    const auto u = M.u(x - x_opt, y - y_opt);
    const auto a = stepped(u);
    const auto b = stepped(M.v(x - x_opt, y - y_opt));
    const auto height = max(1e-4 * abs(u), sq(R.u(a, b)) + 100 * sq(R.v(a, b)));
    return (0.1 * height + bbob::penalty(x, y)) + f_opt;
  }

 private:
  template <class U>
  THALWEG_HD static constexpr auto stepped(const U& u) {
    return where(less(0.5, abs(u)), floor(u + 0.5), 0.1 * floor(10 * u + 0.5));
  }
};

/// Rosenbrock's valley with its minimum at x_opt.
struct Bbob08 : Bbob {
  static constexpr SurfaceInfo info{.name = "bbob08",
                                    .title = "BBOB f8, Rosenbrock",
                                    .formula = "100 (z_1^2 - z_2)^2 + (z_1 - 1)^2 + f_opt, z = d + 1",
                                    .domain = bbob::kDomain,
                                    .lr = {5e-05, 0.05},
                                    .source = bbob::kSource,
                                    .display = Display::log,
                                    .display_scale = 10};
  explicit Bbob08(const Hyper& hyper);

  THALWEG_FORMULA { return bbob::rosenbrock(x - x_opt, y - y_opt) + f_opt; }
};

/// Rosenbrock's valley, turned.
struct Bbob09 : Bbob {
  static constexpr SurfaceInfo info{
      .name = "bbob09",
      .title = "BBOB f9, rotated Rosenbrock",
      .formula = "100 (z_1^2 - z_2)^2 + (z_1 - 1)^2 + f_opt, z = Q (x, y) + 1/2",
      .domain = bbob::kDomain,
      .lr = {5e-05, 0.05},
      .source = bbob::kSource,
      .display = Display::log,
      .display_scale = 10};
  bbob::Linear Q;
  explicit Bbob09(const Hyper& hyper);

  THALWEG_FORMULA { return bbob::rosenbrock(Q.u(x, y) - 0.5, Q.v(x, y) - 0.5) + f_opt; }
};

}  // namespace thalweg
