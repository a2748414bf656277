// SPDX-License-Identifier: MIT
#include <algorithm>

#include "tests/lessons/fact_bench.h"

namespace thalweg::lessons {
namespace {

using Real = long double;

// A few roundings of numbers up to 4, and the library's own error of a few units in the last place.
constexpr double kRounding = 1e-14;

TEST(ChainRule, FactsAreThoseOfClosedForms) {
  FactBench bench("chain_rule");
  bench.expect("factor", 3, 0);
  bench.expect("square_slope", 2 * 0.8, 0);
  bench.expect("both_slope", 6 * 0.8, kRounding);

  // x = 2, v = 0.5, w = -1, truth 1: (w s(v x) - 1)^2 with s' = s (1 - s).
  const Real s = 1 / (1 + std::exp(-1.0L)), p = -s, ds = s * (1 - s);
  bench.expect("error", double((p - 1) * (p - 1)), kRounding);
  bench.expect("by_p", double(2 * (p - 1)), kRounding);
  bench.expect("p_by_h", -1, 0);
  bench.expect("h_by_a", double(ds), kRounding);
  bench.expect("a_by_v", 2, 0);
  bench.expect("by_v", double(2 * (p - 1) * -1 * ds * 2), kRounding);

  bench.expect("quarter", 0.25, 1e-16);
  // Centred layers of weight one sit exactly at the steepest point: powers of a quarter.
  bench.expect("vanished", std::pow(0.25, 10), 1e-21);
  bench.expect("deep_sigmoid", std::pow(0.25, 30), 1e-33);
  bench.expect("deep_relu", 1, 0);
  bench.expect_all_checked();
}

TEST(ChainRule, GraphShowsTheSlopesOfTheWholeChain) {
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  Lab lab{*backend};
  const Page& page = find_lesson("chain_rule").pages[1];
  for (const double x : {-3.0, -0.4, 2.0})
    for (const double v : {-1.0, 0.5, 3.0})
      for (const double w : {-2.0, 0.0, 1.5}) {
        const Real s = 1 / (1 + std::exp(-Real(x) * v)), miss = w * s - 1;
        const std::pair<const char*, double> expected[] = {
            {"error", double(miss * miss)},
            {"their product, the slope by v", double(2 * miss * w * s * (1 - s) * x)},
            {"the same in one go", double(2 * miss * w * s * (1 - s) * x)},
            {"slope by w", double(2 * miss * s)}};
        const Values values{8, x, v, w};
        const Figure figure = page.figure({values, false, lab});
        for (const auto& [name, value] : expected) {
          const auto found = std::find_if(figure.readout.begin(), figure.readout.end(),
                                          [&, wanted = name](const Readout& r) { return r.name == wanted; });
          ASSERT_NE(found, figure.readout.end()) << name;
          const Stated stated = read_stated(found->value);
          EXPECT_TRUE(std::abs(stated.value - value) <= stated.tolerance + kRounding)
              << name << " at " << x << ", " << v << ", " << w << ": " << found->value << ", not " << value;
        }
      }
}

TEST(ChainRule, AnswersAreJudged) {
  FactBench bench("chain_rule");
  bench.expect_questions_explained();
  EXPECT_FALSE(bench.answered(1, 0, 0).right) << "the first values are told a slope of 1.36";
  EXPECT_NE(bench.answered(1, 0, 0, {8, 0, 1, -1}).text.find("input"), std::string::npos);
  EXPECT_TRUE(bench.answered(1, 0, 0, {8, 0, 1, -1}).right);
  EXPECT_NE(bench.answered(1, 0, 0, {8, 2, 1, 0}).text.find("behind"), std::string::npos);
  EXPECT_NE(bench.answered(1, 0, 0, {8, 3, -3, -1}).text.find("flat"), std::string::npos);
  EXPECT_NE(bench.answered(1, 0, 0, {8, 3, 3, 1}).text.find("error is only"), std::string::npos);
  EXPECT_TRUE(bench.answered(3, 0, 0, {2, 1}).right);
  EXPECT_NE(bench.answered(3, 0, 0, {2, 2}).text.find("explodes"), std::string::npos);
  EXPECT_NE(bench.answered(3, 0, 0, {0, 1}).text.find("next to nothing"), std::string::npos);
}

}  // namespace
}  // namespace thalweg::lessons
