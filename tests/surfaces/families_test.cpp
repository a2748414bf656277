// SPDX-License-Identifier: MIT
// The seeded families and the other parameters mean what they say.
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "surfaces/cosine_quadratic.h"
#include "surfaces/gaussian_mixture.h"
#include "surfaces/random_fourier.h"
#include "tests/support/surface_settings.h"

namespace thalweg::test {
namespace {

constexpr int kSeeds = 2000;

TEST(RandomFourier, HasTheMomentsOfAGaussianField) {
  // Over seeds E f = 0, E f^2 = 1 and E f(p) f(q) = exp(-|p - q|^2 / (2 length^2)).  The kurtosis is below a
  // normal number's, so products vary by at most 2: five standard errors of the mean are 5 sqrt(2 / seeds).
  const double length = 0.7;
  const Vec<double, 2> p{{0.3, -1.2}};
  for (const double distance : {0.0, 0.5, 1.0, 3.0}) {
    const Vec<double, 2> q{{p[0] + 0.6 * distance, p[1] - 0.8 * distance}};
    double mean = 0, product = 0;
    for (int seed = 0; seed < kSeeds; seed++) {
      const RandomFourier field({length, double(seed)});
      mean += value(field, p) / kSeeds;
      product += value(field, p) * value(field, q) / kSeeds;
    }
    EXPECT_NEAR(mean, 0, 5 * std::sqrt(1.0 / kSeeds));
    EXPECT_NEAR(product, std::exp(-distance * distance / (2 * length * length)), 5 * std::sqrt(2.0 / kSeeds));
  }
}

TEST(RandomFourier, SeedsDiffer) {
  std::set<double> values;
  for (int seed = 0; seed < 100; seed++)
    values.insert(value(RandomFourier({1, double(seed)}), Vec<double, 2>{}));
  EXPECT_EQ(values.size(), 100u);
}

TEST(GaussianMixture, ThePlantedWellIsTheLowestForEverySeedAndNumberOfWells) {
  for (int seed = 0; seed < 200; seed++) {
    const GaussianMixture f({double(1 + seed % GaussianMixture::kMaxWells), double(seed)});
    const KnownMinimum m = f.minimum();
    EXPECT_TRUE(contains(GaussianMixture::info.domain, {m.x, m.y}));
    EXPECT_EQ(value(f, Vec<double, 2>{{m.x, m.y}}), 0);
    const Vec<double, 2> g = gradient(f, Vec<double, 2>{{m.x, m.y}});
    EXPECT_EQ(g[0], 0);
    EXPECT_EQ(g[1], 0);
    for (const Point& p : random_points(GaussianMixture::info.domain, 200, unsigned(seed)))
      EXPECT_GT(value(f, Vec<double, 2>{{p.x, p.y}}), 0);
  }
}

TEST(GaussianMixture, WellsAreAsDeepAsStated) {
  // At its centre a factor is 1 - depth, and others only deepen it.
  const GaussianMixture f({20, 5});
  for (int i = 1; i < f.count; i++) {
    const auto& w = f.wells.exact[i];
    const double bowl =
        0.01 * (std::pow(w.x - f.wells.exact[0].x, 2) + std::pow(w.y - f.wells.exact[0].y, 2));
    EXPECT_LE(value(f, Vec<double, 2>{{w.x, w.y}}), 1 - w.depth + bowl + 1e-15);
    EXPECT_GE(w.depth, 0.2);
    EXPECT_LE(w.depth, 0.9);
  }
}

TEST(CosineQuadratic, IsConvexUpToTheRoughnessOfThePaper) {
  // amplitude / wavelength^2 = 1 / (2 pi^2) (arXiv 2406.13971): there the smallest curvature, half a wave
  // from the origin, is 0.
  const double wavelength = 0.8, critical = wavelength * wavelength / (2 * kPi * kPi);
  const auto smallest_curvature = [&](double roughness) {
    const CosineQuadratic f({roughness * critical, wavelength});
    return jet(f, Vec<double, 2>{{wavelength / 2, 0}}).h(0, 0);
  };
  EXPECT_NEAR(smallest_curvature(1), 0, 1e-14);
  EXPECT_NEAR(smallest_curvature(0.5), 1, 1e-14);
  EXPECT_NEAR(smallest_curvature(2), -2, 1e-14);
}

}  // namespace
}  // namespace thalweg::test
