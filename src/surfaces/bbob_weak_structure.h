// SPDX-License-Identifier: MIT
// BBOB f20 to f24: multimodal functions with weak global structure.
#pragma once

#include "core/constant_table.h"
#include "surfaces/bbob.h"

namespace thalweg {

/// Schwefel's function: the best minima are far from each other, next to the domain's corners.  The Hessian
/// is infinite where a z_i is 0.
struct Bbob20 : Bbob {
  static constexpr SurfaceInfo info{
      .name = "bbob20",
      .title = "BBOB f20, Schwefel",
      .formula =
          "(418.9828872724339 - (z_1 sin sqrt|z_1| + z_2 sin sqrt|z_2|) / 2) / 100 + pen(z / 100) + f_opt, "
          "z / 100 = L_10 (a - 2 |x_opt|) + 2 |x_opt|, a_1 = 2 s_1 x, a_2 = 2 s_2 y + (a_1 - 2 |x_opt_1|) / "
          "4, "
          "s = sign(x_opt), |x_opt_i| = 2.10484373165",
      .domain = bbob::kDomain,
      .lr = {5e-05, 0.05},
      .source = bbob::kSource,
      .display = Display::log,
      .display_scale = 10,
      .smoothness = Smoothness::kinked};
  double sign_x, sign_y;
  explicit Bbob20(const Hyper& hyper);
  static constexpr double kOptimum = 4.2096874637 / 2;

  THALWEG_FORMULA {
    constexpr double twice = 2 * kOptimum;
    const auto a = (2 * sign_x) * x;
    const auto b = (2 * sign_y) * y + 0.25 * (a - twice);
    const auto u = 100 * a;
    const auto v = 100 * (bbob::kRoot10 * (b - twice) + twice);
    const auto waves = u * sin(sqrt(abs(u))) + v * sin(sqrt(abs(v)));
    const auto outside = sq(max(0, abs(u) - 500)) + sq(max(0, abs(v) - 500));
    return 0.01 * ((418.9828872724339 - 0.5 * waves) + outside) + f_opt;
  }
};

namespace bbob {

/// Height 10 exp(log_height) and q = ax (u - x)^2 + ay (v - y)^2.
template <class R>
struct GallagherPeak {
  R x, y, ax, ay, log_height;
};

}  // namespace bbob

/// N peaks of random place, width and height; the highest is the optimum.  The exponents are compared and one
/// exponential is taken: max_k h_k exp(-q_k) = 10 exp(max_k(log(h_k / 10) - q_k)).  Between peaks, and on the
/// ties, the gradient is that of a nearest one.
template <int N>
struct BbobGallagher : Bbob {
  bbob::Linear Q;
  ConstantTable<bbob::GallagherPeak, N> peaks;

  THALWEG_FORMULA {
    const auto u = Q.u(x, y);
    const auto v = Q.v(x, y);
    const auto exponent = [&](const auto& p) {
      return p.log_height - (p.ax * sq(u - p.x) + p.ay * sq(v - p.y));
    };
    auto highest = exponent(peaks.template at<X>(0));
    THALWEG_UNROLL_SOME
    for (int k = 1; k < N; k++) highest = max(highest, exponent(peaks.template at<X>(k)));
    return (sq(bbob::oscillate(10 - 10 * exp(highest))) + bbob::penalty(x, y)) + f_opt;
  }

