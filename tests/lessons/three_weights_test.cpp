// SPDX-License-Identifier: MIT
#include <array>

#include "tests/lessons/fact_bench.h"

namespace thalweg::lessons {
namespace {

using Real = long double;
constexpr int kSide = 8;
constexpr Real kRate = 0.5L;

/// Descent on the picture 0.2 + 0.5 x + 0.3 y by hand: the errors after 0, 1, ..., epochs passes.
std::vector<Real> errors_by_hand(int epochs) {
  std::array<Real, 3> w{};
  std::vector<Real> errors;
  for (int epoch = 0;; epoch++) {
    Real error = 0;
    std::array<Real, 3> slope{};
    for (int row = 0; row < kSide; row++)
      for (int column = 0; column < kSide; column++) {
        const Real inputs[] = {1, column / 7.0L, row / 7.0L};
        const Real truth = 0.2L + 0.5L * inputs[1] + 0.3L * inputs[2];
        const Real miss = w[0] + w[1] * inputs[1] + w[2] * inputs[2] - truth;
        error += miss * miss / (kSide * kSide);
        for (std::size_t k = 0; k < 3; k++) slope[k] += 2 * miss * inputs[k] / (kSide * kSide);
      }
    errors.push_back(error);
    if (epoch == epochs) return errors;
    for (std::size_t k = 0; k < 3; k++) w[k] -= kRate * slope[k];
  }
}

/// Eigenvalues of the Hessian for coordinates s (i / 7 - c), in closed form: one along (0, 1, -1), two in the
/// plane of (1, 0, 0) and (0, 1, 1).
struct Bends {
  Real flattest, middle, steepest;
};
Bends bends_by_hand(Real s, Real c) {
  const Real mean = s * (0.5L - c), variance = s * s * 63 / 12 / 49, square = variance + mean * mean;
  const Real along = 2 * square - 2 * mean * mean;
  const Real a = 2, b = 2 * std::sqrt(2.0L) * mean, d = 2 * square + 2 * mean * mean;
  const Real half = (a + d) / 2, root = std::sqrt((a - d) * (a - d) / 4 + b * b);
  Real v[] = {along, half - root, half + root};
  std::sort(v, v + 3);
  return {v[0], v[1], v[2]};
}

// Rounding of 64 rows and 100 steps in double: a slope is a sum of 64 terms of about 1, so a weight is off by
// less than 100 * 64 * 2^-53 < 1e-12, and an error e = m^2 by less than 2 m * 3e-12.
double rounding_of(Real error) { return double(6e-12L * std::sqrt(error) + 1e-15L); }

TEST(ThreeWeights, FactsAreThoseOfADescentByHand) {
  FactBench bench("three_weights");
  const std::vector<Real> errors = errors_by_hand(100);
  const std::pair<const char*, std::size_t> stated[] = {
      {"error_start", 0}, {"error_one", 1}, {"error_ten", 10}, {"error_hundred", 100}};
  for (const auto& [name, epoch] : stated)
    bench.expect(name, double(errors[epoch]), rounding_of(errors[epoch]));
  std::size_t needed = 0;
  while (!(errors[needed] < 0.01L)) needed++;
  bench.expect("epochs_needed", double(needed), 0);
  bench.expect("pixels", kSide * kSide, 0);
  // The picture is a plane, so the best weights are its own; the equations' condition is 22.
  bench.expect("best_w0", 0.2, 1e-13);
  bench.expect("best_w1", 0.5, 1e-13);
  bench.expect("best_w2", 0.3, 1e-13);

  const Bends unit = bends_by_hand(1, 0), bytes = bends_by_hand(255, 0), centred = bends_by_hand(1, 0.5L);
  bench.expect("flattest", double(unit.flattest), 1e-13);
  bench.expect("middle", double(unit.middle), 1e-13);
  bench.expect("steepest", double(unit.steepest), 1e-13);
  bench.expect("ratio", double(unit.steepest / unit.flattest), 1e-11);
  // The flattest one comes from cancelling numbers of the size of the steepest: 8e4 * 2^-53 * a few, of 0.35.
  const double ratio = double(bytes.steepest / bytes.flattest);
  bench.expect("ratio_bytes", ratio, ratio * 1e-9);
  bench.expect("ratio_centred", double(centred.steepest / centred.flattest), 1e-11);
  bench.expect("ratio_standardised", 1, 1e-13);
  bench.expect("limit", double(2 / unit.steepest), 1e-13);
  bench.expect("limit_bytes", double(2 / bytes.steepest), 1e-17);
  bench.expect_all_checked();
}

TEST(ThreeWeights, AnswersAreJudged) {
  FactBench bench("three_weights");
  bench.expect_questions_explained();
  EXPECT_FALSE(bench.answered(1, 0, 0, {3, 0.5}).right);
  EXPECT_TRUE(bench.answered(1, 0, 0, {4, 0.5}).right);
  const Feedback late = bench.answered(1, 0, 0, {5, 0.5});
  EXPECT_FALSE(late.right);
  EXPECT_NE(late.text.find("go back"), std::string::npos);
  EXPECT_TRUE(bench.answered(3, 0, 0, {4, 0.5}).right);
  EXPECT_FALSE(bench.answered(3, 0, 0, {0, 0.5}).right) << "fractions are too slow at any stable rate";
  EXPECT_NE(bench.answered(3, 0, 0, {2, 1e-3}).text.find("too large"), std::string::npos);
}

}  // namespace
}  // namespace thalweg::lessons
