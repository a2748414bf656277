// SPDX-License-Identifier: MIT
#include "cpu/compiled_formula.h"

#include "cpu/executable.h"
#include "cpu/trace_formula.h"
#include "formula/evaluate.h"

namespace thalweg::cpu {

namespace {

/// Instructions of a program and actions of a trace beyond which interpreting is good enough: code that long
/// would not stay in the cache.
constexpr u32 kMostInstructions = 1000;
constexpr std::size_t kMostActions = 10'000;

constexpr std::size_t kKept = 8;

/// Code that answers `request` at points in the array `first` with numbers in `second`.
MachineCode code_for(Request request, const Program& program, bool in_double, const Target& target) {
  Trace trace(in_double);
  const std::vector<int> answer = trace_formula(trace, &program, request);
  if (trace.nodes().size() > kMostActions) return {};
  Wiring wiring{{}, {}, int(program.arguments), int(answer.size())};
  for (int k = 0; k < wiring.first_vectors; k++) wiring.inputs.push_back({Base::first, k});
  for (int k = 0; k < wiring.second_vectors; k++)
    wiring.outputs.push_back({{Base::second, k}, answer[std::size_t(k)]});
  return machine_code(trace, wiring, target);
}

}  // namespace

std::shared_ptr<const CompiledFormula> compile_formula(const void* program, bool in_double,
                                                       const Target& target) {
  const Program& p = program_of(program);
  if (p.instructions > kMostInstructions || (target.bytes != 32 && target.bytes != 64)) return {};
  constexpr Request kRequests[] = {Request::value, Request::gradient, Request::hessian};
  std::vector<std::byte> all;
  std::size_t entries[3];
  for (int k = 0; k < 3; k++) {
    const MachineCode code = code_for(kRequests[k], p, in_double, target);
    if (code.bytes.empty()) return {};
    all.resize((all.size() + 63) / 64 * 64);
    entries[k] = all.size() + code.entry;
    all.insert(all.end(), code.bytes.begin(), code.bytes.end());
  }
  const std::shared_ptr<const std::byte> code = make_executable(all);
  if (!code) return {};
  const auto kernel = [&](int k) {
    return reinterpret_cast<Asked>(const_cast<std::byte*>(code.get() + entries[k]));
  };
  return std::make_shared<CompiledFormula>(
      CompiledFormula{code, {"CompiledFormula", kernel(0), kernel(1), kernel(2)}});
}

std::shared_ptr<const CompiledFormula> CompiledFormulas::find(const Landscape& f, const KernelTable& table,
                                                              MathMode math) {
  if (f.card_source.empty()) return {};
  const bool contract = math == MathMode::fast;
  const std::lock_guard lock(mutex_);
  for (const Entry& e : entries_)
    if (e.in_double == table.in_double && e.contract == contract && e.program == f.functor) return e.compiled;
  const int bytes = table.lanes * int(table.in_double ? sizeof(double) : sizeof(float));
  if (entries_.size() == kKept) entries_.erase(entries_.begin());
  entries_.push_back({f.functor, table.in_double, contract,
                      compile_formula(f.functor.data(), table.in_double, {bytes, contract})});
  return entries_.back().compiled;
}

}  // namespace thalweg::cpu
