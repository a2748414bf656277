// SPDX-License-Identifier: MIT
#include "cpu/machine_code.h"

#include <asmjit/x86.h>

#include <cstring>

#include "cpu/operations.h"

namespace thalweg::cpu {

namespace {

namespace x86 = asmjit::x86;
namespace Inst = x86::Inst;
using asmjit::InstId;
using asmjit::Operand;

/// Keeps the first error of anything that AsmJit was asked for.
struct FirstError : asmjit::ErrorHandler {
  asmjit::Error error = asmjit::kErrorOk;
  void handleError(asmjit::Error e, const char*, asmjit::BaseEmitter*) override {
    if (error == asmjit::kErrorOk) error = e;
  }
};

/// What instructions are called, for one precision and one length of vectors.
struct Names {
  bool in_double, wide;

  InstId of(InstId single, InstId twice) const { return in_double ? twice : single; }
  InstId logic(InstId avx2, InstId single, InstId twice) const { return wide ? of(single, twice) : avx2; }

  InstId plain(Action action) const {
    switch (action) {
      case Action::add:
        return of(Inst::kIdVaddps, Inst::kIdVaddpd);
      case Action::subtract:
        return of(Inst::kIdVsubps, Inst::kIdVsubpd);
      case Action::multiply:
        return of(Inst::kIdVmulps, Inst::kIdVmulpd);
      case Action::divide:
        return of(Inst::kIdVdivps, Inst::kIdVdivpd);
      case Action::root:
        return of(Inst::kIdVsqrtps, Inst::kIdVsqrtpd);
      case Action::both:
        return logic(Inst::kIdVpand, Inst::kIdVpandd, Inst::kIdVpandq);
      case Action::either:
        return logic(Inst::kIdVpor, Inst::kIdVpord, Inst::kIdVporq);
      case Action::differ:
      case Action::negate:
        return logic(Inst::kIdVpxor, Inst::kIdVpxord, Inst::kIdVpxorq);
      case Action::add_words:
        return of(Inst::kIdVpaddd, Inst::kIdVpaddq);
      case Action::subtract_words:
        return of(Inst::kIdVpsubd, Inst::kIdVpsubq);
      case Action::shift_left:
        return of(Inst::kIdVpslld, Inst::kIdVpsllq);
      case Action::shift_right:
        return of(Inst::kIdVpsrld, Inst::kIdVpsrlq);
      case Action::compare:
        return of(Inst::kIdVcmpps, Inst::kIdVcmppd);
      case Action::compare_words:
        return logic(of(Inst::kIdVpcmpeqd, Inst::kIdVpcmpeqq), Inst::kIdVpcmpd, Inst::kIdVpcmpq);
      case Action::select:
        return wide ? of(Inst::kIdVblendmps, Inst::kIdVblendmpd) : of(Inst::kIdVblendvps, Inst::kIdVblendvpd);
      default:
        return Inst::kIdNone;
    }
  }
  /// Between comparisons of wide vectors.
  InstId masks(Action action) const {
    return action == Action::both     ? Inst::kIdKandw
           : action == Action::either ? Inst::kIdKorw
                                      : Inst::kIdKxorw;
  }
  /// to = to * left + right.
  InstId fused_over_factor(Action action) const {
    return action == Action::multiply_add        ? of(Inst::kIdVfmadd213ps, Inst::kIdVfmadd213pd)
           : action == Action::multiply_subtract ? of(Inst::kIdVfmsub213ps, Inst::kIdVfmsub213pd)
                                                 : of(Inst::kIdVfnmadd213ps, Inst::kIdVfnmadd213pd);
  }
  /// to = left * right + to.
  InstId fused_over_term(Action action) const {
    return action == Action::multiply_add        ? of(Inst::kIdVfmadd231ps, Inst::kIdVfmadd231pd)
           : action == Action::multiply_subtract ? of(Inst::kIdVfmsub231ps, Inst::kIdVfmsub231pd)
                                                 : of(Inst::kIdVfnmadd231ps, Inst::kIdVfnmadd231pd);
  }
};

class Writer {
 public:
  Writer(x86::Compiler& to, const Calculation& calculation, const Target& target)
      : calculation_(calculation),
        target_(target),
        names_{calculation.trace.in_double(), target.bytes == 64},
        operations_(operations_of(calculation.trace, calculation.answers, target.contract)),
        values_(operations_.nodes.size()),
        to_(to) {}

