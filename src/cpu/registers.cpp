// SPDX-License-Identifier: MIT
#include "cpu/registers.h"

namespace thalweg::cpu {

namespace {

constexpr Encoding kLoad{1, 0, 0x10}, kStore{1, 0, 0x11};

}  // namespace

int Registers::free_register() const {
  for (std::size_t r = 0; r < value_in_.size(); r++)
    if (value_in_[r] == kFree) return int(r);
  return -1;
}

Place Registers::new_scratch() {
  if (unused_.empty()) return in_memory(Base::scratch, vector_bytes_ * scratch_++);
  const Place place = unused_.back();
  unused_.pop_back();
  return place;
}

int Registers::make_room() {
  if (const int reg = free_register(); reg >= 0) return reg;
  int worst = -1, latest = -1;
  for (const int value : value_in_) {
    const Value& v = at(value);
    if (v.pinned || v.locked) continue;
    if (const int next = next_use(value); next > latest) {
      latest = next;
      worst = value;
    }
  }
  Value& v = at(worst);
  if (!v.has_home && latest != kNever) {
    set_home(worst, new_scratch());
    v.spilled = true;
    assembler_.vector(kStore, v.reg, 0, v.home);
  }
  const int reg = v.reg;
  v.reg = -1;
  value_in_[std::size_t(reg)] = kFree;
  return reg;
}

int Registers::place_result(int value) {
  const int reg = make_room();
  value_in_[std::size_t(reg)] = value;
  at(value).reg = reg;
  return reg;
}

int Registers::fetch(int value) {
  Value& v = at(value);
  if (v.reg < 0) {
    place_result(value);
    assembler_.vector(kLoad, v.reg, 0, v.home);
  }
  v.locked = true;
  return v.reg;
}

Place Registers::find(int value) {
  const bool again = next_use(value, 1) != kNever && at(value).home.base != Base::constants;
  if (is_in_register(value) || (again && free_register() >= 0)) return in_register(fetch(value));
  return at(value).home;
}

void Registers::release(std::initializer_list<int> operands) {
  unused_.insert(unused_.end(), just_released_.begin(), just_released_.end());
  just_released_.clear();
  for (const int value : operands) {
    if (value < 0) continue;
    Value& v = at(value);
    v.locked = false;
    v.next++;
    if (v.next < v.uses.size() || v.pinned) continue;
    if (v.spilled) just_released_.push_back(v.home);
    if (v.reg < 0) continue;
    value_in_[std::size_t(v.reg)] = kFree;
    v.reg = -1;
  }
}

int Registers::take_over(int value, int operand) {
  const int reg = at(operand).reg;
  at(operand).reg = -1;
  value_in_[std::size_t(reg)] = value;
  at(value).reg = reg;
  return reg;
}

}  // namespace thalweg::cpu
