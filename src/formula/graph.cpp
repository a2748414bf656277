// SPDX-License-Identifier: MIT
#include "formula/graph.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "formula/apply.h"

namespace thalweg {

namespace {

constexpr double kE = 2.71828182845904523536;
/// Up to here whole powers are multiplied out.
constexpr double kLargestPowi = 64;

bool commutes(Op op) { return op == Op::add || op == Op::mul; }

}  // namespace

std::size_t GraphBuilder::Hash::operator()(const Node& n) const {
  int a = n.operand[0], b = n.operand[1];
  if (commutes(n.op) && a > b) std::swap(a, b);
  u64 h = u64(n.op) * 0x9e3779b97f4a7c15ull;
  for (const u64 part :
       {u64(u32(n.index)), u64(u32(a)), u64(u32(b)), u64(u32(n.operand[2])), std::bit_cast<u64>(n.value)}) {
    h = (h ^ part) * 0xbf58476d1ce4e5b9ull;
    h ^= h >> 29;
  }
  return h;
}

// Constants are compared by their bits: 0 and -0 differ.
bool GraphBuilder::Same::operator()(const Node& a, const Node& b) const {
  if (a.op != b.op || a.index != b.index || std::bit_cast<u64>(a.value) != std::bit_cast<u64>(b.value) ||
      a.operand[2] != b.operand[2])
    return false;
  if (a.operand[0] == b.operand[0] && a.operand[1] == b.operand[1]) return true;
  return commutes(a.op) && a.operand[0] == b.operand[1] && a.operand[1] == b.operand[0];
}

int GraphBuilder::insert(Node node) {
  const auto [at, inserted] = index_.try_emplace(node, size());
  if (inserted) nodes_.push_back(node);
  return at->second;
}

int GraphBuilder::constant(double value) {
  return insert({.op = Op::constant, .value = value, .uniform = true});
}
int GraphBuilder::variable(int k) { return insert({.op = Op::variable, .index = k, .mask = u8(1 << k)}); }
int GraphBuilder::parameter(int k) { return insert({.op = Op::parameter, .index = k, .uniform = true}); }

bool GraphBuilder::is_constant(int i, double value) const {
  return node(i).op == Op::constant && node(i).value == value;
}

/// The operand that op(a, b) equals for every number, or -1.
int GraphBuilder::simplified(Op op, int a, int b) const {
  if (op == Op::neg && node(a).op == Op::neg) return node(a).operand[0];
  if (op == Op::add && is_constant(a, 0)) return b;
  if ((op == Op::add || op == Op::sub) && is_constant(b, 0)) return a;
  if (op == Op::mul && is_constant(a, 1)) return b;
  if ((op == Op::mul || op == Op::div) && is_constant(b, 1)) return a;
  return -1;
}

int GraphBuilder::fold(Op op, int a, int b, int c) {
  const auto value = [&](int i) { return i < 0 ? 0.0 : node(i).value; };
  return constant(thalweg::apply(op, 0, value(a), value(b), value(c)));
}

int GraphBuilder::apply(Op op, int a, int b, int c) {
  const int count = arity(op);
  if (count < 3) c = -1;
  if (count < 2) b = -1;
  Node n{.op = op, .operand = {a, b, c}};
  bool all_constant = true;
  n.uniform = true;
  for (int k = 0; k < count; k++) {
    const Node& operand = node(n.operand[k]);
    all_constant = all_constant && operand.op == Op::constant;
    n.uniform = n.uniform && operand.uniform;
    if (!(op == Op::where && k == 0)) n.mask |= operand.mask;
  }
  if (is_step(op)) n.mask = 0;
  if (all_constant) return fold(op, a, b, c);
  if (op == Op::where && node(a).op == Op::constant) return node(a).value == 0 ? c : b;
  if (const int same = simplified(op, a, b); same >= 0) return same;
  return insert(n);
}

int GraphBuilder::power(int a, int b) {
  if (is_constant(a, kE)) return apply(Op::exp, b);
  if (node(b).op != Op::constant) return apply(Op::pow, a, b);
  const double n = node(b).value;
  if (n == 0.5) return apply(Op::sqrt, a);
  if (n == 2) return apply(Op::sq, a);
  if (n == 1) return a;
  if (n == 0) return constant(1);
  if (n != std::floor(n) || std::abs(n) > kLargestPowi) return apply(Op::pow, a, b);
  const Node& base = node(a);
  if (base.op == Op::constant) return constant(powi(base.value, int(n)));
  return insert(
      {.op = Op::powi, .index = int(n), .operand = {a, -1, -1}, .mask = base.mask, .uniform = base.uniform});
}

std::vector<Node> GraphBuilder::ordered(int result) const {
  // How many registers each node needs, counted as if nothing were shared.
  std::vector<int> need(nodes_.size(), 0);
  const auto operands = [&](int i) {
    std::vector<int> order;
    for (int k = 0; k < arity(node(i).op); k++) order.push_back(node(i).operand[k]);
    std::stable_sort(order.begin(), order.end(),
                     [&](int a, int b) { return need[std::size_t(a)] > need[std::size_t(b)]; });
    return order;
  };
  for (int i = 0; i < size(); i++) {
    if (node(i).uniform || node(i).op == Op::variable) continue;
    const std::vector<int> order = operands(i);
    int most = 1;
    for (std::size_t k = 0; k < order.size(); k++)
      most = std::max(most, need[std::size_t(order[k])] + int(k));
    need[std::size_t(i)] = most;
  }
  std::vector<int> place(nodes_.size(), -1), stack{result};
  std::vector<Node> out;
  while (!stack.empty()) {
    const int i = stack.back();
    if (place[std::size_t(i)] >= 0) {
      stack.pop_back();
      continue;
    }
    const std::vector<int> order = operands(i);
    bool ready = true;
    for (auto at = order.rbegin(); at != order.rend(); ++at)
      if (place[std::size_t(*at)] < 0) {
        stack.push_back(*at);
        ready = false;
      }
    if (!ready) continue;
    stack.pop_back();
    place[std::size_t(i)] = int(out.size());
    Node n = node(i);
    for (int k = 0; k < arity(n.op); k++) n.operand[k] = place[std::size_t(n.operand[k])];
    out.push_back(n);
  }
  return out;
}

}  // namespace thalweg
