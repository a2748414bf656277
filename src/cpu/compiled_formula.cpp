// SPDX-License-Identifier: MIT
#include "cpu/compiled_formula.h"

#include "cpu/trace_formula.h"
#include "formula/evaluate.h"

namespace thalweg::cpu {

namespace {

/// Instructions of a program and actions of a trace beyond which interpreting is good enough: code that long
/// would not stay in the cache.
constexpr u32 kMostInstructions = 1000;
constexpr std::size_t kMostActions = 10'000;

constexpr std::size_t kKept = 8;

}  // namespace

std::shared_ptr<const CompiledFormula> compile_formula(const void* program, bool in_double,
                                                       const Target& target) {
  const Program& p = program_of(program);
  if (p.instructions > kMostInstructions || (target.bytes != 32 && target.bytes != 64)) return {};
  std::vector<Calculation> calculations;
  for (const Request request : {Request::value, Request::gradient, Request::hessian}) {
    Calculation& c = calculations.emplace_back(Calculation{Trace(in_double), int(p.arguments), {}});
    c.answers = trace_formula(c.trace, program, request);
    if (c.trace.nodes().size() > kMostActions) return {};
  }
  const MachineCode code = machine_code(calculations, target);
  if (!code.memory) return {};
  const std::vector<Asked>& f = code.functions;
  return std::make_shared<CompiledFormula>(
      CompiledFormula{code.memory, {"CompiledFormula", f[0], f[1], f[2]}});
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