  /// Null after an error.
  asmjit::FuncNode* function() {
    asmjit::FuncNode* const function =
        to_.addFunc(asmjit::FuncSignatureT<void, const void*, const void*, void*, int>());
    if (!function) return nullptr;
    function->frame().setAvxEnabled();
    function->frame().setAvxCleanup();
    if (names_.wide) function->frame().setAvx512Enabled();
    points_ = to_.newIntPtr();
    const x86::Gp answers = to_.newIntPtr(), groups = to_.newInt32();
    function->setArg(1, points_);
    function->setArg(2, answers);
    function->setArg(3, groups);
    const asmjit::Label next = to_.newLabel(), end = to_.newLabel();
    to_.test(groups, groups);
    to_.jle(end);
    to_.bind(next);
    for (std::size_t i = 0; i < values_.size(); i++)
      if (operations_.reads[i] > 0) write(int(i));
    int at = 0;
    for (const int answer : calculation_.answers) {
      to_.emit(Inst::kIdVmovups, x86::ptr(answers, at), in_register(answer));
      at += target_.bytes;
    }
    to_.add(points_, calculation_.inputs * target_.bytes);
    to_.add(answers, at);
    to_.dec(groups);
    to_.jnz(next);
    to_.bind(end);
    to_.endFunc();
    return function;
  }

 private:
  const TraceNode& at(int i) const { return operations_.nodes[std::size_t(i)]; }
  x86::Reg& value(int i) { return values_[std::size_t(i)]; }
  bool is_constant(int i) const { return at(i).action == Action::constant; }
  bool is_mask(int i) { return value(i).isKReg(); }
  bool is_read_last(int i) const { return !is_constant(i) && operations_.reads[std::size_t(i)] == 1; }

  x86::Vec new_vector() { return names_.wide ? to_.newZmm().as<x86::Vec>() : to_.newYmm().as<x86::Vec>(); }
  x86::Vec loaded(const Operand& from) {
    const x86::Vec to = new_vector();
    to_.emit(Inst::kIdVmovups, to, from);
    return to;
  }
  x86::Mem constant(u64 bits) {
    std::byte bytes[64];
    const int each = names_.in_double ? 8 : 4;
    for (int k = 0; k < target_.bytes; k += each) std::memcpy(bytes + k, &bits, std::size_t(each));
    return to_.newConst(asmjit::ConstPoolScope::kGlobal, bytes, std::size_t(target_.bytes));
  }
  /// A register, or a constant in memory.
  Operand operand(int i) { return is_constant(i) ? Operand(constant(at(i).bits)) : Operand(value(i)); }
  x86::Vec in_register(int i) {
    return is_constant(i) ? loaded(constant(at(i).bits)) : value(i).as<x86::Vec>();
  }

  void write(int i) {
    const TraceNode& n = at(i);
    const int a = n.from[0], b = n.from[1];
    switch (n.action) {
      case Action::constant:
        return;
      case Action::input:
        value(i) = loaded(x86::ptr(points_, int(n.bits) * target_.bytes));
        return;
      case Action::root:
        value(i) = new_vector();
        to_.emit(names_.plain(n.action), value(i), operand(a));
        break;
      case Action::negate:
        write_binary(i, in_register(a), constant(names_.in_double ? 1ull << 63 : 1ull << 31));
        break;
      case Action::shift_left:
      case Action::shift_right:
        write_binary(i, in_register(a), asmjit::imm(int(n.detail)));
        break;
      case Action::compare:
      case Action::compare_words:
        write_comparison(i);
        break;
      case Action::select:
        write_select(i);
        break;
      case Action::multiply_add:
      case Action::multiply_subtract:
      case Action::subtract_product:
        write_fused(i);
        break;
      default:
        if (is_mask(a) || is_mask(b))
          write_masks(i);
        else if (commutes(n.action) && is_constant(a))
          write_binary(i, in_register(b), operand(a));
        else
          write_binary(i, in_register(a), operand(b));
    }
    for (int k = 0; k < operands(n.action); k++) operations_.reads[std::size_t(n.from[k])]--;
  }

