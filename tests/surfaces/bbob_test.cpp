// SPDX-License-Identifier: MIT
// The BBOB functions are those of COCO: the generator, the instances, the values, the optima.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include "surfaces/bbob_ill_conditioned.h"
#include "surfaces/bbob_instance.h"
#include "surfaces/bbob_moderate.h"
#include "surfaces/bbob_multimodal.h"
#include "surfaces/bbob_separable.h"
#include "surfaces/bbob_weak_structure.h"
#include "tests/support/tracked.h"

namespace thalweg::test {
namespace {

using Position = Vec<double, 2>;
using Bounded = Tracked<53>;

/// A function of an instance.
struct Function {
  std::string name;
  KnownMinimum optimum;
  std::function<double(Position)> value;
  std::function<Position(Position)> gradient;
  std::function<double(Position)> rounding;

  template <class S>
  explicit Function(const S& s)
      : name(S::info.name),
        optimum(s.minimum()),
        value([s](Position p) { return thalweg::value(s, p); }),
        gradient([s](Position p) { return thalweg::gradient(s, p); }),
        rounding([s](Position p) {
          return thalweg::value(s, Vec<Bounded, 2>{{p[0], p[1]}}).e;
        }) {}
};

template <class... S>
std::vector<Function> make(double instance) {
  return {Function(S(Bbob::Hyper{instance}))...};
}
std::vector<Function> functions(double instance) {
  return make<Bbob01, Bbob02, Bbob03, Bbob04, Bbob05, Bbob06, Bbob07, Bbob08, Bbob09, Bbob10, Bbob11, Bbob12,
              Bbob13, Bbob14, Bbob15, Bbob16, Bbob17, Bbob18, Bbob19, Bbob20, Bbob21, Bbob22, Bbob23, Bbob24>(
      instance);
}

// COCO's bbob2009_unif, bbob2009_gauss and bbob2009_compute_rotation.
TEST(BbobInstance, DrawsTheNumbersOfTheReference) {
  const std::vector<double> u = bbob::uniforms(2, 1), g = bbob::normals(2, 1);
  EXPECT_EQ(u[0], .41599935685098144);
  EXPECT_EQ(u[1], .091964890757559287);
  EXPECT_NEAR(g[0], .053331757947256468, 1e-15);
  EXPECT_NEAR(g[1], -2.1467214308886646, 1e-15);
  const bbob::Linear r = bbob::rotation(10001);
  EXPECT_NEAR(r.xx, .3894111439961086, 1e-15);
  EXPECT_NEAR(r.xy, -.92106403736745801, 1e-15);
  EXPECT_NEAR(r.yx, -.92106403736745801, 1e-15);
  EXPECT_NEAR(r.yy, -.3894111439961086, 1e-15);
}

TEST(BbobInstance, RotationsAreOrthogonal) {
  for (i64 seed = 1; seed < 100'000'000; seed = 2 * seed + 1) {
    const bbob::Linear r = bbob::rotation(seed);
    EXPECT_NEAR(r.xx * r.xx + r.yx * r.yx, 1, 1e-15) << seed;
    EXPECT_NEAR(r.xy * r.xy + r.yy * r.yy, 1, 1e-15) << seed;
    // Columns that are nearly parallel before their projections are taken off leave a little.
    EXPECT_NEAR(r.xx * r.xy + r.yx * r.yy, 0, 1e-13) << seed;
  }
}

struct Row {
  int function, instance;
  std::string x_opt, y_opt;
  double f_opt, x, y, value;
};
std::vector<Row> golden() {
  std::ifstream file(std::filesystem::path(__FILE__).parent_path() / "golden" / "bbob.csv");
  std::vector<Row> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream cells(line);
    std::array<std::string, 8> c;
    for (std::string& cell : c) std::getline(cells, cell, ',');
    rows.push_back({std::stoi(c[0]), std::stoi(c[1]), c[2], c[3], std::stod(c[4]), std::stod(c[5]),
                    std::stod(c[6]), std::stod(c[7])});
  }
  return rows;
}

TEST(Bbob, ValuesAreThoseOfTheReference) {
  const std::vector<Row> rows = golden();
  ASSERT_EQ(rows.size(), 3u * 24 * 4);
  for (const Row& row : rows) {
    const Function f = functions(row.instance)[std::size_t(row.function - 1)];
    EXPECT_EQ(f.optimum.value, row.f_opt) << f.name << " instance " << row.instance;
    if (!row.x_opt.empty()) {
      // f20's optimum is given to eleven digits, the others are drawn or products of a rotation.
      const double tolerance = row.function == 20 ? 5e-10 : 1e-15;
      EXPECT_NEAR(f.optimum.x, std::stod(row.x_opt), tolerance) << f.name;
      EXPECT_NEAR(f.optimum.y, std::stod(row.y_opt), tolerance) << f.name;
    }
    // Another libm, and matrices whose entries are rounded otherwise.
    const double error = std::abs(f.value({{row.x, row.y}}) - row.value);
    EXPECT_TRUE(error <= 1e-12 * std::max(1.0, std::abs(row.value)))
        << f.name << " instance " << row.instance << " at " << row.x << ' ' << row.y << ": " << error;
  }
}

TEST(Bbob, TheOptimumHasTheOptimalValueInEveryInstanceOf2018) {
  for (const int instance : {1, 2, 3, 4, 5, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80}) {
    for (const Function& f : functions(instance)) {
      const Position p{{f.optimum.x, f.optimum.y}};
      const double rounding = f.rounding(p);
      EXPECT_TRUE(std::abs(f.value(p) - f.optimum.value) <= rounding) << f.name << " instance " << instance;
      EXPECT_LE(rounding, 1e-12 * (1 + std::abs(f.optimum.value))) << f.name;
    }
  }
}

TEST(Bbob, InstancesDiffer) {
  const std::vector<Function> first = functions(1), second = functions(2), last = functions(200000);
  for (std::size_t k = 0; k < first.size(); k++) {
    EXPECT_NE(first[k].optimum.value, second[k].optimum.value) << first[k].name;
    EXPECT_NE(first[k].value({{1, -2}}), last[k].value({{1, -2}})) << first[k].name;
  }
}

// Central differences of the reference with h = 1e-5: they err by f's rounding over h, and by h^2 f''' / 6,
// most for f19 with its ripples (3e-5).
TEST(Bbob, GradientsAreNearTheDifferencesOfTheReference) {
  struct Slope {
    int function;
    double x, y;
  };
  constexpr Slope kSlopes[] = {{1, 1.4944, -1.6864},
                               {2, -.3544613719, -4214896.778},
                               {3, 70.30226898, 28.91720131},
                               {4, -20.29255189, 28.91720131},
                               {5, -1, -10},
                               {6, -110197.4655, -42642.53387},
                               {7, 0, 0},
                               {8, 3991.703311, -970.609408},
                               {9, 943.6370014, -1633.085439},
                               {10, 59608.93, 275157.96},
                               {12, 8212789.8, -3197735766},
                               {13, 257.28856, -80.624347},
                               {14, 1.510794279, -3.035547558},
                               {17, 255.4494927, -.2770391824},
                               {19, 5506.870057, -7302.951186},
                               {21, 72.73711883, 58.29980375},
                               {24, -299.3305556, 565.0598085}};
  const std::vector<Function> all = functions(1);
  const Position p{{1, -2}};
  for (const Slope& slope : kSlopes) {
    const Function& f = all[std::size_t(slope.function - 1)];
    const Position g = f.gradient(p);
    const double rounding = 1e-9 + 0x1p-52 * std::abs(f.value(p)) / 1e-5;
    EXPECT_NEAR(g[0], slope.x, 4e-5 * std::abs(slope.x) + rounding) << f.name;
    EXPECT_NEAR(g[1], slope.y, 4e-5 * std::abs(slope.y) + rounding) << f.name;
  }
}

// Where no derivative exists one is defined: descent never meets NaN or infinity.
TEST(Bbob, GradientsAreFiniteAtTheOptimumAndOnTheLinesThroughIt) {
  for (const Function& f : functions(1)) {
    for (const double t : {0.0, 1e-300, 1e-20, -1e-20, 1e-18, 1e-12, -1e-6, 0.5, -1.0}) {
      for (const Position p : {Position{{f.optimum.x + t, f.optimum.y}},
                               Position{{f.optimum.x, f.optimum.y + t}}, Position{{t, t}}}) {
        const Position g = f.gradient(p);
        EXPECT_TRUE(std::isfinite(g[0]) && std::isfinite(g[1])) << f.name << ' ' << p[0] << ' ' << p[1];
      }
    }
  }
}

}  // namespace
}  // namespace thalweg::test
