// SPDX-License-Identifier: MIT
// The kernels of the measured pairs as a card would get them, compiled without one, and beside each the least
// instructions that a step needs: benches/card_code.py counts what the compiler made of them.
//
// usage: thalweg-card-code FOLDER [ARCHITECTURE]      writes FOLDER/LANDSCAPE_METHOD_MATHS.cubin (float)
#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>

#include "benches/floor.h"
#include "kernels/nvrtc.h"
#include "kernels/program.h"
#include "kernels/step_rows.h"

namespace thalweg::bench {
namespace {

/// Steps with loops in them are longer; the instructions of those cannot be counted in a listing.
constexpr double kLongest = 500;

void write_kernel(const kernels::Nvrtc& compiler, const std::string& architecture,
                  const std::filesystem::path& folder, const std::string& name, const RunSpec& spec) {
  const Plan plan = make_plan(spec);
  const bool fast = spec.math == MathMode::fast;
  const InstructionCount c = count_step(plan, {.fused = fast, .special = fast});
  const double special = c.division + c.root + c.special, all = c.multiply + c.other + special;
  if (all > kLongest) return;
  const kernels::Parts parts = kernels::parts_of(plan);
  const std::string kernel = kernels::descend_name(parts, kernels::shape_of(plan));
  const kernels::Binary code =
      compiler.compile(kernels::make_program(parts, {kernel}, spec.math), architecture);
  std::ofstream(folder / (name + ".cubin"), std::ios::binary)
      .write(code.image.data(), std::streamsize(code.image.size()));
  fmt::print("{} {} {}\n", name, all, special);
}

void write_all(const std::filesystem::path& folder, const std::string& architecture) {
  std::filesystem::create_directories(folder);
  const kernels::Nvrtc compiler;
  for (const Named& landscape : landscapes())
    for (const Named& method : methods())
      for (const MathMode math : {MathMode::fast, MathMode::exact}) {
        RunSpec spec = landscape.spec;
        spec.optimizer = method.spec.optimizer;
        spec.math = math;
        write_kernel(compiler, architecture, folder,
                     landscape.name + "_" + method.name + (math == MathMode::fast ? "_fast" : "_exact"),
                     spec);
      }
}

}  // namespace
}  // namespace thalweg::bench

int main(int argc, char** argv) try {
  if (argc < 2 || argc > 3) {
    fmt::print(stderr, "usage: thalweg-card-code FOLDER [ARCHITECTURE]\n");
    return 2;
  }
  thalweg::bench::write_all(argv[1], argc > 2 ? argv[2] : "sm_90");
  return 0;
} catch (const std::exception& error) {
  fmt::print(stderr, "thalweg-card-code: {}\n", error.what());
  return 1;
}
