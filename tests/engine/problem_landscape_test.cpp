// SPDX-License-Identifier: MIT
// Problems over data: least squares by normal equations solved here, scalings, domains, and bad data.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/eigen.h"
#include "engine/plan.h"
#include "messages.h"

namespace thalweg::test {
namespace {

RunSpec problem(const char* name, std::vector<double> numbers = {}, int columns = 0) {
  RunSpec spec;
  spec.kind = LandscapeKind::problem;
  spec.surface = {name};
  if (columns > 0) {
    Dataset data{{}, std::move(numbers)};
    for (int k = 0; k < columns; k++) data.columns.push_back("c" + std::to_string(k));
    spec.data = std::make_shared<const Dataset>(data);
    spec.data_file = "rows.csv";
  }
  return spec;
}

/// Solves the n x n system by elimination with pivots; a is row-major, its last column the right side.
std::vector<double> solved(std::vector<std::vector<double>> a) {
  const std::size_t n = a.size();
  for (std::size_t k = 0; k < n; k++) {
    std::size_t pivot = k;
    for (std::size_t i = k; i < n; i++)
      if (std::abs(a[i][k]) > std::abs(a[pivot][k])) pivot = i;
    std::swap(a[k], a[pivot]);
    for (std::size_t i = 0; i < n; i++)
      if (i != k)
        for (std::size_t j = n + 1; j-- > k;) a[i][j] -= a[i][k] / a[k][k] * a[k][j];
  }
  std::vector<double> x;
  for (std::size_t k = 0; k < n; k++) x.push_back(a[k][n] / a[k][k]);
  return x;
}

/// The least-squares weights of target = w0 + w1 c0 + ... for rows of inputs and the target.
std::vector<double> least_squares(const std::vector<double>& numbers, std::size_t columns) {
  std::vector<std::vector<double>> a(columns, std::vector<double>(columns + 1));
  for (std::size_t r = 0; r < numbers.size(); r += columns) {
    const auto term = [&](std::size_t k) { return k == 0 ? 1 : numbers[r + k - 1]; };
    for (std::size_t i = 0; i < columns; i++)
      for (std::size_t j = 0; j <= columns; j++)
        a[i][j] += term(i) * (j < columns ? term(j) : numbers[r + columns - 1]);
  }
  return solved(a);
}

const std::vector<double> kLine{0, 1, 1, 2.9, 2, 5.1, 3, 6.8, 4, 9.3, 7, 14.9};
const std::vector<double> kPlane{0, 0, 1, 1, 0, 3, 0, 1, -1, 1, 1, 0.5, 2, 3, 0, 5, 1, 7.5, 4, 4, 2};

TEST(ProblemLandscape, HasItsMinimumWhereTheNormalEquationsDo) {
  for (const auto& [name, numbers, columns] :
       {std::tuple{"line_fit", kLine, 2}, std::tuple{"brightness_plane", kPlane, 3}}) {
    RunSpec spec = problem(name, numbers, columns);
    spec.scaling = Scaling::none;
    const Landscape f = make_landscape(spec);
    const std::vector<double> w = least_squares(numbers, std::size_t(columns));
    const Jet<double, 3> j = jet3(f, {w[0], w[1], columns > 2 ? w[2] : 0});
    for (int k = 0; k < 3; k++) EXPECT_NEAR(j.g[k], 0, 1e-12) << name;
    // The domain lies around it, as wide as it is far from 0, and at least 2.
    EXPECT_NEAR(centre(f.domain).x, w[0], 1e-9) << name;
    EXPECT_NEAR(centre(f.domain).y, w[1], 1e-9) << name;
    EXPECT_NEAR(width(f.domain), 2 * std::max(1.0, 2 * std::abs(w[0])), 1e-9) << name;
    EXPECT_NEAR(height(f.domain), 2 * std::max(1.0, 2 * std::abs(w[1])), 1e-9) << name;
    if (columns > 2) {
      EXPECT_NEAR(centre(f.domain).z, w[2], 1e-9);
    }
  }
}

TEST(ProblemLandscape, KeepsADomainThatIsGiven) {
  RunSpec spec = problem("line_fit", kLine, 2);
  spec.domain = Box{1, 2, 3, 4};
  EXPECT_EQ(make_landscape(spec).domain, (Box{1, 2, 3, 4}));
  spec.domain = Domain(Box{1, 2}, 1);
  expect_input_error([&] { make_landscape(spec); }, {"domain", "four numbers", "2 weights"});
  RunSpec one = problem("one_weight");
  one.domain = Box{1, 2, 3, 4};
  expect_input_error([&] { make_landscape(one); }, {"domain", "two numbers", "one weight"});
  one.domain = Domain(Box{-1, 7}, 1);
  EXPECT_EQ(make_landscape(one).domain, (Box{-1, 7}));
  RunSpec three = problem("brightness_plane");
  three.domain = Box{1, 2, 3, 4};
  expect_input_error([&] { make_landscape(three); }, {"domain", "six numbers", "3 weights"});
}

Eigen<double, 3> curvatures(const Landscape& f) { return eigen(jet3(f, {0.3, -0.2, 0.1}).h); }

/// The eigenvalues of 2 / n times the Gram matrix of (1, x, y) over the grid x, y in {first, first + d, ...}:
/// with the means a of x and b of x^2 they are 2 (b - a^2), of (0, 1, -1), and those of the rest, 2x2.
std::array<double, 3> grid_eigenvalues(int side, double first, double d) {
  double a = 0, b = 0;
  for (int i = 0; i < side; i++) {
    a += (first + d * i) / side;
    b += (first + d * i) * (first + d * i) / side;
  }
  // In the basis (1, 0, 0), (0, 1, 1) / sqrt 2.
  const double p = 1, q = std::sqrt(2) * a, r = b + a * a, middle = (p + r) / 2,
               root = std::sqrt((p - r) * (p - r) / 4 + q * q);
  std::array<double, 3> all{2 * (p * r - q * q) / (middle + root), 2 * (b - a * a), 2 * (middle + root)};
  std::sort(all.begin(), all.end());
  return all;
}

void expect_curvatures(const RunSpec& spec, const std::array<double, 3>& expected) {
  Eigen<double, 3> e = curvatures(make_landscape(spec));
  std::array<double, 3> found{e.values[0], e.values[1], e.values[2]};
  std::sort(found.begin(), found.end());
  for (std::size_t k = 0; k < 3; k++) EXPECT_NEAR(found[k], expected[k], 1e-11 * expected[2]) << k;
}

// The built-in picture, 8 by 8, with its coordinates from 0 to 1.
TEST(BrightnessPlane, HasTheCurvaturesOfItsGrid) {
  const std::array<double, 3> expected = grid_eigenvalues(8, 0, 1 / 7.0), published{0.1394, 0.2143, 3.0749};
  for (std::size_t k = 0; k < 3; k++) EXPECT_NEAR(expected[k], published[k], 5e-5);
  expect_curvatures(problem("brightness_plane"), expected);
  RunSpec raw = problem("brightness_plane");
  raw.scaling = Scaling::none;
  expect_curvatures(raw, grid_eigenvalues(8, 0, 1));
}

/// A picture of side x side pixels `d` apart, brighter to the right.
RunSpec picture(int side, double d) {
  std::vector<double> numbers;
  for (int y = 0; y < side; y++)
    for (int x = 0; x < side; x++) numbers.insert(numbers.end(), {x * d, y * d, x / 300.0});
  return problem("brightness_plane", numbers, 3);
}

// With coordinates from 0 to 255 the valley is 2.24e5 times as steep as flat; scaled it is not.
TEST(BrightnessPlane, NeedsItsScaling) {
  RunSpec spec = picture(8, 255 / 7.0);
  spec.scaling = Scaling::none;
  const std::array<double, 3> raw = grid_eigenvalues(8, 0, 255 / 7.0), unit = grid_eigenvalues(8, 0, 1 / 7.0);
  EXPECT_NEAR(raw[2] / raw[0], 2.24e5, 0.005e5);
  EXPECT_NEAR(2 / raw[2], 2.53e-5, 0.005e-5) << "the highest rate that is stable";
  EXPECT_NEAR(unit[2] / unit[0], 22.1, 0.05);
  EXPECT_NEAR(2 / unit[2], 0.6504, 5e-5);
  expect_curvatures(spec, raw);
  spec.scaling = Scaling::unit;
  expect_curvatures(spec, unit);
  // Mean 0 and variance 1 in both, which do not depend on each other: a round bowl.
  spec.scaling = Scaling::standard;
  expect_curvatures(spec, {2, 2, 2});
  spec.scaling = {};
  expect_curvatures(spec, unit);
}

// A picture of some size: its rate is estimated from fewer places, where all are the same.
TEST(BrightnessPlane, MayBeLarge) {
  RunSpec spec = picture(256, 1);
  const std::array<double, 3> expected = grid_eigenvalues(256, 0, 1 / 255.0);
  expect_curvatures(spec, expected);
  EXPECT_NEAR(learning_rates(make_landscape(spec)).gradient, 1 / expected[2], 0.05 / expected[2]);
}

// A column that is the same everywhere becomes 0, whatever the scaling; the target is never scaled.
TEST(Scaling, IsOfEveryInputColumnByItself) {
  const Dataset data{{"a", "b", "same", "y"}, {1, -4, 7, 10, 2, 0, 7, 20, 4, 4, 7, 60}};
  EXPECT_EQ(scaled(data, Scaling::none), data);
  const Dataset unit = scaled(data, Scaling::unit), standard = scaled(data, Scaling::standard);
  const double expected[] = {0, 0, 0, 10, 1 / 3.0, 0.5, 0, 20, 1, 1, 0, 60};
  for (std::size_t i = 0; i < 12; i++) EXPECT_DOUBLE_EQ(unit.numbers[i], expected[i]) << i;
  // Means 7/3 and 0; variances 14/9 and 32/3, over n.
  for (std::size_t r = 0; r < 3; r++) {
    EXPECT_NEAR(standard.numbers[4 * r], (data.numbers[4 * r] - 7 / 3.0) / std::sqrt(14 / 9.0), 1e-15);
    EXPECT_NEAR(standard.numbers[4 * r + 1], data.numbers[4 * r + 1] / std::sqrt(32 / 3.0), 1e-15);
    EXPECT_EQ(standard.numbers[4 * r + 2], 0);
    EXPECT_EQ(standard.numbers[4 * r + 3], data.numbers[4 * r + 3]);
  }
}

TEST(ProblemLandscape, OneWeightHasTheSlopeOfItsExample) {
  const Landscape whole = make_landscape(problem("one_weight"));
  RunSpec spec = problem("one_weight");
  spec.surface.parameters = {{"half", 0}};
  const Landscape doubled = make_landscape(spec);
  const double slopes[] = {jet3(whole, {1}).g[0], jet3(doubled, {1}).g[0]};
  EXPECT_EQ(slopes[0], -16);
  EXPECT_EQ(slopes[1], -32);
  EXPECT_EQ(value(doubled, {5}), 0);
}

// Half the loss is half of everything.
TEST(ProblemLandscape, HalfIsHalf) {
  for (const char* name : {"one_weight", "line_fit", "two_layer_linear"}) {
    RunSpec a = problem(name), b = problem(name);
    a.surface.parameters = {{"half", 0}};
    b.surface.parameters = {{"half", 1}};
    const Point p{0.7, -1.3};
    EXPECT_DOUBLE_EQ(value(make_landscape(a), p), 2 * value(make_landscape(b), p)) << name;
    EXPECT_DOUBLE_EQ(jet3(make_landscape(a), p).g[0], 2 * jet3(make_landscape(b), p).g[0]) << name;
  }
}

/// Loss, slope and curvature of logistic regression over (x, label), in plain words.
struct Likelihood {
  double loss = 0, gb = 0, gw = 0, hbb = 0, hbw = 0, hww = 0;
};
Likelihood likelihood(const std::vector<double>& rows, double b, double w) {
  Likelihood l;
  const double n = double(rows.size()) / 2;
  for (std::size_t i = 0; i < rows.size(); i += 2) {
    const double x = rows[i], y = rows[i + 1], p = 1 / (1 + std::exp(-(b + w * x))), q = p * (1 - p);
    l.loss -= (y * std::log(p) + (1 - y) * std::log(1 - p)) / n;
    l.gb += (p - y) / n, l.gw += (p - y) * x / n;
    l.hbb += q / n, l.hbw += q * x / n, l.hww += q * x * x / n;
  }
  return l;
}

// Where the classes overlap, the domain lies around the maximum of the likelihood; Newton's method in the
// test.
TEST(Logistic, HasItsMinimumWhereNewtonEnds) {
  const std::vector<double> rows{-2, 0, -1, 0, -0.5, 1, 0, 0, 0.3, 1, 1, 0, 1.5, 1, 3, 1};
  double b = 0, w = 0;
  for (int i = 0; i < 50; i++) {
    const Likelihood l = likelihood(rows, b, w);
    const double d = l.hbb * l.hww - l.hbw * l.hbw, db = (l.hww * l.gb - l.hbw * l.gw) / d;
    w -= (l.hbb * l.gw - l.hbw * l.gb) / d;
    b -= db;
  }
  RunSpec spec = problem("logistic", rows, 2);
  spec.surface.parameters = {{"l2", 0}};
  const Landscape f = make_landscape(spec);
  EXPECT_NEAR(jet3(f, {b, w}).g[0], 0, 1e-14);
  EXPECT_NEAR(jet3(f, {b, w}).g[1], 0, 1e-14);
  EXPECT_NEAR(value(f, {b, w}), likelihood(rows, b, w).loss, 1e-14);
  EXPECT_NEAR(centre(f.domain).x, b, 1e-9);
  EXPECT_NEAR(centre(f.domain).y, w, 1e-9);
  // A penalty moves it towards 0.
  spec.surface.parameters = {{"l2", 0.1}};
  EXPECT_LT(centre(make_landscape(spec).domain).y, w);
}

// Where a line parts the classes, steeper is always better: there is no minimum, and yet a domain.
TEST(Logistic, HasNoMinimumWhereClassesAreApart) {
  const std::vector<double> rows{-2, 0, -1, 0, 1, 1, 2, 1};
  RunSpec spec = problem("logistic", rows, 2);
  spec.surface.parameters = {{"l2", 0}};
  const Landscape f = make_landscape(spec);
  double before = std::numeric_limits<double>::infinity();
  for (double w = 0; w <= 32; w += 4) {  // further out the loss is 0 to its last bit
    EXPECT_LT(value(f, {0, w}), before);
    EXPECT_LT(jet3(f, {0, w}).g[1], 0);
    before = value(f, {0, w});
  }
  EXPECT_TRUE(std::isfinite(width(f.domain)) && width(f.domain) > 0);
  EXPECT_TRUE(std::isfinite(height(f.domain)) && height(f.domain) > 0);
}

TEST(ProblemLandscape, RefusesBadData) {
  const auto refused = [](const RunSpec& spec, std::initializer_list<const char*> parts) {
    expect_input_error([&] { make_plan(spec); }, parts);
  };
  refused(problem("nowhere"), {"unknown problem 'nowhere'"});
  refused(problem("line_fits"), {"did you mean 'line_fit'"});
  refused(problem("line_fit", {1, 2, 3}, 3), {"rows.csv", "line_fit", "2 columns", "not 3"});
  refused(problem("brightness_plane", {1, 2}, 2), {"rows.csv", "3 columns", "not 2"});
  refused(problem("line_fit", {}, 2), {"rows.csv", "no rows"});
  for (const double bad : {std::nan(""), HUGE_VAL, -HUGE_VAL})
    refused(problem("line_fit", {1, 2, 3, bad}, 2), {"rows.csv", "finite"});
  RunSpec surface;
  surface.data = problem("line_fit", kLine, 2).data;
  refused(surface, {"data", "--problem"});
  RunSpec wrong = problem("line_fit");
  wrong.surface.parameters = {{"halve", 1}};
  refused(wrong, {"problem line_fit", "'halve'"});
}

// One row is a landscape too: a valley for the line, whose domain is still a box.
TEST(ProblemLandscape, AcceptsASingleRow) {
  const Plan plan = make_plan(problem("line_fit", {2, 3}, 2));
  EXPECT_EQ(plan.landscape.data->rows(), 1);
  EXPECT_TRUE(width(plan.landscape.domain) > 0 && std::isfinite(width(plan.landscape.domain)));
  EXPECT_GT(*plan.spec.lr, 0);
}

TEST(ProblemLandscape, EveryOneHasAPlanWithItsOwnDataAndRate) {
  for (const ProblemEntry& e : problems()) {
    const Plan plan = make_plan(problem(e.info.name));
    EXPECT_GT(*plan.spec.lr, 0) << e.info.name;
    EXPECT_TRUE(std::isfinite(*plan.spec.lr)) << e.info.name;
    EXPECT_EQ(plan.landscape.domain, e.info.domain) << e.info.name;
    EXPECT_EQ(plan.landscape.data->columns.size(), std::size_t(e.inputs) + 1) << e.info.name;
    EXPECT_TRUE(std::isfinite(value(plan.landscape, centre(plan.landscape.domain)))) << e.info.name;
  }
}

}  // namespace
}  // namespace thalweg::test