  void write_binary(int i, const x86::Vec& left, const Operand& right) {
    value(i) = new_vector();
    to_.emit(names_.plain(at(i).action), value(i), left, right);
  }

  void write_comparison(int i) {
    const TraceNode& n = at(i);
    const x86::Vec left = in_register(n.from[0]);
    const Operand right = operand(n.from[1]);
    if (names_.wide)
      value(i) = to_.newKw();
    else
      value(i) = new_vector();
    if (names_.wide || n.action == Action::compare) {
      to_.emit(names_.plain(n.action), value(i), left, right, asmjit::imm(int(n.detail)));
      return;
    }
    // AVX2 compares words for equality alone.
    to_.emit(names_.plain(n.action), value(i), left, right);
    if (Comparison(n.detail) == Comparison::unequal)
      to_.emit(names_.plain(Action::differ), value(i), value(i), constant(~0ull));
  }

  // The only constant among masks is true, which others are compared with to be negated.
  void write_masks(int i) {
    const TraceNode& n = at(i);
    const int a = n.from[0], b = n.from[1];
    value(i) = to_.newKw();
    if (is_constant(a) || is_constant(b))
      to_.emit(Inst::kIdKnotw, value(i), value(is_constant(a) ? b : a));
    else
      to_.emit(names_.masks(n.action), value(i), value(a), value(b));
  }

  void write_select(int i) {
    const TraceNode& n = at(i);
    const x86::Vec no = in_register(n.from[2]);
    const Operand yes = operand(n.from[1]);
    value(i) = new_vector();
    if (names_.wide)
      to_.k(value(n.from[0]).as<x86::KReg>()).emit(names_.plain(n.action), value(i), no, yes);
    else
      to_.emit(names_.plain(n.action), value(i), no, yes, value(n.from[0]));
  }

  // a b + c overwrites one of the three, best one that is not read again.
  void write_fused(int i) {
    const TraceNode& n = at(i);
    int a = n.from[0], b = n.from[1];
    const int c = n.from[2];
    if (is_constant(a) || (!is_constant(b) && is_read_last(b) && !is_read_last(a))) std::swap(a, b);
    if (!is_read_last(c) && is_read_last(a)) {
      value(i) = value(a);
      to_.emit(names_.fused_over_factor(n.action), value(i), in_register(b), operand(c));
    } else {
      value(i) = is_read_last(c) ? value(c) : loaded(operand(c));
      to_.emit(names_.fused_over_term(n.action), value(i), in_register(a), operand(b));
    }
  }

  const Calculation& calculation_;
  Target target_;
  Names names_;
  Operations operations_;
  std::vector<x86::Reg> values_;  // by node
  x86::Gp points_;
  x86::Compiler& to_;
};

}  // namespace

bool has_machine_code() { return true; }

MachineCode machine_code(std::span<const Calculation> calculations, const Target& target) {
  // Memory is mapped twice: where it can be written it cannot be run.
  asmjit::JitAllocator::CreateParams memory;
  memory.options = asmjit::JitAllocatorOptions::kUseDualMapping;
  const auto runtime = std::make_shared<asmjit::JitRuntime>(&memory);
  FirstError first;
  asmjit::CodeHolder code;
  if (code.init(runtime->environment()) != asmjit::kErrorOk) return {};
  code.setErrorHandler(&first);
  x86::Compiler compiler(&code);
  std::vector<asmjit::Label> entries;
  for (const Calculation& calculation : calculations) {
    const asmjit::FuncNode* const function = Writer(compiler, calculation, target).function();
    if (!function) return {};
    entries.push_back(function->label());
  }
  std::byte* start = nullptr;
  if (compiler.finalize() != asmjit::kErrorOk || first.error != asmjit::kErrorOk ||
      runtime->add(&start, &code) != asmjit::kErrorOk)
    return {};
  MachineCode result{runtime, {}};
  for (const asmjit::Label& entry : entries)
    result.functions.push_back(reinterpret_cast<Asked>(start + code.labelOffset(entry)));
  return result;
}

}  // namespace thalweg::cpu
