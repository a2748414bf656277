// SPDX-License-Identifier: MIT
#include "formula/print_cuda.h"

#include <cmath>
#include <cstring>

#include "formula/print_text.h"
#include "formula/program.h"

namespace thalweg {

namespace {

/// The coefficients that are no constants, numbered from 0; -1 for all other nodes.
std::vector<int> member_numbers(const Formula& formula, int& count) {
  std::vector<int> number = coefficient_numbers(formula);
  count = 0;
  std::vector<int> member(number.size(), -1);
  for (std::size_t i = 0; i < number.size(); i++)
    if (number[i] >= 0 && formula.nodes[i].op != Op::constant) member[i] = count++;
  return member;
}

/// A double literal: "2" would be an int.
std::string literal(double value) {
  std::string text = shortest(value);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return std::signbit(value) ? "(" + text + ")" : text;
}

class FunctorPrinter {
 public:
  explicit FunctorPrinter(const Formula& formula)
      : formula_(formula), member_(member_numbers(formula, members_)) {}

  std::string print(const std::string& name) {
    std::string out = "struct " + name + " {\n";
    if (formula_.arguments != 2)
      out += "  static constexpr int weights = " + std::to_string(formula_.arguments) + ";\n";
    if (members_ > 0) out += "  double c[" + std::to_string(members_) + "];\n";
    out += "  template <";
    for (int k = 0; k < formula_.arguments; k++) out += (k ? ", class " : "class ") + type_name(k);
    out += ">\n  THALWEG_HD auto operator()(";
    for (int k = 0; k < formula_.arguments; k++)
      out += (k ? ", " : "") + type_name(k) + (is_used(k) ? " " + argument_name(k) : "");
    out += ") const {\n";
    for (std::size_t i = 0; i < formula_.nodes.size(); i++) {
      const Node& n = formula_.nodes[i];
      if (n.uniform || n.op == Op::variable) continue;
      out += "    const auto v" + std::to_string(i) + " = " + operation(n) + ";\n";
    }
    return out + "    return " + operand(int(formula_.nodes.size()) - 1) + ";\n  }\n};\n";
  }

 private:
  static std::string type_name(int k) { return std::string(1, "XYZ"[k]); }
  bool is_used(int k) const {
    for (const Node& n : formula_.nodes)
      if (n.op == Op::variable && n.index == k) return true;
    return false;
  }

  std::string operand(int i) const {
    const Node& n = formula_.nodes[std::size_t(i)];
    if (n.op == Op::variable) return argument_name(n.index);
    if (n.op == Op::constant) return literal(n.value);
    if (n.uniform) return "c[" + std::to_string(member_[std::size_t(i)]) + "]";
    return "v" + std::to_string(i);
  }
  std::string infix(const Node& n, const char* sign) const {
    return operand(n.operand[0]) + sign + operand(n.operand[1]);
  }
  std::string operation(const Node& n) const {
    switch (n.op) {
      case Op::neg:
        return "-" + operand(n.operand[0]);
      case Op::add:
        return infix(n, " + ");
      case Op::sub:
        return infix(n, " - ");
      case Op::mul:
        return infix(n, " * ");
      case Op::div:
        return infix(n, " / ");
      case Op::powi:
        return "powi(" + operand(n.operand[0]) + ", " + std::to_string(n.index) + ")";
      default:
        break;
    }
    std::string out = std::string(function_name(n.op)) + "(";
    for (int k = 0; k < arity(n.op); k++) out += (k ? ", " : "") + operand(n.operand[k]);
    return out + ")";
  }

  const Formula& formula_;
  int members_ = 0;
  std::vector<int> member_;
};

}  // namespace

std::string print_cuda(const Formula& formula, const std::string& name) {
  return FunctorPrinter(formula).print(name);
}

std::vector<std::byte> functor_bytes(const Formula& formula, std::span<const double> parameters) {
  const std::vector<int> number = coefficient_numbers(formula);
  const std::vector<double> all = coefficients(formula, parameters);
  std::vector<double> members;
  for (std::size_t i = 0; i < number.size(); i++)
    if (number[i] >= 0 && formula.nodes[i].op != Op::constant) members.push_back(all[std::size_t(number[i])]);
  if (members.empty()) return {std::byte{0}};  // an empty struct has one byte
  std::vector<std::byte> bytes(members.size() * sizeof(double));
  std::memcpy(bytes.data(), members.data(), bytes.size());
  return bytes;
}

}  // namespace thalweg
