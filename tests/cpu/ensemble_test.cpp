// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "machine.h"
#include "reference.h"

namespace thalweg {
namespace {

using namespace thalweg::test;

RunSpec small_spec() {
  RunSpec spec;
  spec.math = MathMode::exact;
  spec.particles = cpu::kBlock + 44;  // one whole block and a part of another
  spec.steps = 50;                    // the last step is no multiple of kCheckEvery
  spec.trail = {3, 7};
  spec.threads = 1;
  return spec;
}

// These meet every rule; the others, which differ in their kernels alone, meet one in seven, each others.
bool is_well_known(const std::string& surface) {
  return surface == "himmelblau" || surface == "ellipse" || surface == "ackley" || surface == "rosenbrock";
}

// Rules that use the optimum's value get one, also where none is known.
Choice with_optimum(const OptimizerEntry& optimizer, Choice choice) {
  if (optimizer.info.uses_optimum) choice.parameters.push_back({"f_star", -1});
  return choice;
}

// Every surface under variants of every optimizer, in both precisions, with and without noise, on every
// instruction set: the same bits as the scalar machine.
class EveryPair : public testing::TestWithParam<std::string> {};

TEST_P(EveryPair, HasTheBitsOfTheScalarMachine) {
  std::vector<std::unique_ptr<Backend>> backends;
  for (const std::string& isa : isa_names()) backends.push_back(backend_with(isa, 1));
  RunSpec spec = small_spec();
  spec.surface = {GetParam()};
  spec.particles = 40;
  spec.steps = 35;
  spec.trail = {4, 3};
  const bool fully = is_well_known(GetParam());
  std::size_t pair = 0;
  for (const OptimizerEntry& optimizer : optimizers())
    for (const Choice& choice : choices_of(optimizer))
      for (const Precision precision : {Precision::float32, Precision::float64})
        for (const NoiseEntry& noise : noises()) {
          // Noise knows no rule: one rule meets every model, the others meet one.
          if (&optimizer != optimizers().data() && &noise > noises().data() + 1) continue;
          if (!fully && pair++ % 7 != GetParam().size() % 7) continue;
          spec.optimizer = with_optimum(optimizer, choice);
          spec.precision = precision;
          spec.noise = {noise.info.name};
          // What asks for no gradient accepts no noise on it, and only problems have parts of data.
          if (noise.samples || (noise.random && optimizer.rules.front().request == Request::value)) continue;
          const Plan plan = make_plan(spec);
          const Record expected = scalar_record(plan, spec.steps);
          for (const auto& backend : backends)
            EXPECT_EQ(difference(expected, run_in_slices(*backend, plan, {spec.steps})), "")
                << name_of(choice) << ' ' << noise.info.name << ' ' << backend->device()
                << (precision == Precision::float64 ? " double" : " float");
        }
}

// Contraction changes the last bits of a step: 2e-6 in float and 1e-14 in double, relative to the position
// before and after (at least 1), leave room for a few dozen rounding errors.  A rule that divides by the size
// of the gradient's components takes over their relative errors: those of the terms that they are differences
// of.
double step_tolerance(const Plan& plan, Point before, Point after) {
  const double unit = plan.spec.precision == Precision::float64 ? 1e-14 : 2e-6;
  const double reach = std::max({1.0, std::hypot(before.x, before.y), std::hypot(after.x, after.y)});
  const Jet<double, 2> j = jet(plan.landscape, before);
  const Symmetric<double, 2>& h = j.h;
  const double mean = (h(0, 0) + h(1, 1)) / 2, spread = std::hypot((h(0, 0) - h(1, 1)) / 2, h(0, 1));
  const double of_gradient =
      unit * reach * (std::abs(mean) + spread) / std::min(std::abs(j.g[0]), std::abs(j.g[1]));
  const double step = std::hypot(after.x - before.x, after.y - before.y);
  return unit * reach + step * std::min(2.0, of_gradient);
}

bool agrees(double a, double b, double tolerance) {
  return std::abs(a - b) <= tolerance || a == b || (std::isnan(a) && std::isnan(b));
}

// The fast kernels of every surface: in double no gradient loses more than half of its digits to
// cancellation, so a step of plain descent agrees to 1e-8 of its size.  Steps over a kink or a jump may end
// on either side of it.
TEST_P(EveryPair, TakesTheSameStepInFastMode) {
  RunSpec spec = small_spec();
  spec.surface = {GetParam()};
  spec.particles = 500;
  spec.steps = 1;
  spec.trail = {};
  spec.math = MathMode::fast;
  spec.precision = Precision::float64;
  for (const std::string& isa : isa_names()) {
    const std::unique_ptr<Backend> backend = backend_with(isa, 1);
    const Plan plan = make_plan(spec);
    const Record exact = scalar_record(plan, 1), fast = run_in_slices(*backend, plan, {1});
    int apart = 0;
    for (std::size_t i = 0; i < 500; i++) {
      const End &a = fast.ends[i], &b = exact.ends[i];
      const Point start = start_point(plan.start, i);
      const double tolerance =
          1e-14 * std::hypot(start.x, start.y) + 1e-8 * std::hypot(b.x - start.x, b.y - start.y);
      apart += !(agrees(a.x, b.x, tolerance) && agrees(a.y, b.y, tolerance));
    }
    EXPECT_LE(apart, plan.landscape.surface->info.smoothness == Smoothness::smooth ? 0 : 5)
        << backend->device();
  }
}

// The fast kernels of every rule that asks for gradients or values, where surfaces are tame.
TEST(FastMode, EveryRuleTakesTheSameStep) {
  RunSpec spec = small_spec();
  spec.particles = 500;
  spec.steps = 1;
  spec.trail = {};
  spec.math = MathMode::fast;
  for (const std::string& isa : isa_names()) {
    const std::unique_ptr<Backend> backend = backend_with(isa, 1);
    for (const char* surface : {"himmelblau", "rastrigin"})
      for (const OptimizerEntry& optimizer : optimizers())
        for (const Choice& choice : choices_of(optimizer))
          for (const Precision precision : {Precision::float32, Precision::float64}) {
            spec.surface = {surface};
            spec.optimizer = choice;
            spec.precision = precision;
            const Plan plan = make_plan(spec);
            if (rule(plan).request == Request::hessian) continue;
            const Record exact = scalar_record(plan, 1), fast = run_in_slices(*backend, plan, {1});
            for (std::size_t i = 0; i < 500; i++) {
              const End &a = fast.ends[i], &b = exact.ends[i];
              const double tolerance = step_tolerance(plan, start_point(plan.start, i), {b.x, b.y});
              ASSERT_TRUE(agrees(a.x, b.x, tolerance) && agrees(a.y, b.y, tolerance))
                  << name_of(choice) << ' ' << backend->device() << ": " << a.x << ", " << a.y << " and "
                  << b.x << ", " << b.y;
            }
          }
  }
}

// Rules that ask for Hessians, in double on a bowl whose curvatures are 1 and 10: the condition costs one
// digit.
TEST(FastMode, RulesWithHessiansTakeTheSameStep) {
  RunSpec spec = small_spec();
  spec.surface = {"ellipse"};
  spec.particles = 500;
  spec.steps = 1;
  spec.trail = {};
  spec.math = MathMode::fast;
  spec.precision = Precision::float64;
  for (const std::string& isa : isa_names()) {
    const std::unique_ptr<Backend> backend = backend_with(isa, 1);
    for (const OptimizerEntry& optimizer : optimizers())
      for (const Choice& choice : choices_of(optimizer)) {
        spec.optimizer = choice;
        const Plan plan = make_plan(spec);
        if (rule(plan).request != Request::hessian) continue;
        const Record exact = scalar_record(plan, 1), fast = run_in_slices(*backend, plan, {1});
        for (std::size_t i = 0; i < 500; i++)
          ASSERT_TRUE(agrees(fast.ends[i].x, exact.ends[i].x, 1e-12) &&
                      agrees(fast.ends[i].y, exact.ends[i].y, 1e-12))
              << name_of(choice) << ' ' << backend->device();
      }
  }
}

std::vector<std::string> surface_names() {
  std::vector<std::string> names;
  for (const SurfaceEntry& s : surfaces()) names.push_back(s.info.name);
  return names;
}

INSTANTIATE_TEST_SUITE_P(Surfaces, EveryPair, testing::ValuesIn(surface_names()),
                         [](const auto& surface) { return surface.param; });

TEST(CpuEnsemble, DoesNotDependOnHowStepsAreSplit) {
  for (const MathMode math : {MathMode::exact, MathMode::fast})
    for (const char* surface : {"rosenbrock", "ackley"}) {
      RunSpec spec = small_spec();
      spec.surface = {surface};
      spec.optimizer = {"adam"};
      spec.lr = 0.3;
      spec.noise = {"gaussian"};
      spec.schedule = {"cosine"};
      spec.math = math;
      spec.steps = 2100;  // more than one round of step constants
      const Plan plan = make_plan(spec);
      const std::unique_ptr<Backend> backend = make_cpu_backend(1);
      const Record whole = run_in_slices(*backend, plan, {2100});
      std::vector<i64> ones(2100, 1);
      EXPECT_EQ(difference(whole, run_in_slices(*backend, plan, ones)), "");
      EXPECT_EQ(difference(whole, run_in_slices(*backend, plan, {7, 0, 9, 1, 1030, 1053})), "");
    }
}

// Where there are fused multiply-adds, the fast mode must use them.
TEST(CpuEnsemble, FastModeContracts) {
  RunSpec spec = small_spec();
  spec.surface = {"rosenbrock"};
  const Record exact = run_in_slices(*make_cpu_backend(1), make_plan(spec), {50});
  spec.math = MathMode::fast;
  for (const std::string& isa : isa_names())
    EXPECT_EQ(difference(exact, run_in_slices(*backend_with(isa, 1), make_plan(spec), {50})) == "",
              isa == "sse2")
        << isa;
}

TEST(CpuEnsemble, DoesNotDependOnThreads) {
  RunSpec spec = small_spec();
  spec.surface = {"rastrigin"};
  spec.optimizer = {"sgd", {{"momentum", 0.9}}};
  spec.noise = {"gaussian"};
  spec.particles = 5000;
  const Plan plan = make_plan(spec);
  const Record one = run_in_slices(*make_cpu_backend(1), plan, {50});
  for (const int threads : {2, 3, 8})
    EXPECT_EQ(difference(one, run_in_slices(*make_cpu_backend(threads), plan, {20, 30})), "") << threads;
}

TEST(CpuEnsemble, ParticlesDoNotDependOnTheirNumber) {
  RunSpec spec = small_spec();
  spec.optimizer = {"adam"};
  spec.math = MathMode::fast;
  spec.particles = 2 * cpu::kBlock + 188;
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  const Record many = run_in_slices(*backend, make_plan(spec), {50});
  spec.particles = 3;
  const Record few = run_in_slices(*backend, make_plan(spec), {50});
  for (std::size_t i = 0; i < 3; i++) {
    EXPECT_EQ(many.ends[i].x, few.ends[i].x);
    EXPECT_EQ(many.ends[i].y, few.ends[i].y);
  }
}

// Mid-run and at the end, also where particles stop on the way: every kind of stop occurs among these.
TEST(CpuEnsemble, FollowsTheScalarMachineStepByStep) {
  const std::pair<const char*, double> cases[] = {
      {"sphere", 0.5}, {"rosenbrock", 0.02}, {"himmelblau", 0.03}, {"goldstein_price", 1e-5}};
  int stopped = 0, moving = 0, non_finite = 0;
  for (const auto& [surface, lr] : cases)
    for (const Precision precision : {Precision::float32, Precision::float64}) {
      RunSpec spec = small_spec();
      spec.surface = {surface};
      spec.lr = lr;
      spec.precision = precision;
      const Plan plan = make_plan(spec);
      const std::unique_ptr<Ensemble> ensemble = make_cpu_backend(1)->start(plan);
      for (const i64 t : {0, 1, 15, 16, 17, 32, 33, 49, 50}) {
        ensemble->advance(t - ensemble->step());
        EXPECT_EQ(ensemble->step(), t);
        EXPECT_EQ(difference(scalar_record(plan, t), record_of(plan, *ensemble)), "")
            << surface << " at " << t;
      }
      ensemble->advance(1000);
      EXPECT_EQ(ensemble->step(), 50);
      for (const End& end : record_of(plan, *ensemble).ends) {
        stopped += (end.status & kAtRest) != 0;
        non_finite += (end.status & (kNonFinite | kEscaped)) != 0;
        moving += (end.status & (kAtRest | kNonFinite | kEscaped)) == 0;
      }
    }
  EXPECT_GT(stopped, 0);
  EXPECT_GT(moving, 0);
  EXPECT_GT(non_finite, 0);
}

// Long runs in which most particles stop early, so that the moving ones are packed together: with state,
// noise, trails, one and two stages.
TEST(CpuEnsemble, PackedParticlesHaveTheBitsOfTheScalarMachine) {
  struct Case {
    const char* surface;
    Choice optimizer;
    double lr;
    const char* noise;
  };
  const Case cases[] = {{"himmelblau", {"sgd"}, 0.015, "none"},
                        {"himmelblau", {"sgd", {{"momentum", 0.5}}}, 0.02, "none"},
                        {"goldstein_price", {"sgd", {{"momentum", 0.5}}}, 3e-5, "gaussian"},
                        {"goldstein_price", {"sam"}, 3e-5, "gaussian"},
                        {"rosenbrock", {"sgd"}, 4e-3, "gaussian"},
                        {"six_hump_camel", {"newton"}, 0.9, "none"}};
  for (const Case& c : cases)
    for (const Precision precision : {Precision::float32, Precision::float64}) {
      RunSpec spec = small_spec();
      spec.surface = {c.surface};
      spec.optimizer = c.optimizer;
      spec.lr = c.lr;
      spec.noise = {c.noise};
      spec.precision = precision;
      spec.steps = 500;
      spec.trail = {7, 30};
      const Plan plan = make_plan(spec);
      const Record expected = scalar_record(plan, 500);
      const auto early = std::count_if(expected.ends.begin(), expected.ends.end(),
                                       [](const End& end) { return end.steps <= 400; });
      EXPECT_GT(10 * early, 3 * spec.particles) << c.surface;  // or nothing was packed
      for (const std::string& isa : isa_names()) {
        const std::unique_ptr<Backend> backend = backend_with(isa, 1);
        EXPECT_EQ(difference(expected, run_in_slices(*backend, plan, {500})), "") << c.surface << ' ' << isa;
        EXPECT_EQ(difference(expected, run_in_slices(*backend, plan, {90, 3, 207, 200})), "")
            << c.surface << isa;
      }
    }
}

// In the fast mode too, packing must not change a bit: all lanes go through the same code.
TEST(CpuEnsemble, PackingDoesNotChangeTheFastMode) {
  for (const std::string& isa : isa_names())
    for (const char* optimizer : {"sgd", "adam"}) {
      RunSpec spec = small_spec();
      spec.surface = {"ackley"};
      spec.optimizer = {optimizer};
      spec.math = MathMode::fast;
      spec.steps = 1500;
      const Plan plan = make_plan(spec);
      const std::unique_ptr<Backend> backend = backend_with(isa, 1);
      const Record packed = run_in_slices(*backend, plan, {1500});
      EXPECT_EQ(difference(packed, run_in_slices(*backend, plan, std::vector<i64>(1500, 1))), "") << isa;
    }
}

TEST(CpuEnsemble, StopsAtTheMinimumAndStaysThere) {
  RunSpec spec = small_spec();
  spec.surface = {"sphere"};
  spec.lr = 0.5;  // f = x^2 + y^2: one step reaches 0
  spec.steps = 40;
  const Plan plan = make_plan(spec);
  const Record r = run_in_slices(*make_cpu_backend(1), plan, {40});
  for (const End& end : r.ends) {
    EXPECT_EQ(end.status, kAtRest);
    EXPECT_EQ(end.steps, u32(kCheckEvery));
    EXPECT_EQ(end.x, 0);
    EXPECT_EQ(end.y, 0);
  }
}

TEST(CpuEnsemble, StopsWhoEscapesAndKeepsTheTrail) {
  RunSpec spec = small_spec();
  spec.surface = {"sphere"};
  spec.start = {StartKind::point, 1.0, -2.0};
  spec.lr = 1.5;  // every step doubles the distance and turns round
  spec.particles = 5;
  spec.steps = 40;
  spec.trail = {1, 40};
  const Plan plan = make_plan(spec);
  const Record r = run_in_slices(*make_cpu_backend(1), plan, {10, 30});
  ASSERT_LT(std::ldexp(1.0, 9), kEscapeReach * 0.5 * width(plan.landscape.domain));
  ASSERT_GT(std::ldexp(1.0, 16), kEscapeReach * 0.5 * width(plan.landscape.domain));
  for (const End& end : r.ends) {
    EXPECT_EQ(end.status, kEscaped | kRisen);
    EXPECT_EQ(end.steps, 16u);
    EXPECT_EQ(end.x, std::ldexp(1.0, 16));
    EXPECT_EQ(end.y, std::ldexp(-1.0, 17));
  }
  for (int t = 1; t <= 40; t++) {
    const PointF& p = r.trails[std::size_t(t - 1) * 5 + 2];
    const float x = std::ldexp(1.0f, std::min(t, 16)) * (t < 16 && t % 2 != 0 ? -1.0f : 1.0f);
    EXPECT_EQ(p.x, x) << t;
    EXPECT_EQ(p.y, -2 * x) << t;
  }
}

TEST(CpuEnsemble, StopsWhoIsNotFinite) {
  RunSpec spec = small_spec();
  spec.surface = {"rosenbrock"};
  spec.lr = 1e20;
  spec.steps = 5;  // checked because it is the last step
  const Record r = run_in_slices(*make_cpu_backend(1), make_plan(spec), {2, 3});
  for (const End& end : r.ends) {
    EXPECT_EQ(end.status & kNonFinite, kNonFinite);
    EXPECT_EQ(end.steps, 5u);
  }
}

TEST(CpuEnsemble, TrailRingKeepsTheNewestSlots) {
  RunSpec spec = small_spec();
  spec.particles = 2;
  spec.trail = {5, 4};
  const Plan plan = make_plan(spec);
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  const std::unique_ptr<Ensemble> ensemble = backend->start(plan);
  EXPECT_EQ(ensemble->trails().written, 0);
  std::vector<PointF> at_slot;  // of particle 1
  for (int k = 0; k < 9; k++) {
    ensemble->advance(5);
    PointF now[2];
    ensemble->positions(0, now);
    at_slot.push_back(now[1]);
  }
  const TrailView view = ensemble->trails();
  EXPECT_EQ(view.written, 9);
  ASSERT_EQ(view.xy.size(), 8u);
  for (i64 k = 5; k < 9; k++) EXPECT_EQ(view.xy[std::size_t(k % 4 * 2 + 1)].x, at_slot[std::size_t(k)].x);
}

TEST(CpuEnsemble, RangesAreParts) {
  RunSpec spec = small_spec();
  constexpr i64 kAll = 4 * cpu::kBlock - 24;
  spec.particles = kAll;
  const Plan plan = make_plan(spec);
  const std::unique_ptr<Ensemble> ensemble = make_cpu_backend(2)->start(plan);
  ensemble->advance(20);
  const Record all = record_of(plan, *ensemble);
  for (const auto& [first, count] : {std::pair<i64, i64>{0, 1},
                                     {cpu::kBlock - 1, 2},
                                     {cpu::kBlock, cpu::kBlock},
                                     {100, kAll - 200},
                                     {kAll - 1, 1}}) {
    std::vector<PointF> p(std::size_t(count), PointF{});
    std::vector<double> f(std::size_t(count), 0.0);
    std::vector<End> e{std::size_t(count)};
    ensemble->positions(first, p);
    ensemble->losses(first, f);
    ensemble->ends(first, e);
    for (std::size_t i = 0; i < std::size_t(count); i++) {
      EXPECT_EQ(p[i].x, all.positions[std::size_t(first) + i].x);
      EXPECT_EQ(f[i], all.losses[std::size_t(first) + i]);
      EXPECT_EQ(e[i].y, all.ends[std::size_t(first) + i].y);
    }
  }
  std::vector<PointF> two(2);
  EXPECT_THROW(ensemble->positions(kAll - 1, two), Error);
  EXPECT_THROW(ensemble->positions(-1, two), Error);
  ensemble->positions(kAll, std::span<PointF>());
}

// SGD with additive noise on a quadratic of curvature l = 2 settles at variance lr sigma^2 / (l (2 - lr l)).
TEST(CpuEnsemble, NoisySgdSettlesAtTheKnownVariance) {
  RunSpec spec;
  spec.surface = {"sphere"};
  spec.lr = 0.1;
  spec.noise = {"gaussian", {{"sigma", 0.7}}};
  spec.particles = 40'000;
  spec.steps = 150;  // the start is forgotten: 0.8^150 = 3e-15
  for (const Precision precision : {Precision::float32, Precision::float64}) {
    spec.precision = precision;
    const Plan plan = make_plan(spec);
    const Record r = run_in_slices(*make_cpu_backend(2), plan, {150});
    double sum[2] = {0, 0}, squares[2] = {0, 0}, product = 0;
    for (const End& end : r.ends) {
      sum[0] += end.x;
      sum[1] += end.y;
      squares[0] += end.x * end.x;
      squares[1] += end.y * end.y;
      product += end.x * end.y;
    }
    const double n = double(spec.particles), variance = 0.1 * 0.49 / (2 * (2 - 0.2));
    for (const int k : {0, 1}) {
      EXPECT_LE(std::abs(sum[k] / n), 5 * std::sqrt(variance / n));
      EXPECT_LE(std::abs(squares[k] / n - variance), 5 * variance * std::sqrt(2 / n));
    }
    EXPECT_LE(std::abs(product / n), 5 * variance / std::sqrt(n));
  }
}

TEST(CpuEnsemble, OutlivesItsBackend) {
  const Plan plan = make_plan(small_spec());
  std::unique_ptr<Ensemble> ensemble = make_cpu_backend(2)->start(plan);
  ensemble->advance(50);
  EXPECT_EQ(difference(scalar_record(plan, 50), record_of(plan, *ensemble)), "");
}

TEST(CpuEnsemble, RunsNoStepsToo) {
  RunSpec spec = small_spec();
  spec.steps = 0;
  const Plan plan = make_plan(spec);
  const std::unique_ptr<Ensemble> ensemble = make_cpu_backend(1)->start(plan);
  ensemble->advance(10);
  EXPECT_EQ(ensemble->step(), 0);
  EXPECT_EQ(difference(scalar_record(plan, 0), record_of(plan, *ensemble)), "");
}

}  // namespace
}  // namespace thalweg
