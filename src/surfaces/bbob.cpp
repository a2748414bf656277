// SPDX-License-Identifier: MIT
// The constants of each function's instances.
#include "surfaces/bbob.h"

#include <algorithm>
#include <cmath>

#include "surfaces/bbob_ill_conditioned.h"
#include "surfaces/bbob_instance.h"
#include "surfaces/bbob_moderate.h"
#include "surfaces/bbob_multimodal.h"
#include "surfaces/bbob_separable.h"
#include "surfaces/bbob_weak_structure.h"

namespace thalweg {

using bbob::Linear;

namespace {

Linear R_of(int function, const Bbob::Hyper& h) { return bbob::first_rotation(bbob::seed_of(function, h)); }
Linear Q_of(int function, const Bbob::Hyper& h) { return bbob::second_rotation(bbob::seed_of(function, h)); }
/// R L_condition Q.
Linear RLQ_of(int function, const Bbob::Hyper& h, double condition) {
  return R_of(function, h) * (bbob::stretch(condition) * Q_of(function, h));
}
double sign_of(double a) { return a < 0 ? -1 : 1; }

}  // namespace

Bbob::Bbob(int function, const Hyper& h) {
  const i64 seed = bbob::seed_of(function, h);
  const Point p = bbob::drawn_optimum(seed);
  x_opt = p.x;
  y_opt = p.y;
  f_opt = bbob::drawn_value(seed);
}

Bbob01::Bbob01(const Hyper& h) : Bbob(1, h) {}
Bbob02::Bbob02(const Hyper& h) : Bbob(2, h) {}
Bbob03::Bbob03(const Hyper& h) : Bbob(3, h) {}
Bbob04::Bbob04(const Hyper& h) : Bbob(4, h) { x_opt = std::abs(x_opt); }
Bbob05::Bbob05(const Hyper& h) : Bbob(5, h) {
  x_opt = 5 * sign_of(x_opt);
  y_opt = 5 * sign_of(y_opt);
}

Bbob06::Bbob06(const Hyper& h) : Bbob(6, h), M(RLQ_of(6, h, 10)) {}
Bbob07::Bbob07(const Hyper& h) : Bbob(7, h), M(bbob::stretch(10) * Q_of(7, h)), R(R_of(7, h)) {}
Bbob08::Bbob08(const Hyper& h) : Bbob(8, h) {
  x_opt *= 0.75;
  y_opt *= 0.75;
}
// The optimum is where Q (x, y) = (1/2, 1/2).
Bbob09::Bbob09(const Hyper& h) : Bbob(9, h), Q(Q_of(9, h)) {
  x_opt = 0.5 * (Q.xx + Q.yx);
  y_opt = 0.5 * (Q.xy + Q.yy);
}

Bbob10::Bbob10(const Hyper& h) : Bbob(10, h), R(R_of(10, h)) {}
Bbob11::Bbob11(const Hyper& h) : Bbob(11, h), R(R_of(11, h)) {}
Bbob12::Bbob12(const Hyper& h) : Bbob(12, h), R(R_of(12, h)) {
  const Point p = bbob::drawn_optimum(bbob::seed_of(12, h) + 1000000);
  x_opt = p.x;
  y_opt = p.y;
}
Bbob13::Bbob13(const Hyper& h) : Bbob(13, h), M(RLQ_of(13, h, 10)) {}
Bbob14::Bbob14(const Hyper& h) : Bbob(14, h), R(R_of(14, h)) {}

Bbob15::Bbob15(const Hyper& h) : Bbob(15, h), R(R_of(15, h)), M(RLQ_of(15, h, 10)) {}
Bbob16::Bbob16(const Hyper& h) : Bbob(16, h), R(R_of(16, h)), M(RLQ_of(16, h, 0.01)) {}
Bbob17::Bbob17(const Hyper& h) : Bbob(17, h), R(R_of(17, h)), M(bbob::stretch(10) * Q_of(17, h)) {}
Bbob18::Bbob18(const Hyper& h) : Bbob(18, h), R(R_of(18, h)), M(bbob::stretch(1000) * Q_of(18, h)) {}
Bbob19::Bbob19(const Hyper& h) : Bbob(19, h), Q(Q_of(19, h)) {
  x_opt = 0.5 * (Q.xx + Q.yx);
  y_opt = 0.5 * (Q.xy + Q.yy);
}

Bbob20::Bbob20(const Hyper& h) : Bbob(20, h) {
  const std::vector<double> u = bbob::uniforms(2, bbob::seed_of(20, h));
  sign_x = sign_of(u[0] - 0.5);
  sign_y = sign_of(u[1] - 0.5);
  x_opt = kOptimum * sign_x;
  y_opt = kOptimum * sign_y;
}

namespace {

std::vector<bbob::GallagherPeak<double>> peaks_of(int function, const Bbob::Hyper& h) {
  const i64 seed = bbob::seed_of(function, h);
  if (function == 21) return bbob::drawn_peaks(101, seed, std::sqrt(1000), 10, 5);
  return bbob::drawn_peaks(21, seed, 1000, 9.8, 4.9);
}

}  // namespace

template <int N>
BbobGallagher<N>::BbobGallagher(int function, const Hyper& h) : Bbob(function, h), Q(Q_of(function, h)) {
  const std::vector<bbob::GallagherPeak<double>> all = peaks_of(function, h);
  for (int k = 0; k < N; k++) peaks.set(k, all[std::size_t(k)]);
  x_opt = Q.xx * all[0].x + Q.yx * all[0].y;
  y_opt = Q.xy * all[0].x + Q.yy * all[0].y;
}
Bbob21::Bbob21(const Hyper& h) : BbobGallagher(21, h) {}
Bbob22::Bbob22(const Hyper& h) : BbobGallagher(22, h) {}

Bbob23::Bbob23(const Hyper& h) : Bbob(23, h), M(RLQ_of(23, h, 100)) {}

Bbob24::Bbob24(const Hyper& h) : Bbob(24, h), M(RLQ_of(24, h, 100)) {
  const std::vector<double> g = bbob::normals(2, bbob::seed_of(24, h));
  sign_x = sign_of(g[0]);
  sign_y = sign_of(g[1]);
  x_opt = 1.25 * sign_x;
  y_opt = 1.25 * sign_y;
}

}  // namespace thalweg
