// SPDX-License-Identifier: MIT
// Sources for run-time compilation: which text makes a kernel of a (surface, optimizer, noise, precision,
// maths) combination, and which embedded headers it needs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/plan.h"
#include "kernels/step_table.cuh"

namespace thalweg::kernels {

/// A header given to the compiler from memory, under the name in its #include.
struct SourceHeader {
  std::string_view name;
  const char* text;  ///< ends with a zero
};

/// One compilation.  The names are C++ expressions for kernels: "thalweg::kernels::pack<float>".
struct Program {
  std::string text;
  std::vector<std::string> kernels;
  std::vector<SourceHeader> headers;  ///< all that the text includes, directly or not
  MathMode math = MathMode::exact;
};

/// How a run-time compiler names the parts of a run.
struct Parts {
  std::string surface_source, surface;  ///< source: the text that declares it
  std::string rule_header, rule;        ///< rule: with its variant, "thalweg::rule_t<thalweg::Adam, 0>"
  std::string noise_header, noise;
  std::string real;  ///< float or double
};
Parts parts_of(const Plan& plan);
/// The text that declares a landscape's functor.
std::string source_of(const Landscape& f);

// Kernels by name.
std::string descend_name(const Parts& parts, const StepShape& constants);
std::string watch_name(const Parts& parts);
std::string losses_name(const Parts& parts);
std::string values_name(const std::string& surface);
std::string place_name(const std::string& real);
std::string pack_name(const std::string& real);

/// A program with these kernels, for which the headers of the parts are needed.
Program make_program(const Parts& parts, std::vector<std::string> kernels, MathMode math);
/// Values of a surface in double; exact, so that they are those of the host.
Program make_values_program(const Landscape& f);
/// Kernels that depend on the precision alone: place and pack; exact, so that starts are the same on every
/// machine.
Program make_particles_program(const std::string& real);

/// The embedded headers that `text` includes, directly or not.  Throws Error for one that is not embedded.
std::vector<SourceHeader> headers_of(std::string_view text);

}  // namespace thalweg::kernels
