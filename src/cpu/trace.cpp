// SPDX-License-Identifier: MIT
#include "cpu/trace.h"

#include <bit>
#include <cmath>
#include <utility>

namespace thalweg::cpu {

namespace {

u64 bits_of(double value, bool in_double) {
  return in_double ? std::bit_cast<u64>(value) : std::bit_cast<u32>(float(value));
}
double number_of(u64 bits, bool in_double) {
  return in_double ? std::bit_cast<double>(bits) : double(std::bit_cast<float>(u32(bits)));
}

/// Dividing by it is multiplying with its inverse, to the last bit: a power of two whose inverse is normal.
bool has_exact_inverse(double value, bool in_double) {
  int exponent = 0;
  if (value == 0 || std::abs(std::frexp(value, &exponent)) != 0.5) return false;
  return std::abs(exponent) < (in_double ? 1000 : 120);
}

}  // namespace

int operands(Action action) {
  switch (action) {
    case Action::constant:
    case Action::input:
      return 0;
    case Action::root:
    case Action::negate:
    case Action::function:
    case Action::shift_left:
    case Action::shift_right:
      return 1;
    case Action::select:
    case Action::multiply_add:
    case Action::multiply_subtract:
    case Action::subtract_product:
      return 3;
    default:
      return 2;
  }
}

bool commutes(Action action) {
  return action == Action::add || action == Action::multiply || action == Action::both ||
         action == Action::either || action == Action::differ || action == Action::add_words ||
         action == Action::compare_words;
}

std::size_t Trace::Hash::operator()(const TraceNode& n) const {
  u64 h = (u64(n.action) * 256 + n.detail) * 0x9e3779b97f4a7c15ull;
  for (const u64 part : {u64(u32(n.from[0])), u64(u32(n.from[1])), u64(u32(n.from[2])), n.bits}) {
    h = (h ^ part) * 0xbf58476d1ce4e5b9ull;
    h ^= h >> 29;
  }
  return h;
}

int Trace::insert(const TraceNode& node) {
  const auto [at, inserted] = index_.try_emplace(node, int(nodes_.size()));
  if (inserted) nodes_.push_back(node);
  return at->second;
}

int Trace::input(int k) { return insert({Action::input, 0, {-1, -1, -1}, u64(k)}); }
int Trace::constant(u64 bits) { return insert({Action::constant, 0, {-1, -1, -1}, bits}); }

bool Trace::is_constant(int i, double value) const {
  return at(i).action == Action::constant && at(i).bits == bits_of(value, in_double_);
}

/// A node that says the same with fewer actions, or with the sign at the outside; -1 if there is none.
int Trace::simplified(Action action, int a, int b) {
  switch (action) {
    case Action::negate:
      if (is_negated(a)) return at(a).from[0];
      if (at(a).action == Action::constant) return constant(at(a).bits ^ bits_of(-0.0, in_double_));
      break;
    case Action::add:
      if (is_negated(b)) return act(Action::subtract, a, at(b).from[0]);
      if (is_negated(a)) return act(Action::subtract, b, at(a).from[0]);
      break;
    case Action::subtract:
      if (is_constant(b, 0)) return a;
      if (is_negated(b)) return act(Action::add, a, at(b).from[0]);
      break;
    case Action::multiply:
      for (const auto& [one, other] : {std::pair(a, b), std::pair(b, a)}) {
        if (is_constant(one, 1)) return other;
        if (is_constant(one, -1)) return act(Action::negate, other);
        if (is_negated(one)) return act(Action::negate, act(Action::multiply, at(one).from[0], other));
      }
      break;
    case Action::divide:
      if (is_negated(a)) return act(Action::negate, act(Action::divide, at(a).from[0], b));
      if (at(b).action == Action::constant) {
        const double divisor = number_of(at(b).bits, in_double_);
        if (has_exact_inverse(divisor, in_double_))
          return act(Action::multiply, a, constant(bits_of(1 / divisor, in_double_)));
      }
      break;
    default:
      break;
  }
  return -1;
}

int Trace::act(Action action, int a, int b, int c, int detail) {
  if (action == Action::select) {
    if (b == c) return b;
    const TraceNode mask = at(a);
    if (mask.action == Action::compare_words && Comparison(mask.detail) == Comparison::unequal)
      return act(action, act(mask.action, mask.from[0], mask.from[1], -1, int(Comparison::equal)), c, b);
  } else if (const int same = simplified(action, a, b); same >= 0) {
    return same;
  }
  if (commutes(action) && a > b) std::swap(a, b);
  return insert({action, u8(detail), {a, b, c}, 0});
}

}  // namespace thalweg::cpu
