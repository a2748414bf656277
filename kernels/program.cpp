// SPDX-License-Identifier: MIT
#include "kernels/program.h"

#include <algorithm>

#include "core/error.h"
#include "embedded/device_headers.h"
#include "embedded/kernel_headers.h"

namespace thalweg::kernels {

namespace {

constexpr const char* kNamespace = "thalweg::kernels::";

std::string include(std::string_view header) { return "#include \"" + std::string(header) + "\"\n"; }

std::string prelude() { return include("kernels/prelude.cuh"); }

Program finish(std::string text, std::vector<std::string> kernels, MathMode math) {
  Program program{std::move(text), std::move(kernels), {}, math};
  program.headers = headers_of(program.text);
  return program;
}

// Its name and text last as long as the program, unlike the text that includes it.
SourceHeader embedded_header(std::string_view name) {
  for (const auto& files : {embedded::device_headers(), embedded::kernel_headers()})
    for (const embedded::File& file : files)
      if (file.name == name) return {file.name, file.bytes.data()};
  throw Error("the header " + std::string(name) + " is not embedded for cards");
}

void collect(std::string_view text, std::vector<SourceHeader>& headers) {
  constexpr std::string_view kInclude = "#include \"";
  for (std::size_t at = text.find(kInclude); at != std::string_view::npos; at = text.find(kInclude, at)) {
    at += kInclude.size();
    const std::string_view name = text.substr(at, text.find('"', at) - at);
    if (std::any_of(headers.begin(), headers.end(), [&](const SourceHeader& h) { return h.name == name; }))
      continue;
    headers.push_back(embedded_header(name));
    collect(headers.back().text, headers);
  }
}

}  // namespace

std::string source_of(const Landscape& f) {
  return f.card_source.empty() ? include(f.surface->header) : f.card_source;
}

Parts parts_of(const Plan& plan) {
  const std::string rule =
      "thalweg::rule_t<" + plan.optimizer->type + ", " + std::to_string(plan.variant) + ">";
  const auto inside = [](const char* wrapper, const std::string& type) {
    return std::string(kNamespace) + wrapper + "<" + type + ">";
  };
  return {source_of(plan.landscape),
          plan.landscape.surface->type,
          plan.optimizer->header,
          plan.plateau_constants.empty() ? rule : inside("Heedful", rule),
          plan.noise->header,
          clips(plan) ? inside("Clipped", plan.noise->type) : plan.noise->type,
          plan.spec.precision == Precision::float32 ? "float" : "double"};
}

std::string descend_name(const Parts& p, const StepShape& constants) {
  std::string table = std::string(kNamespace) + "step_table<" + p.rule + ", " + p.real;
  for (const u32 bits : {constants.varying, constants.zero, constants.one})
    table += ", " + std::to_string(bits) + "u";
  return std::string(kNamespace) + "descend<" + p.surface + ", " + p.rule + ", " + p.noise + ", " + p.real +
         ", " + table + ">>";
}

std::string watch_name(const Parts& p) {
  return std::string(kNamespace) + "watch<" + p.surface + ", " + p.rule + ", " + p.noise + ", " + p.real +
         ">";
}

std::string losses_name(const Parts& p) {
  return std::string(kNamespace) + "losses<" + p.surface + ", " + p.real + ">";
}

std::string values_name(const std::string& surface) {
  return std::string(kNamespace) + "values<" + surface + ">";
}

std::string place_name(const std::string& real) { return std::string(kNamespace) + "place<" + real + ">"; }

std::string pack_name(const std::string& real) { return std::string(kNamespace) + "pack<" + real + ">"; }

Program make_program(const Parts& p, std::vector<std::string> kernels, MathMode math) {
  return finish(prelude() + include("kernels/descent.cuh") + p.surface_source + include(p.rule_header) +
                    include(p.noise_header),
                std::move(kernels), math);
}

Program make_values_program(const Landscape& f) {
  return finish(prelude() + include("kernels/descent.cuh") + source_of(f), {values_name(f.surface->type)},
                MathMode::exact);
}

Program make_particles_program(const std::string& real) {
  return finish(prelude() + include("kernels/particles.cuh"), {place_name(real), pack_name(real)},
                MathMode::exact);
}

std::vector<SourceHeader> headers_of(std::string_view text) {
  std::vector<SourceHeader> headers;
  collect(text, headers);
  return headers;
}

}  // namespace thalweg::kernels
