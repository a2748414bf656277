// SPDX-License-Identifier: MIT
#include "cpu/operations.h"

namespace thalweg::cpu {

namespace {

bool is_sum(const TraceNode& n) { return n.action == Action::add || n.action == Action::subtract; }

/// How often nodes are read, by all and by sums alone.
struct Reads {
  std::vector<int> all, by_sums;
};

void read_operands(Reads& reads, const TraceNode& n) {
  for (int k = 0; k < operands(n.action); k++) {
    reads.all[std::size_t(n.from[k])]++;
    reads.by_sums[std::size_t(n.from[k])] += is_sum(n);
  }
}

Reads reads_of_answers(std::size_t nodes, std::span<const int> answers) {
  Reads reads{std::vector<int>(nodes), std::vector<int>(nodes)};
  for (const int answer : answers) reads.all[std::size_t(answer)]++;
  return reads;
}

}  // namespace

Operations operations_of(const Trace& trace, std::span<const int> answers, bool contract) {
  const std::vector<TraceNode>& nodes = trace.nodes();
  Reads apart = reads_of_answers(nodes.size(), answers), joined = apart;
  for (std::size_t i = nodes.size(); i-- > 0;)
    if (apart.all[i] > 0) read_operands(apart, nodes[i]);
  const auto joins_sums = [&](int i) {
    const auto k = std::size_t(i);
    return contract && nodes[k].action == Action::multiply && apart.all[k] == apart.by_sums[k];
  };
  Operations operations{nodes, {}};
  for (std::size_t i = nodes.size(); i-- > 0;) {
    if (joined.all[i] == 0) continue;
    TraceNode& n = operations.nodes[i];
    if (is_sum(n)) {
      const int a = n.from[0], b = n.from[1];
      const bool plus = n.action == Action::add, left = joins_sums(a);
      // One that more sums want may have to be made anyway.
      const bool right = joins_sums(b) && !(left && apart.all[std::size_t(a)] < apart.all[std::size_t(b)]);
      if (left || right) {
        n.action = plus ? Action::multiply_add : right ? Action::subtract_product : Action::multiply_subtract;
        const TraceNode& product = nodes[std::size_t(right ? b : a)];
        n = {n.action, 0, {product.from[0], product.from[1], right ? a : b}, 0};
      }
    }
    read_operands(joined, n);
  }
  operations.reads = std::move(joined.all);
  return operations;
}

}  // namespace thalweg::cpu
