// SPDX-License-Identifier: MIT
#include "cpu/assembler.h"

namespace thalweg::cpu {

void Assembler::bytes(std::initializer_list<int> list) {
  for (const int b : list) code_.push_back(u8(b));
}

void Assembler::word(u32 value) {
  for (int k = 0; k < 4; k++) code_.push_back(u8(value >> 8 * k));
}

void Assembler::set_word(std::size_t at, u32 value) {
  for (std::size_t k = 0; k < 4; k++) code_[at + k] = u8(value >> 8 * k);
}

void Assembler::patch(std::size_t at, std::size_t target) { set_word(at, u32(i64(target) - i64(at) - 4)); }

void Assembler::vector(const Encoding& e, int to, int left, const Place& right, int immediate, int mask) {
  const int rm = right.in_memory ? int(right.base) : right.number;
  // The upper bits of register numbers, which the prefixes hold negated.
  const auto bit = [](int number, int k) { return (number >> k & 1) == 0; };
  const int r = bit(to, 3) << 7, b = bit(rm, 3) << 5, w = e.wide << 7, v = (~left & 15) << 3;
  if (wide_vectors_) {
    const int x = (right.in_memory || bit(rm, 4)) << 6, r_high = bit(to, 4) << 4;
    bytes({0x62, r | x | b | r_high | e.map, w | v | 4 | e.prefix, 0x40 | bit(left, 4) << 3 | mask});
  } else {
    bytes({0xc4, r | 0x40 | b | e.map, w | v | 4 | e.prefix});
  }
  code_.push_back(e.opcode);
  code_.push_back(u8((right.in_memory ? 0x80 : 0xc0) | (to & 7) << 3 | (rm & 7)));
  if (right.in_memory) word(u32(right.offset));
  if (immediate >= 0) code_.push_back(u8(immediate));
}

}  // namespace thalweg::cpu
