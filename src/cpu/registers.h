// SPDX-License-Identifier: MIT
// Which value sits in which vector register while straight-line code runs.
#pragma once

#include <initializer_list>
#include <limits>
#include <vector>

#include "cpu/assembler.h"

namespace thalweg::cpu {

/// Where values are.  When no register is free, the value that is needed again last gives up its own (Belady
/// 1966, best for straight-line code); what is nowhere else in memory is written to scratch memory first.
class Registers {
 public:
  static constexpr int kNever = std::numeric_limits<int>::max();

  /// Loads and stores are written by `assembler`.
  Registers(int vector_bytes, int values, Assembler& assembler)
      : value_in_(vector_bytes == 64 ? 32 : 16, kFree),
        vector_bytes_(vector_bytes),
        values_(std::size_t(values)),
        assembler_(assembler) {}
  int count() const { return int(value_in_.size()); }

  /// A value is read by the operation at this position; positions come in order.
  void add_use(int value, int position) { at(value).uses.push_back(position); }
  /// Where a value is from the start, in memory that stays as it is.
  void set_home(int value, const Place& home) {
    at(value).home = home;
    at(value).has_home = true;
  }
  /// A vector of scratch memory that nothing else uses now.
  Place new_scratch();
  int scratch_vectors() const { return scratch_; }

  /// Keeps a value in a register for good.
  void pin(int value) {
    fetch(value);
    at(value).pinned = true;
  }

  bool is_in_register(int value) const { return values_[std::size_t(value)].reg >= 0; }
  /// Loads the value if need be; its register stays as it is until release().
  int fetch(int value);
  /// The register, or memory where it is; loaded if it is needed again and a register is free.
  Place find(int value);
  /// Whether the operation that is being written is the last one to read it.
  bool is_last_use(int value) const {
    return next_use(value, 1) == kNever && !values_[std::size_t(value)].pinned;
  }
  /// The operands have been read.
  void release(std::initializer_list<int> operands);
  /// A register for a result.
  int place_result(int value);
  /// `value` takes over the register of an operand that is not read again.
  int take_over(int value, int operand);

 private:
  static constexpr int kFree = -1;
  struct Value {
    int reg = -1;
    bool pinned = false, locked = false, has_home = false, spilled = false;
    Place home{};
    std::vector<int> uses;
    std::size_t next = 0;
  };
  Value& at(int value) { return values_[std::size_t(value)]; }
  int next_use(int value, std::size_t later = 0) const {
    const Value& v = values_[std::size_t(value)];
    // The same operation may read a value twice.
    std::size_t k = v.next;
    for (; later > 0 && k < v.uses.size(); later--) {
      const int now = v.uses[k];
      while (k < v.uses.size() && v.uses[k] == now) k++;
    }
    return k < v.uses.size() ? v.uses[k] : kNever;
  }
  int free_register() const;
  int make_room();

  std::vector<int> value_in_;  // by register
  // Of the scratch memory; that of operands which were just released may still be read.
  std::vector<Place> unused_, just_released_;
  int vector_bytes_, scratch_ = 0;
  std::vector<Value> values_;
  Assembler& assembler_;
};

}  // namespace thalweg::cpu
