// SPDX-License-Identifier: MIT
#include "cpu/operations.h"

#include <algorithm>

namespace thalweg::cpu {

namespace {

/// How often the used nodes are used, and by what.
struct Uses {
  std::vector<int> all, by_sums, by_selections;
};

Uses count_uses(const std::vector<TraceNode>& nodes, const Wiring& wiring) {
  Uses uses{std::vector<int>(nodes.size()), std::vector<int>(nodes.size()), std::vector<int>(nodes.size())};
  for (const Wiring::Output& output : wiring.outputs) uses.all[std::size_t(output.node)]++;
  for (std::size_t i = nodes.size(); i-- > 0;) {
    if (uses.all[i] == 0) continue;
    const TraceNode& n = nodes[i];
    for (int k = 0; k < operands(n.action); k++) {
      const auto from = std::size_t(n.from[k]);
      uses.all[from]++;
      uses.by_sums[from] += n.action == Action::add || n.action == Action::subtract;
      uses.by_selections[from] += n.action == Action::select && k == 0;
    }
  }
  return uses;
}

class Lowering {
 public:
  Lowering(const Trace& trace, const Wiring& wiring, const Target& target)
      : nodes_(trace.nodes()),
        in_double_(trace.in_double()),
        target_(target),
        uses_(count_uses(nodes_, wiring)),
        wanted_(nodes_.size()) {
    for (const TraceNode& n : nodes_) {
      out_.is_constant.push_back(n.action == Action::constant);
      out_.constant_bits.push_back(n.bits);
    }
    out_.outputs = wiring.outputs;
    keep_inputs(wiring);
    for (const Wiring::Output& output : wiring.outputs) wanted_[std::size_t(output.node)] = 1;
    for (int i = int(nodes_.size()); i-- > 0;)
      if (wanted_[std::size_t(i)] && operands(at(i).action) > 0) lower(i);
    std::reverse(out_.list.begin(), out_.list.end());
  }
  Operations out_;

 private:
  const TraceNode& at(int i) const { return nodes_[std::size_t(i)]; }

  int new_value(bool constant, u64 bits) {
    out_.is_constant.push_back(constant);
    out_.constant_bits.push_back(bits);
    return out_.values() - 1;
  }
  int constant(u64 bits) {
    for (int i = 0; i < out_.values(); i++)
      if (out_.is_constant[std::size_t(i)] && out_.constant_bits[std::size_t(i)] == bits) return i;
    return new_value(true, bits);
  }

  // Inputs that are written as they are may be overwritten first: they are copied before anything is written,
  // unless they stay where they are.
  void keep_inputs(const Wiring& wiring) {
    std::erase_if(out_.outputs, [&](const Wiring::Output& o) {
      return at(o.node).action == Action::input && wiring.inputs[std::size_t(at(o.node).bits)] == o.to;
    });
    for (Wiring::Output& o : out_.outputs)
      if (at(o.node).action == Action::input) {
        const int copied = new_value(false, 0);
        out_.list.push_back({Work::copy, 0, copied, {o.node, -1, -1, -1}});
        o.node = copied;
      }
  }

  void emit(Work work, int result, int detail, int a, int b = -1, int c = -1, int d = -1) {
    for (const int from : {a, b, c, d})
      if (from >= 0 && from < int(nodes_.size())) wanted_[std::size_t(from)] = 1;
    out_.list.push_back({work, u8(detail), result, {a, b, c, d}});
  }

  bool joins_sums(int i) const {
    const auto k = std::size_t(i);
    return target_.contract && at(i).action == Action::multiply && uses_.all[k] == uses_.by_sums[k];
  }

  void lower_sum(int i) {
    const TraceNode& n = at(i);
    const bool plus = n.action == Action::add;
    const int a = n.from[0], b = n.from[1];
    if (joins_sums(b))
      return emit(plus ? Work::multiply_add : Work::subtract_product, i, 0, at(b).from[0], at(b).from[1], a);
    if (joins_sums(a))
      return emit(plus ? Work::multiply_add : Work::multiply_subtract, i, 0, at(a).from[0], at(a).from[1], b);
    emit(plus ? Work::add : Work::subtract, i, 0, a, b);
  }

  void lower_selection(int i) {
    const TraceNode &n = at(i), &mask = at(n.from[0]);
    const auto k = std::size_t(n.from[0]);
    const bool beside = target_.bytes == 64 && uses_.all[k] == uses_.by_selections[k];
    if (beside && mask.action == Action::compare)
      return emit(Work::compare_select, i, mask.detail, mask.from[0], mask.from[1], n.from[1], n.from[2]);
    if (beside && mask.action == Action::compare_words)
      return emit(Work::compare_words_select, i, mask.detail, mask.from[0], mask.from[1], n.from[1],
                  n.from[2]);
    emit(Work::select, i, 0, n.from[0], n.from[1], n.from[2]);
  }

  // AVX2 compares words for equality alone.
  void lower_word_comparison(int i) {
    const TraceNode& n = at(i);
    if (target_.bytes == 64 || Comparison(n.detail) == Comparison::equal)
      return emit(Work::compare_words, i, n.detail, n.from[0], n.from[1]);
    const int equal = new_value(false, 0);
    emit(Work::differ, i, 0, equal, constant(~0ull));
    emit(Work::compare_words, equal, int(Comparison::equal), n.from[0], n.from[1]);
  }

  void lower(int i) {
    const TraceNode& n = at(i);
    const auto plain = [&](Work work) { emit(work, i, n.detail, n.from[0], n.from[1]); };
    switch (n.action) {
      case Action::constant:
      case Action::input:
        return;
      case Action::add:
      case Action::subtract:
        return lower_sum(i);
      case Action::multiply:
        return plain(Work::multiply);
      case Action::divide:
        return plain(Work::divide);
      case Action::root:
        return plain(Work::root);
      case Action::negate:
        return emit(Work::differ, i, 0, n.from[0], constant(in_double_ ? 1ull << 63 : 1ull << 31));
      case Action::both:
        return plain(Work::both);
      case Action::either:
        return plain(Work::either);
      case Action::differ:
        return plain(Work::differ);
      case Action::add_words:
        return plain(Work::add_words);
      case Action::subtract_words:
        return plain(Work::subtract_words);
      case Action::shift_left:
        return plain(Work::shift_left);
      case Action::shift_right:
        return plain(Work::shift_right);
      case Action::compare:
        return plain(Work::compare);
      case Action::compare_words:
        return lower_word_comparison(i);
      case Action::select:
        return lower_selection(i);
    }
  }

  const std::vector<TraceNode>& nodes_;
  bool in_double_;
  Target target_;
  Uses uses_;
  std::vector<char> wanted_;
};

}  // namespace

Operations operations_of(const Trace& trace, const Wiring& wiring, const Target& target) {
  return Lowering(trace, wiring, target).out_;
}

}  // namespace thalweg::cpu
