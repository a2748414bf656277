// SPDX-License-Identifier: MIT
// BBOB f15 to f19: multimodal functions with a global structure.
#pragma once

#include "surfaces/bbob.h"

namespace thalweg {

/// Rastrigin's function, turned, stretched and bent.  The Hessian does not exist on the lines (R d)_i = 0.
struct Bbob15 : Bbob {
  static constexpr SurfaceInfo info{
      .name = "bbob15",
      .title = "BBOB f15, Rastrigin",
      .formula =
          "10 (2 - cos 2 pi u - cos 2 pi v) + u^2 + v^2 + f_opt, (u, v) = R L_10 Q T_asy,0.2(T_osz(R d))",
      .domain = bbob::kDomain,
      .lr = {3e-05, 0.05},
      .source = bbob::kSource,
      .display = Display::log,
      .display_scale = 10,
      .smoothness = Smoothness::kinked};
  bbob::Linear R, M;
  explicit Bbob15(const Hyper& hyper);

  THALWEG_FORMULA {
    const auto u = bbob::oscillate(R.u(x - x_opt, y - y_opt));
    const auto v = bbob::skew(0.2, bbob::oscillate(R.v(x - x_opt, y - y_opt)));
    return bbob::rastrigin(M.u(u, v), M.v(u, v)) + f_opt;
  }
};

/// Weierstrass' function cut after twelve octaves, cubed: smooth beside the kinks of T_osz, but with
/// wavelengths down to 1e-5.  Gradient descent with the rates given sees the finest ripples alone. sum_k 2^-k
/// cos(2 pi 3^k (z + 1/2)) + sum_k 2^-k is written as sum_k 2^-k 2 sin^2(pi 3^k z): 3^k is odd.
struct Bbob16 : Bbob {
  static constexpr SurfaceInfo info{
      .name = "bbob16",
      .title = "BBOB f16, Weierstrass",
      .formula =
          "10 (w(u) / 2 + w(v) / 2)^3 + 5 pen + f_opt, w(t) = sum_k<12 2^-k (1 - cos 2 pi 3^k t), "
          "(u, v) = R L_1/100 Q T_osz(R d)",
      .domain = bbob::kDomain,
      .lr = {1e-06, 0.01},
      .source = bbob::kSource,
      .smoothness = Smoothness::kinked};
  bbob::Linear R, M;
  explicit Bbob16(const Hyper& hyper);

  THALWEG_FORMULA {
    const auto u = bbob::oscillate(R.u(x - x_opt, y - y_opt));
    const auto v = bbob::oscillate(R.v(x - x_opt, y - y_opt));
    const auto mean = octaves(M.u(u, v)) + octaves(M.v(u, v));
    return (10 * powi(mean, 3) + 5 * bbob::penalty(x, y)) + f_opt;
  }

 private:
  /// w(t) / 2.  Whole periods are taken off first, so that sin meets small arguments also in float.
  template <class U>
  THALWEG_HD static constexpr auto octaves(const U& t) {
    const auto wave = [&](double frequency) {
      const auto s = frequency * t;
      return sq(sin(kPi * (s - round(s))));
    };
    auto sum = wave(1);
    double frequency = 1, amplitude = 1;
    for (int k = 1; k < 12; k++) {
      frequency *= 3;
      amplitude *= 0.5;
      sum = sum + amplitude * wave(frequency);
    }
    return sum;
  }
};

namespace bbob {

/// Schaffer's F7 of z: r (1 + sin^2(50 r^0.2))^2, r = |z|.  At z = 0 the gradient is defined as 0.
template <class U, class V>
THALWEG_HD constexpr auto schaffer(const U& u, const V& v) {
  const auto r = hypot(u, v);
  return r * sq(1 + sq(sin(50 * pow(r, 0.2))));
}

}  // namespace bbob

/// Rings around the optimum, denser towards it: a cone over which sine waves run.
struct Bbob17 : Bbob {
  static constexpr SurfaceInfo info{
      .name = "bbob17",
      .title = "BBOB f17, Schaffer F7",
      .formula = "|z| (1 + sin^2(50 |z|^0.2))^2 + 10 pen + f_opt, z = L_10 Q T_asy,0.5(R d)",
      .domain = bbob::kDomain,
      .lr = {3e-06, 0.01},
      .source = bbob::kSource,
      .display = Display::log,
      .display_scale = 10,
      .smoothness = Smoothness::kinked};
  bbob::Linear R, M;
  explicit Bbob17(const Hyper& hyper);

  THALWEG_FORMULA {
    const auto u = R.u(x - x_opt, y - y_opt);
    const auto v = bbob::skew(0.5, R.v(x - x_opt, y - y_opt));
    return (bbob::schaffer(M.u(u, v), M.v(u, v)) + 10 * bbob::penalty(x, y)) + f_opt;
  }
};

/// The same instance with condition 1000 in place of 10.
struct Bbob18 : Bbob {
  static constexpr SurfaceInfo info{
      .name = "bbob18",
      .title = "BBOB f18, ill-conditioned Schaffer F7",
      .formula = "|z| (1 + sin^2(50 |z|^0.2))^2 + 10 pen + f_opt, z = L_1000 Q T_asy,0.5(R d)",
      .domain = bbob::kDomain,
      .lr = {1e-07, 0.01},
      .source = bbob::kSource,
      .display = Display::log,
      .display_scale = 10,
      .smoothness = Smoothness::kinked};
  bbob::Linear R, M;
  explicit Bbob18(const Hyper& hyper);

  THALWEG_FORMULA {
    const auto u = R.u(x - x_opt, y - y_opt);
    const auto v = bbob::skew(0.5, R.v(x - x_opt, y - y_opt));
    return (bbob::schaffer(M.u(u, v), M.v(u, v)) + 10 * bbob::penalty(x, y)) + f_opt;
  }
};

/// Griewank's function of Rosenbrock's: ripples 1e-3 apart on the slopes, wide terraces in the valley.  Plain
/// gradient descent is expected to fail: the rate given follows the ripples and hardly moves, with a larger
/// one the rim throws particles out.  1 - cos q is written as 2 sin^2(q / 2).
struct Bbob19 : Bbob {
  static constexpr SurfaceInfo info{
      .name = "bbob19",
      .title = "BBOB f19, Griewank-Rosenbrock",
      .formula =
          "10 (q / 4000 + 1 - cos q) + f_opt, q = 100 (z_1^2 - z_2)^2 + (z_1 - 1)^2, z = Q (x, y) + 1/2",
      .domain = bbob::kDomain,
      .lr = {1e-11, 0.1},
      .source = bbob::kSource,
      .display = Display::log,
      .display_scale = 10};
  bbob::Linear Q;
  explicit Bbob19(const Hyper& hyper);

  THALWEG_FORMULA {
    const auto q = bbob::rosenbrock(Q.u(x, y) - 0.5, Q.v(x, y) - 0.5);
    return (q / 400 + 20 * sq(sin(0.5 * q))) + f_opt;
  }
};

}  // namespace thalweg
