// SPDX-License-Identifier: MIT
// A calculation as a list of actions on numbers of one precision, before it becomes machine code.  Equal
// actions are one; the only rewriting is such that changes no bit of any result but the sign of a NaN.
#pragma once

#include <unordered_map>
#include <vector>

#include "core/hd.h"

namespace thalweg::cpu {

enum class Action : u8 {
  constant,
  input,
  add,
  subtract,
  multiply,
  divide,
  root,
  negate,
  both,    ///< bits: a and b
  either,  ///< a or b
  differ,  ///< a xor b
  add_words,
  subtract_words,
  shift_left,  ///< words, by `detail` bits
  shift_right,
  compare,        ///< numbers; `detail`: Comparison; all bits set or none
  compare_words,  ///< equal or unequal
  select,         ///< a ? b : c, a made of comparisons
  function,       ///< of a, `detail` says which; only of numbers that have instructions for functions
  // Not recorded, but made of products and sums (cpu/operations.h).
  multiply_add,       ///< a b + c
  multiply_subtract,  ///< a b - c
  subtract_product,   ///< c - a b
};

/// As AVX numbers them; bit 2 negates.  For NaN, not_less is true and "at least" (operands exchanged) false.
enum class Comparison : u8 { equal = 0, less = 1, at_most = 2, unequal = 4, not_less = 5, not_at_most = 6 };

/// How many operands an action has.
int operands(Action action);
bool commutes(Action action);

struct TraceNode {
  Action action;
  u8 detail;
  int from[3];  ///< operands, -1 for none
  u64 bits;     ///< of a constant; of an input its number
  friend bool operator==(const TraceNode&, const TraceNode&) = default;
};

class Trace {
 public:
  explicit Trace(bool in_double) : in_double_(in_double) {}

  /// Number k of the vectors that the calculation starts from.
  int input(int k);
  /// The word or number with these bits, in all lanes.
  int constant(u64 bits);
  int act(Action action, int a, int b = -1, int c = -1, int detail = 0);

  bool in_double() const { return in_double_; }
  /// Operands before users.
  const std::vector<TraceNode>& nodes() const { return nodes_; }

 private:
  struct Hash {
    std::size_t operator()(const TraceNode& n) const;
  };
  const TraceNode& at(int i) const { return nodes_[std::size_t(i)]; }
  bool is_constant(int i, double value) const;
  bool is_negated(int i) const { return at(i).action == Action::negate; }
  int insert(const TraceNode& node);
  int simplified(Action action, int a, int b);

  bool in_double_;
  std::vector<TraceNode> nodes_;
  std::unordered_map<TraceNode, int, Hash> index_;
};

}  // namespace thalweg::cpu
