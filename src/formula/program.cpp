// SPDX-License-Identifier: MIT
#include "formula/program.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "core/error.h"
#include "formula/apply.h"

namespace thalweg {

namespace {

constexpr int kVariables = 3;

/// What a gradient needs of every node: its value, its partials.
struct Needs {
  std::vector<char> value, slope;
};

/// From the result backwards: an operand's value is needed where a used value or a used derivative is
/// computed from it, its partials where a used derivative is.
Needs gradient_needs(const std::vector<Node>& nodes) {
  Needs needs{std::vector<char>(nodes.size(), 0), std::vector<char>(nodes.size(), 0)};
  for (std::size_t i = nodes.size(); i-- > 0;) {
    const Node& n = nodes[i];
    if (i + 1 == nodes.size()) needs.slope[i] = n.mask != 0;
    const bool value = needs.value[i], slope = needs.slope[i] && n.mask != 0;
    if (!value && !slope) continue;
    const auto mask = [&](int k) { return nodes[std::size_t(n.operand[k])].mask; };
    for (int k = 0; k < arity(n.op); k++) {
      const auto at = std::size_t(n.operand[k]);
      bool operand_value = true;
      switch (n.op) {
        case Op::neg:
        case Op::add:
        case Op::sub:
          operand_value = value;
          break;
        case Op::mul:
          operand_value = value || mask(1 - k) != 0;
          break;
        case Op::div:  // the slope of a / b needs b, and a only if b varies
          operand_value = value || k == 1 || mask(1) != 0;
          break;
        case Op::where:
          operand_value = value || k == 0;
          break;
        default:
          break;
      }
      if (operand_value) needs.value[at] = 1;
      if (slope && mask(k) != 0 && !(n.op == Op::where && k == 0)) needs.slope[at] = 1;
    }
  }
  return needs;
}

/// Where operands of instructions are, before registers are known: node indices, or `count` + j for a
/// coefficient that is spread into a register of its own.
struct Draft {
  std::vector<Instruction> code;
  std::vector<int> result;  ///< of each instruction: a node, or `count` + j
  std::vector<std::array<int, 3>> reads;
};

Draft draft(const Formula& formula, const std::vector<int>& coefficient) {
  const std::vector<Node>& nodes = formula.nodes;
  const Needs needs = gradient_needs(nodes);
  const int count = int(nodes.size());
  Draft d;
  std::vector<char> spread(nodes.size(), 0);
  const auto emit = [&](Instruction instruction, int result, std::array<int, 3> reads) {
    d.code.push_back(instruction);
    d.result.push_back(result);
    d.reads.push_back(reads);
  };
  for (int i = 0; i < count; i++) {
    const Node& n = nodes[std::size_t(i)];
    if (n.uniform || n.op == Op::variable) continue;
    const bool slope = needs.slope[std::size_t(i)] && n.mask != 0;
    Instruction q{.op = n.op,
                  .form = Form::registers,
                  .mask = {},
                  .value = needs.value[std::size_t(i)] != 0,
                  .slope = slope,
                  .out = 0,
                  .operand = {},
                  .exponent = n.index};
    std::array<int, 3> reads{-1, -1, -1};
    if (takes_constant(n.op) && nodes[std::size_t(n.operand[1])].uniform) {
      q.form = Form::constant_right;
      q.operand[2] = u32(coefficient[std::size_t(n.operand[1])]);
      reads[0] = n.operand[0];
    } else if (takes_constant(n.op) && nodes[std::size_t(n.operand[0])].uniform) {
      q.form = Form::constant_left;
      q.operand[2] = u32(coefficient[std::size_t(n.operand[0])]);
      reads[0] = n.operand[1];
    } else {
      for (int k = 0; k < arity(n.op); k++) {
        reads[std::size_t(k)] = n.operand[k];
        const auto at = std::size_t(n.operand[k]);
        if (!nodes[at].uniform) continue;
        reads[std::size_t(k)] = count + coefficient[at];
        if (spread[at]) continue;
        spread[at] = 1;
        emit({.op = Op::constant,
              .form = Form::registers,
              .mask = {},
              .value = true,
              .slope = false,
              .out = 0,
              .operand = {0, 0, u32(coefficient[at])},
              .exponent = 0},
             count + coefficient[at], {-1, -1, -1});
      }
    }
    for (std::size_t k = 0; k < 3; k++)
      if (slope && reads[k] >= 0 && reads[k] < count && !(n.op == Op::where && k == 0))
        q.mask[k] = nodes[std::size_t(reads[k])].mask;
    emit(q, i, reads);
  }
  return d;
}

bool multiplies_constant(const Instruction& q) { return q.op == Op::mul && q.form != Form::registers; }

/// What `q` followed by `next`, which reads q's result as operand `which`, computes.
Fusion fusion(const Instruction& q, const Instruction& next, int which) {
  const bool scaled = multiplies_constant(q), square = q.op == Op::sq;
  const bool with_register = next.form == Form::registers;
  if (next.op == Op::add && with_register)
    return scaled ? Fusion::add_scaled : square ? Fusion::add_square : Fusion::none;
  if (next.op == Op::sub && with_register) {
    if (scaled) return which == 1 ? Fusion::subtract_scaled : Fusion::scaled_minus;
    if (square) return which == 1 ? Fusion::subtract_square : Fusion::square_minus;
  }
  if (next.op == Op::sq && (q.op == Op::add || q.op == Op::sub)) {
    if (q.form == Form::registers)
      return q.op == Op::add ? Fusion::square_of_sum : Fusion::square_of_difference;
    if (q.op == Op::sub && q.form == Form::constant_left) return Fusion::square_of_reflected;
    return Fusion::square_of_shifted;
  }
  if (multiplies_constant(next) && square) return Fusion::scaled_square;
  if (scaled && next.op == Op::sub && next.form == Form::constant_left) return Fusion::minus_scaled;
  if (scaled && !with_register && (next.op == Op::add || next.op == Op::sub)) return Fusion::scaled_plus;
  return Fusion::none;
}

/// Marks pairs of neighbours where the first one's result is read once, by the second.
void fuse(Draft& d, std::size_t places, std::size_t root) {
  std::vector<int> reads(places, 0);
  for (const auto& read : d.reads)
    for (const int at : read)
      if (at >= 0) reads[std::size_t(at)]++;
  reads[root]++;
  for (std::size_t i = 0; i + 1 < d.code.size(); i++) {
    const int result = d.result[i];
    const auto& read = d.reads[i + 1];
    if (reads[std::size_t(result)] != 1 || (read[0] != result && read[1] != result)) continue;
    if (i > 0 && d.code[i - 1].fusion != Fusion::none) continue;
    // Two operands of which one alone has partials are left to the single instructions: fewer loops to
    // compile.
    const Instruction &q = d.code[i], &next = d.code[i + 1];
    const int which = read[0] == result ? 0 : 1;
    const bool two = next.form == Form::registers && arity(next.op) == 2;
    const int other = two                                             ? next.mask[1 - which]
                      : arity(q.op) == 2 && q.form == Form::registers ? q.mask[1]
                                                                      : q.mask[0];
    if (next.slope && (q.mask[0] == 0) != (other == 0)) continue;
    d.code[i].fusion = fusion(q, next, which);
  }
}

/// Linear scan over straight-line code: a register is free again after the last instruction that reads it.
u32 allocate(const Formula& formula, Draft& d, std::size_t places, u32& result) {
  std::vector<int> last(places, -1);
  std::vector<u32> place(places, 0), unused;
  const int length = int(d.code.size());
  for (int i = 0; i < length; i++)
    for (const int read : d.reads[std::size_t(i)])
      if (read >= 0) last[std::size_t(read)] = i;
  const std::size_t root = formula.nodes.size() - 1;
  last[root] = length;
  u32 next = u32(formula.arguments);
  for (std::size_t i = 0; i < formula.nodes.size(); i++)
    if (formula.nodes[i].op == Op::variable) {
      place[i] = u32(formula.nodes[i].index);
      last[i] = length;
    }
  for (int i = 0; i < length; i++) {
    const auto& reads = d.reads[std::size_t(i)];
    Instruction& q = d.code[std::size_t(i)];
    for (std::size_t k = 0; k < 3; k++) {
      if (reads[k] < 0) continue;
      q.operand[k] = place[std::size_t(reads[k])];
      const bool again = std::find(reads.begin(), reads.begin() + std::ptrdiff_t(k), reads[k]) !=
                         reads.begin() + std::ptrdiff_t(k);
      if (last[std::size_t(reads[k])] == i && !again) unused.push_back(q.operand[k]);
    }
    if (unused.empty()) unused.push_back(next++);
    q.out = place[std::size_t(d.result[std::size_t(i)])] = unused.back();
    unused.pop_back();
  }
  result = place[root];
  return next;
}

}  // namespace

std::vector<int> coefficient_numbers(const Formula& formula) {
  std::vector<int> number(formula.nodes.size(), -1);
  int count = 0;
  for (const Node& n : formula.nodes) {
    if (n.uniform) continue;
    for (int k = 0; k < arity(n.op); k++) {
      const auto at = std::size_t(n.operand[k]);
      if (formula.nodes[at].uniform && number[at] < 0) number[at] = count++;
    }
  }
  return number;
}

std::vector<double> coefficients(const Formula& formula, std::span<const double> parameters) {
  if (parameters.size() != formula.parameters.size())
    throw InputError("the formula has " + std::to_string(formula.parameters.size()) + " parameters, not " +
                     std::to_string(parameters.size()));
  const std::vector<int> number = coefficient_numbers(formula);
  std::vector<double> values(formula.nodes.size(), 0), result;
  for (std::size_t i = 0; i < formula.nodes.size(); i++) {
    const Node& n = formula.nodes[i];
    if (!n.uniform) continue;
    const auto operand = [&](int k) { return n.operand[k] < 0 ? 0.0 : values[std::size_t(n.operand[k])]; };
    if (n.op == Op::constant)
      values[i] = n.value;
    else if (n.op == Op::parameter)
      values[i] = parameters[std::size_t(n.index)];
    else
      values[i] = apply(n.op, n.index, operand(0), operand(1), operand(2));
    if (number[i] < 0) continue;
    if (result.size() <= std::size_t(number[i])) result.resize(std::size_t(number[i]) + 1);
    result[std::size_t(number[i])] = values[i];
  }
  return result;
}

std::vector<std::byte> compile(const Formula& formula, std::span<const double> parameters) {
  const std::vector<double> numbers = coefficients(formula, parameters);
  Draft d = draft(formula, coefficient_numbers(formula));
  Program program{.arguments = u32(formula.arguments),
                  .registers = 0,
                  .coefficients = u32(numbers.size()),
                  .instructions = u32(d.code.size()),
                  .result = 0,
                  .result_mask = formula.nodes.back().mask};
  fuse(d, formula.nodes.size() + numbers.size(), formula.nodes.size() - 1);
  program.registers = allocate(formula, d, formula.nodes.size() + numbers.size(), program.result);
  if (program.registers > u32(kMaxFormulaRegisters))
    throw InputError("the formula needs " + std::to_string(program.registers) +
                     " intermediate values at once; at most " + std::to_string(kMaxFormulaRegisters) +
                     " are possible");
  const std::size_t head = sizeof(Program), middle = numbers.size() * sizeof(double);
  std::vector<std::byte> bytes(head + middle + d.code.size() * sizeof(Instruction));
  std::memcpy(bytes.data(), &program, head);
  if (!numbers.empty()) std::memcpy(bytes.data() + head, numbers.data(), middle);
  if (!d.code.empty())
    std::memcpy(bytes.data() + head + middle, d.code.data(), d.code.size() * sizeof(Instruction));
  return bytes;
}

}  // namespace thalweg
