// SPDX-License-Identifier: MIT
// A trace as the list of instructions that it takes: what is not used is gone, products and sums are joined,
// comparisons sit beside what they choose.
#pragma once

#include "cpu/machine_code.h"

namespace thalweg::cpu {

enum class Work : u8 {
  add,
  subtract,
  multiply,
  divide,
  root,
  both,
  either,
  differ,
  add_words,
  subtract_words,
  shift_left,
  shift_right,
  compare,
  compare_words,
  select,
  multiply_add,       ///< a b + c
  multiply_subtract,  ///< a b - c
  subtract_product,   ///< c - a b
  compare_select,     ///< a, b compared ? c : d
  compare_words_select,
  copy,
};

/// One instruction.  Values are numbered: nodes of the trace first, then more constants and results.
struct Operation {
  Work work;
  u8 detail;
  int result;
  int from[4];
};

struct Operations {
  std::vector<Operation> list;
  std::vector<u64> constant_bits;  ///< by value, if is_constant
  std::vector<char> is_constant;   ///< by value
  std::vector<Wiring::Output> outputs;
  int values() const { return int(is_constant.size()); }
};
Operations operations_of(const Trace& trace, const Wiring& wiring, const Target& target);

}  // namespace thalweg::cpu
