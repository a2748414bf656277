// SPDX-License-Identifier: MIT
#include "instructions.h"

#include "cpu/operations.h"

namespace thalweg::bench {
namespace {

using cpu::Action;
using cpu::Operations;
using cpu::TraceNode;

const TraceNode& at(const Operations& o, int i) { return o.nodes[std::size_t(i)]; }
bool is_constant(const Operations& o, int i, u64 bits) {
  return at(o, i).action == Action::constant && at(o, i).bits == bits;
}

/// Which of two operands stands beside the constant with these bits, or -1.
int beside_constant(const Operations& o, const TraceNode& n, u64 bits) {
  if (is_constant(o, n.from[1], bits)) return n.from[0];
  return is_constant(o, n.from[0], bits) ? n.from[1] : -1;
}
/// The mask that this one is when turned round, or -1.
int turned(const Operations& o, const TraceNode& n) {
  return n.action == Action::differ ? beside_constant(o, n, ~0ull) : -1;
}

bool is_order(const TraceNode& n) {
  const auto comparison = cpu::Comparison(n.detail);
  return n.action == Action::compare &&
         (comparison == cpu::Comparison::less || comparison == cpu::Comparison::at_most);
}
/// Whether the instruction of n does that of an operand along.
bool does_another(const Operations& o, const TraceNode& n) {
  const auto only_here = [&](int i) { return o.reads[std::size_t(i)] == 1; };
  if (n.action == Action::compare_words) {
    const int tested = beside_constant(o, n, 0);
    return tested >= 0 && at(o, tested).action == Action::both && only_here(tested);
  }
  if (n.action != Action::select) return false;
  int mask = n.from[0];
  for (int inner = turned(o, at(o, mask)); inner >= 0 && only_here(mask); inner = turned(o, at(o, mask)))
    mask = inner;
  const TraceNode& m = at(o, mask);
  return is_order(m) && only_here(mask) &&
         ((m.from[0] == n.from[1] && m.from[1] == n.from[2]) ||
          (m.from[0] == n.from[2] && m.from[1] == n.from[1]));
}

int products(const Operations& o) {
  int count = 0;
  for (std::size_t i = 0; i < o.nodes.size(); i++)
    count += o.reads[i] > 0 && o.nodes[i].action == Action::multiply;
  return count;
}

}  // namespace

// A product that several sums want may be made once or with each of them: the first takes the fewest of the
// units that multiply, the second the fewest instructions.  The least of both is counted.
InstructionCount count_instructions(const cpu::Trace& trace, std::span<const int> answers, bool fused) {
  const Operations o = cpu::operations_of(trace, answers, fused);
  InstructionCount count;
  double arithmetic = 0;
  for (std::size_t i = 0; i < o.nodes.size(); i++) {
    if (o.reads[i] == 0) continue;
    const TraceNode& n = o.nodes[i];
    switch (n.action) {
      case Action::constant:
      case Action::input:
      case Action::negate:
        break;
      case Action::divide:
        count.division++;
        break;
      case Action::root:
        count.root++;
        break;
      case Action::function:
        count.special++;
        break;
      default:
        if (turned(o, n) < 0 && !does_another(o, n)) arithmetic++;
    }
  }
  count.multiply = products(cpu::operations_of(trace, answers, false));
  count.other = arithmetic - count.multiply;
  return count;
}

}  // namespace thalweg::bench
