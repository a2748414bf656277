// SPDX-License-Identifier: MIT
// The run-time compiler takes every combination, without a card: by default each surface and each rule in
// both precisions and both modes, but in two of their four combinations, in ever new company; all pairs, in
// about an hour, with
//   THALWEG_ALL_PAIRS=1 build/test_kernels --gtest_filter='Compiles.EverySurface*'
#include "kernels/nvrtc.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "core/error.h"
#include "tests/kernels/runs.h"

namespace thalweg::kernels {
namespace {

constexpr const char* kArchitecture = "sm_90";

bool all_pairs() { return std::getenv("THALWEG_ALL_PAIRS") != nullptr; }

// Pairs per precision and mode.
std::size_t most_pairs() {
  const std::size_t each = std::max(surfaces().size(), optimizers().size());  // covers both lists
  return all_pairs() ? surfaces().size() * optimizers().size() : each;
}

const Nvrtc& nvrtc() {
  static const Nvrtc compiler;
  return compiler;
}

struct Case {
  Precision precision;
  MathMode math;
};

class Compiles : public ::testing::TestWithParam<Case> {};
INSTANTIATE_TEST_SUITE_P(, Compiles,
                         ::testing::Values(Case{Precision::float32, MathMode::exact},
                                           Case{Precision::float32, MathMode::fast},
                                           Case{Precision::float64, MathMode::exact},
                                           Case{Precision::float64, MathMode::fast}),
                         [](const auto& c) {
                           return std::string(c.param.precision == Precision::float32 ? "float" : "double") +
                                  (c.param.math == MathMode::exact ? "Exact" : "Fast");
                         });

// 0 to 3: which part of a sample this case takes, so that together they take more.
std::size_t number(const Case& c) {
  return 2 * std::size_t(c.precision == Precision::float64) + std::size_t(c.math == MathMode::fast);
}

// Whether the i-th of a list is compiled in this case: the even ones as float exact and double fast, the odd
// ones as float fast and double exact.
bool takes(const Case& c, std::size_t i) {
  const bool odd = (c.precision == Precision::float64) != (c.math == MathMode::fast);
  return all_pairs() || (i % 2 == 1) == odd;
}

Parts parts_of_run(RunSpec spec, Precision precision) {
  spec.precision = precision;
  return parts_of(make_plan(spec));
}

Parts parts_with(const std::string& surface, Choice optimizer, const std::string& noise,
                 Precision precision) {
  RunSpec spec;
  spec.surface.name = surface;
  if (find_optimizer(optimizer.name).info.uses_optimum) optimizer.parameters.push_back({"f_star", 0});
  spec.optimizer = optimizer;
  spec.noise.name = noise;
  return parts_of_run(spec, precision);
}

void expect_compiles(const Program& program) {
  try {
    const Binary binary = nvrtc().compile(program, kArchitecture);
    EXPECT_EQ(binary.names.size(), program.kernels.size());
    EXPECT_EQ(binary.image.substr(0, 4),
              "\x7f"
              "ELF");
  } catch (const Error& error) {
    ADD_FAILURE() << error.what();
  }
}

// All kernels of some pairs, in one program because reading the headers is a third of the time.
Program program_of(const std::vector<Parts>& pairs, MathMode math, bool all_kernels) {
  std::string text;
  std::vector<std::string> kernels;
  for (const Parts& parts : pairs) {
    std::vector<std::string> names{descend_name(parts, {})};
    if (all_kernels)
      for (const std::string& name :
           {descend_name(parts, {0, 0b10, 0b1}), watch_name(parts), losses_name(parts)})
        names.push_back(name);
    const Program one = make_program(parts, names, math);
    text += one.text;
    kernels.insert(kernels.end(), names.begin(), names.end());
  }
  return {text, kernels, headers_of(text), math};
}

// Surfaces with optimizers in their first variants.
TEST_P(Compiles, EverySurfaceWithEveryOptimizer) {
  auto pairs =
      testing::covering_pairs(surfaces().size(), optimizers().size(), most_pairs(), number(GetParam()));
  std::erase_if(pairs, [](const auto& pair) { return !takes(GetParam(), pair.first); });
  for (std::size_t at = 0; at < pairs.size(); at += 6) {
    std::vector<Parts> some;
    for (std::size_t k = at; k < std::min(at + 6, pairs.size()); k++)
      some.push_back(parts_with(surfaces()[pairs[k].first].info.name,
                                {optimizers()[pairs[k].second].info.name}, "none", GetParam().precision));
    expect_compiles(program_of(some, GetParam().math, false));
  }
}

TEST_P(Compiles, EveryVariantAndNoiseOnOneSurface) {
  std::vector<Parts> all;
  for (const OptimizerEntry& optimizer : optimizers())
    for (const Choice& choice : testing::every_variant(optimizer))
      all.push_back(parts_with("himmelblau", choice, "none", GetParam().precision));
  for (const NoiseEntry& noise : noises())
    if (!noise.samples)
      all.push_back(parts_with("himmelblau", {"sgd"}, noise.info.name, GetParam().precision));
  std::size_t next = 0;
  std::erase_if(all, [&](const Parts&) { return !takes(GetParam(), next++); });
  for (std::size_t at = 0; at < all.size(); at += 8)
    expect_compiles(program_of(
        {all.begin() + std::ptrdiff_t(at), all.begin() + std::ptrdiff_t(std::min(at + 8, all.size()))},
        GetParam().math, false));
}

TEST_P(Compiles, EveryKernelOfOnePair) {
  const Parts parts = parts_with("ackley", {"adam"}, "gaussian", GetParam().precision);
  expect_compiles(program_of({parts}, GetParam().math, true));
  expect_compiles(make_particles_program(parts.real));
  expect_compiles(make_values_program(make_landscape({"ackley"})));
}

// Problems, formulas, and what surrounds a rule: all kernels of each.
TEST_P(Compiles, EverythingThatIsNoSurface) {
  std::vector<RunSpec> specs;
  for (const ProblemEntry& problem : problems())
    for (const char* noise : {"none", "minibatch"}) {
      RunSpec spec;
      spec.kind = LandscapeKind::problem;
      spec.surface.name = problem.info.name;
      spec.noise.name = noise;
      specs.push_back(spec);
    }
  for (const char* formula :
       {"w^2", "a = 1 : 0..2; a*x^2 + where(x < y, sin(y), abs(y))", "x^2 + y^2*z + exp(z)"}) {
    RunSpec spec;
    spec.kind = LandscapeKind::formula;
    spec.formula = formula;
    spec.optimizer.name = "newton";
    specs.push_back(spec);
  }
  RunSpec careful;
  careful.schedule.name = "reduce_on_plateau";
  careful.clip_norm = 1;
  specs.push_back(careful);
  for (const RunSpec& spec : specs)
    expect_compiles(program_of({parts_of_run(spec, GetParam().precision)}, GetParam().math, true));
}

TEST(Nvrtc, OptionsFollowTheMathMode) {
  const auto has = [](MathMode math, const std::string& option) {
    const std::vector<std::string> all = Nvrtc::options(math, "sm_90");
    return std::find(all.begin(), all.end(), option) != all.end();
  };
  for (const char* option : {"-fmad=false", "-ftz=true", "-prec-div=true", "-prec-sqrt=true"}) {
    EXPECT_TRUE(has(MathMode::exact, option));
    EXPECT_FALSE(has(MathMode::fast, option));
  }
  EXPECT_TRUE(has(MathMode::fast, "-use_fast_math"));
  EXPECT_TRUE(has(MathMode::fast, "-arch=sm_90"));
}

TEST(Nvrtc, Architectures) {
  EXPECT_EQ(nvrtc().architecture(9, 0), "sm_90");
  EXPECT_EQ(nvrtc().architecture(99, 0).substr(0, 8), "compute_");  // a card of the future: PTX
  EXPECT_THROW(nvrtc().architecture(2, 0), Error);
  const Parts parts = parts_with("sphere", {"sgd"}, "none", Precision::float32);
  const Binary ptx = nvrtc().compile(make_program(parts, {descend_name(parts, {0, 0, 0})}, MathMode::exact),
                                     nvrtc().architecture(99, 0));
  EXPECT_NE(ptx.image.find(".entry"), std::string::npos);
}

// Exact code must not contract: a fused multiply-add would round once where the CPU rounds twice.
TEST(Nvrtc, ExactCodeHasNoFusedMultiplyAdd) {
  for (const char* surface : {"rosenbrock", "goldstein_price", "ackley"}) {
    const Parts parts = parts_with(surface, {"adam"}, "none", Precision::float32);
    const std::vector<std::string> kernel{descend_name(parts, {})};
    // compute_90 as the target gives PTX, where instructions can be read.
    const auto fused = [&](MathMode math) {
      const std::string ptx = nvrtc().compile(make_program(parts, kernel, math), "compute_90").image;
      return ptx.find("fma.rn") != std::string::npos;
    };
    EXPECT_FALSE(fused(MathMode::exact)) << surface;
    EXPECT_TRUE(fused(MathMode::fast)) << surface;
  }
}

TEST(Nvrtc, ErrorsNameTheKernelAndTheLine) {
  Program wrong = make_particles_program("float");
  wrong.text += "__global__ void broken() { undeclared = 1; }\n";
  try {
    nvrtc().compile(wrong, kArchitecture);
    FAIL();
  } catch (const Error& error) {
    const std::string text = error.what();
    EXPECT_NE(text.find("place<float>"), std::string::npos) << text;
    EXPECT_NE(text.find("\"undeclared\" is undefined"), std::string::npos) << text;
    EXPECT_EQ(text.find('\n'), std::string::npos) << text;
  }
}

TEST(Nvrtc, AMissingLibraryIsNamed) {
  try {
    const Nvrtc missing({"libnvrtc_that_is_not_there.so", "/nowhere/libnvrtc.so"});
    FAIL();
  } catch (const Error& error) {
    EXPECT_STREQ(
        error.what(),
        "no run-time compiler for CUDA: cannot open libnvrtc_that_is_not_there.so, /nowhere/libnvrtc.so; "
        "install the CUDA toolkit's libnvrtc");
  }
  EXPECT_THROW(Nvrtc({"libm.so.6"}), Error);  // a library, but not the compiler
}

TEST(Program, HeadersAreFoundWithTheirHeaders) {
  const Program program = make_values_program(make_landscape({"himmelblau"}));
  const auto has = [&](std::string_view name) {
    return std::any_of(program.headers.begin(), program.headers.end(),
                       [&](const SourceHeader& h) { return h.name == name; });
  };
  EXPECT_TRUE(has("surfaces/himmelblau.h"));
  EXPECT_TRUE(has("core/hd.h"));
  EXPECT_FALSE(has("surfaces/ackley.h"));
  EXPECT_THROW(headers_of("#include \"core/nowhere.h\"\n"), Error);
}

}  // namespace
}  // namespace thalweg::kernels