 protected:
  BbobGallagher(int function, const Hyper& hyper);
};

struct Bbob21 : BbobGallagher<101> {
  static constexpr SurfaceInfo info{
      .name = "bbob21",
      .title = "BBOB f21, Gallagher's 101 peaks",
      .formula = "T_osz(10 - max_k h_k exp(-(Q (x, y) - p_k)^T C_k (Q (x, y) - p_k) / 4))^2 + pen + f_opt",
      .domain = bbob::kDomain,
      .lr = {0.003, 0.03},
      .source = bbob::kSource,
      .smoothness = Smoothness::kinked};
  explicit Bbob21(const Hyper& hyper);
};

/// Fewer and narrower peaks: most of the domain is nearly flat, descent from there hardly moves.
struct Bbob22 : BbobGallagher<21> {
  static constexpr SurfaceInfo info{
      .name = "bbob22",
      .title = "BBOB f22, Gallagher's 21 peaks",
      .formula = "T_osz(10 - max_k h_k exp(-(Q (x, y) - p_k)^T C_k (Q (x, y) - p_k) / 4))^2 + pen + f_opt",
      .domain = bbob::kDomain,
      .lr = {0.01, 0.03},
      .source = bbob::kSource,
      .smoothness = Smoothness::kinked};
  explicit Bbob22(const Hyper& hyper);
};

/// Katsuura's function: continuous, with kinks 2^-33 apart, whose slope says next to nothing about where the
/// surface falls.  On a kink the octave that bends there counts with slope 0.
struct Bbob23 : Bbob {
  static constexpr SurfaceInfo info{
      .name = "bbob23",
      .title = "BBOB f23, Katsuura",
      .formula =
          "2.5 (((1 + w(u)) (1 + 2 w(v)))^(10 / 2^1.2) - 1) + pen + f_opt, "
          "w(t) = sum_1<=j<=32 |2^j t - round(2^j t)| / 2^j, (u, v) = R L_100 Q d",
      .domain = bbob::kDomain,
      .lr = {3e-07, 0.003},
      .source = bbob::kSource,
      .smoothness = Smoothness::kinked};
  bbob::Linear M;
  explicit Bbob23(const Hyper& hyper);

  THALWEG_FORMULA {
    constexpr double power = 4.35275281648062069568;  // 10 / 2^1.2
    const auto u = octaves(M.u(x - x_opt, y - y_opt));
    const auto v = octaves(M.v(x - x_opt, y - y_opt));
    return (2.5 * (pow((1 + u) * (1 + 2 * v), power) - 1) + bbob::penalty(x, y)) + f_opt;
  }

 private:
  /// w(t), by t's distances to multiples of 2^-j; only the sum is rounded.
  template <class U>
  THALWEG_HD static constexpr auto octaves(const U& t) {
    float scale = 2, inverse = 0.5f;  // exact
    const auto distance = [&] { return abs(t - inverse * round(scale * t)); };
    auto sum = distance();
    for (int j = 2; j <= 32; j++) {
      scale *= 2;
      inverse *= 0.5f;
      sum = sum + distance();
    }
    return sum;
  }
};

/// Two bowls under one egg carton, the wider of which does not hold the optimum.  On the ridge between the
/// bowls the gradient is the narrower one's.
struct Bbob24 : Bbob {
  static constexpr SurfaceInfo info{
      .name = "bbob24",
      .title = "BBOB f24, Lunacek bi-Rastrigin",
      .formula =
          "min(|a - 2.5|^2, 2 + s |a - m|^2) + 10 (2 - cos 2 pi u - cos 2 pi v) + 1e4 pen + f_opt, "
          "a = 2 sign(x_opt) (x, y), (u, v) = R L_100 Q (a - 2.5), s = 1 - 0.5 / (sqrt(22) - 4.1), "
          "m = -sqrt(5.25 / s)",
      .domain = bbob::kDomain,
      .lr = {1e-05, 0.02},
      .source = bbob::kSource,
      .display = Display::log,
      .display_scale = 10,
      .smoothness = Smoothness::kinked};
  double sign_x, sign_y;
  bbob::Linear M;
  explicit Bbob24(const Hyper& hyper);

  THALWEG_FORMULA {
    constexpr double s = 0.15313913681855206603, m = -5.85513016503034007127;
    const auto a = (2 * sign_x) * x;
    const auto b = (2 * sign_y) * y;
    const auto bowls = min(sq(a - 2.5) + sq(b - 2.5), 2 + s * (sq(a - m) + sq(b - m)));
    const auto ripples = bbob::ripple(M.u(a - 2.5, b - 2.5)) + bbob::ripple(M.v(a - 2.5, b - 2.5));
    return ((bowls + ripples) + 1e4 * bbob::penalty(x, y)) + f_opt;
  }
};

}  // namespace thalweg
