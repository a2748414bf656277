// SPDX-License-Identifier: MIT
// Instructions of x86-64 on whole vectors, as bytes: with AVX2 on 32 bytes, with AVX-512 on 64.  Source:
// Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2 (sections 2.3 and 2.7: the VEX and
// EVEX prefixes).
#pragma once

#include <cstddef>
#include <initializer_list>
#include <vector>

#include "core/hd.h"

namespace thalweg::cpu {

/// The integer registers that generated code addresses memory with: its first three arguments, the constants
/// and its scratch memory.
enum class Base : u8 { constants = 0, second = 2, first = 6, shared = 7, scratch = 11 };

/// Where an operand is: in a vector register, or in memory.
struct Place {
  bool in_memory;
  int number;  ///< of the register
  Base base;
  int offset;  ///< bytes
};
inline Place in_register(int number) { return {false, number, Base::constants, 0}; }
inline Place in_memory(Base base, int offset) { return {true, 0, base, offset}; }

/// One instruction as the manual lists it.
struct Encoding {
  u8 map;     ///< of the opcode: 1 0F, 2 0F38, 3 0F3A
  u8 prefix;  ///< 0 none, 1 66, 2 F3, 3 F2
  u8 opcode;
  bool wide = false;  ///< the bit W
};

class Assembler {
 public:
  explicit Assembler(int vector_bytes) : wide_vectors_(vector_bytes == 64) {}

  /// `to`, `left` and `right` in the manual's order of operands; a vector register that the instruction does
  /// not have is 0.  immediate: -1 for none.  mask: of the registers k1 to k7, 0 for none.
  void vector(const Encoding& e, int to, int left, const Place& right, int immediate = -1, int mask = 0);

  void bytes(std::initializer_list<int> list);
  void word(u32 value);  ///< 32 bits
  void set_word(std::size_t at, u32 value);
  /// Writes what jumps from the end of the 32 bits at `at` to `target`.
  void patch(std::size_t at, std::size_t target);

  std::size_t size() const { return code_.size(); }
  const std::vector<u8>& code() const { return code_; }

 private:
  bool wide_vectors_;
  std::vector<u8> code_;
};

}  // namespace thalweg::cpu
