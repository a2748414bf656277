// SPDX-License-Identifier: MIT
#include "cpu/isa.h"

#include <string_view>

#include "core/error.h"
#include "registry/cpu_variants.h"

namespace thalweg::cpu {

#define THALWEG_DECLARE(variant)                   \
  namespace variant {                              \
  const KernelTable& kernel_table(bool in_double); \
  }
THALWEG_FOR_EACH_VARIANT(THALWEG_DECLARE)
#undef THALWEG_DECLARE

namespace {

bool processor_has([[maybe_unused]] std::string_view isa) {
#if defined(__x86_64__)
  if (isa == "avx2") return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (isa == "avx512")
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("fma");
#endif
  return true;
}

// "avx2_exact" is a variant of the instruction set "avx2".
void add_variant(std::vector<Isa>& isas, std::string_view variant, const KernelTable& (*table)(bool)) {
  const std::size_t split = variant.rfind('_');
  const std::string_view isa = variant.substr(0, split), math = variant.substr(split + 1);
  if (!processor_has(isa)) return;
  if (isas.empty() || isas.back().name != isa) isas.push_back({std::string(isa), {}});
  const MathMode mode = math == "exact" ? MathMode::exact : MathMode::fast;
  for (const Precision p : {Precision::float32, Precision::float64})
    isas.back().kernels[int(mode)][int(p)] = &table(p == Precision::float64);
}

// Entries are called "thalweg::Himmelblau", kernels "Himmelblau".
bool is_type(const char* type, std::string_view entry) {
  return entry.ends_with(type) &&
         entry.size() == std::string_view("thalweg::").size() + std::string_view(type).size();
}

[[noreturn]] void throw_missing(const std::string& type) {
  throw Error("the CPU backend has no kernels for " + type);
}

}  // namespace

std::vector<Isa> usable_isas() {
  std::vector<Isa> isas;
#define THALWEG_ADD(variant) add_variant(isas, #variant, variant::kernel_table);
  THALWEG_FOR_EACH_VARIANT(THALWEG_ADD)
#undef THALWEG_ADD
  return isas;
}

Isa choose_isa(const std::string& asked) {
  const std::vector<Isa> isas = usable_isas();
  std::vector<std::string> names;
  for (const Isa& isa : isas) {
    if (isa.name == asked) return isa;
    names.push_back(isa.name);
  }
  if (isas.empty()) throw Error("this build has no kernels for this processor");
  if (!asked.empty()) unknown_name("instruction set (THALWEG_ISA)", asked, names);
  return isas.back();
}

const SurfaceKernels& find_kernels(const KernelTable& table, const SurfaceEntry& surface) {
  for (int i = 0; i < table.surface_count; i++)
    if (table.surfaces[i]->type == surface.kernels) return *table.surfaces[i];
  throw_missing(surface.type);
}

const RuleKernels& find_kernels(const ParticleTable& table, const OptimizerEntry& optimizer, int variant) {
  for (int i = 0; i < table.optimizer_count; i++) {
    const OptimizerKernels& o = *table.optimizers[i];
    if (is_type(o.type, optimizer.type) && variant >= 0 && variant < o.variants) return o.rules[variant];
  }
  throw_missing(optimizer.type);
}

StepTogether find_pair(const KernelTable& table, const SurfaceEntry& surface, const OptimizerEntry& optimizer,
                       int variant) {
  for (int i = 0; i < *table.pair_count; i++) {
    const PairKernel& pair = table.pairs[i];
    if (pair.surface == surface.kernels && is_type(pair.optimizer, optimizer.type) && pair.variant == variant)
      return pair.steps[table.in_double];
  }
  return nullptr;
}

const NoiseKernels& find_kernels(const ParticleTable& table, const NoiseEntry& noise) {
  for (int i = 0; i < table.noise_count; i++)
    if (is_type(table.noises[i].type, noise.type)) return table.noises[i];
  throw_missing(noise.type);
}

}  // namespace thalweg::cpu
