// SPDX-License-Identifier: MIT
// A formula as a register program: one block of plain bytes that can be copied like any surface's functor.
//
// Registers are handed out by linear scan; the first ones hold the arguments.  Numbers that are the same for
// a whole run (constants and what depends on parameters alone) are coefficients, computed once in double.
//
// Every instruction knows which partial derivatives its operands carry and what of its result is used, so
// that a gradient costs no more than the derivatives that exist: the value of the last sum, or the cosine
// behind a sine whose slope alone matters, is not computed.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "formula/expression.h"

namespace thalweg {

/// Most registers of a program: bounds the scratch memory of the block interpreter, which lies on the stack.
inline constexpr int kMaxFormulaRegisters = 256;

/// Where an operand comes from if it is no register: only + - * / pow take coefficients directly.
enum class Form : u8 { registers, constant_right, constant_left };

/// Two instructions that the block interpreter runs as one, named by what they compute together; the second
/// one's other operand is a.
enum class Fusion : u8 {
  none,
  add_scaled,            ///< a + c b
  subtract_scaled,       ///< a - c b
  scaled_minus,          ///< c b - a
  add_square,            ///< a + b^2
  subtract_square,       ///< a - b^2
  square_minus,          ///< b^2 - a
  square_of_sum,         ///< (a + b)^2
  square_of_difference,  ///< (a - b)^2
  square_of_shifted,     ///< (b + c)^2, (b - c)^2
  square_of_reflected,   ///< (c - b)^2
  scaled_square,         ///< c b^2
  scaled_plus,           ///< c b + c', c b - c'
  minus_scaled,          ///< c' - c b
};

struct Instruction {
  Op op;  ///< Op::constant spreads a coefficient into a register
  Form form;
  u8 mask[3];                    ///< of the operands in gradient mode
  bool value;                    ///< gradient mode: the result's value is used
  bool slope;                    ///< gradient mode: the result's partials are used (if it has any)
  Fusion fusion = Fusion::none;  ///< of this instruction and the next
  u32 out;
  u32 operand[3];  ///< registers; operand[2] is the coefficient if the form or the operation asks for one
  int exponent;    ///< of powi
};

/// The head of the bytes; coefficients (double) and instructions follow.
struct Program {
  u32 arguments, registers, coefficients, instructions;
  u32 result;       ///< register
  u32 result_mask;  ///< which of its partials exist

  THALWEG_HD const double* coefficient() const { return reinterpret_cast<const double*>(this + 1); }
  THALWEG_HD const Instruction* code() const {
    return reinterpret_cast<const Instruction*>(coefficient() + coefficients);
  }
};
static_assert(sizeof(Program) % alignof(double) == 0);

/// `parameters`: one value per formula parameter.  Throws InputError for a formula that needs more than
/// kMaxFormulaRegisters intermediate values at once.
std::vector<std::byte> compile(const Formula& formula, std::span<const double> parameters);

/// The coefficients alone, in the order of print_cuda's members: what changes when a slider moves.
std::vector<double> coefficients(const Formula& formula, std::span<const double> parameters);

/// For every node the coefficient that holds it, or -1: nodes that are uniform and feed one that is not.
std::vector<int> coefficient_numbers(const Formula& formula);

}  // namespace thalweg
