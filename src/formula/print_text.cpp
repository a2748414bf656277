// SPDX-License-Identifier: MIT
#include "formula/print_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace thalweg {

namespace {

// How tightly a text holds together, as the parser sees it.
enum Level : int { kComparison = 1, kSum, kProduct, kSigned, kPower, kAtom };

/// Texts nested deeper than this are given a name, so that the parser's own limit is never met.
constexpr int kDeepest = 100;

struct Piece {
  std::string text;
  Level level = kAtom;
  int depth = 0;
};

std::string wrapped(const Piece& p, Level least) { return p.level < least ? "(" + p.text + ")" : p.text; }

class TextPrinter {
 public:
  explicit TextPrinter(const Formula& formula)
      : formula_(formula), pieces_(formula.nodes.size()), use_(formula.nodes.size(), 0) {
    for (const Node& n : formula.nodes)
      for (int k = 0; k < arity(n.op); k++) uses(n.operand[k])++;
    for (const FormulaParameter& p : formula.parameters)
      while (p.name.starts_with(prefix_)) prefix_ += "_";
  }

  std::string print() {
    std::string out;
    for (const FormulaParameter& p : formula_.parameters)
      out += p.name + " = " + shortest(p.initial) + " : " + shortest(p.low) + ".." + shortest(p.high) + "; ";
    int named = 0;
    for (std::size_t i = 0; i < pieces_.size(); i++) {
      Piece& piece = pieces_[i];
      piece = print(formula_.nodes[i]);
      const bool last = i + 1 == pieces_.size();
      const bool shared = use_[i] > 1 && arity(formula_.nodes[i].op) > 0;
      if (last || (!shared && piece.depth <= kDeepest)) continue;
      const std::string name = prefix_ + std::to_string(++named);
      out += "let " + name + " = " + piece.text + "; ";
      piece = {name};
    }
    return out + pieces_.back().text;
  }

 private:
  int& uses(int i) { return use_[std::size_t(i)]; }
  Piece& piece(const Node& n, int k) { return pieces_[std::size_t(n.operand[k])]; }

  Piece infix(const Node& n, const char* sign, Level level) {
    Piece &a = piece(n, 0), &b = piece(n, 1);
    const Level left = level == kComparison ? kSum : level, right = Level(level + 1);
    const int depth = std::max(a.depth + (a.level < left), b.depth + 1);
    // The left text is moved unless it is used twice, so that long sums are printed in linear time.
    const bool take = uses(n.operand[0]) == 1 && n.operand[0] != n.operand[1] && a.level >= left;
    std::string text = take ? std::move(a.text) : wrapped(a, left);
    text += sign;
    text += wrapped(b, right);
    return {std::move(text), level, depth};
  }
  Piece power(const Node& n, const std::string& exponent) {
    return {wrapped(piece(n, 0), kAtom) + "^" + exponent, kPower, piece(n, 0).depth + 1};
  }
  Piece call(const Node& n) {
    Piece out{std::string(function_name(n.op)) + "("};
    for (int k = 0; k < arity(n.op); k++) {
      out.text += (k ? ", " : "") + piece(n, k).text;
      out.depth = std::max(out.depth, piece(n, k).depth + 1);
    }
    out.text += ")";
    return out;
  }

  Piece print(const Node& n) {
    switch (n.op) {
      case Op::constant:
        return {shortest(n.value), std::signbit(n.value) ? kSigned : kAtom};
      case Op::variable:
        return {argument_name(n.index)};
      case Op::parameter:
        return {formula_.parameters[std::size_t(n.index)].name};
      case Op::neg:
        return {"-" + wrapped(piece(n, 0), kPower), kSigned, piece(n, 0).depth + 1};
      case Op::add:
        return infix(n, " + ", kSum);
      case Op::sub:
        return infix(n, " - ", kSum);
      case Op::mul:
        return infix(n, "*", kProduct);
      case Op::div:
        return infix(n, "/", kProduct);
      case Op::less:
        return infix(n, " < ", kComparison);
      case Op::less_equal:
        return infix(n, " <= ", kComparison);
      case Op::equal:
        return infix(n, " == ", kComparison);
      case Op::sq:
        return power(n, "2");
      case Op::powi:
        return power(n, std::to_string(n.index));
      case Op::pow: {
        Piece p = power(n, wrapped(piece(n, 1), kSigned));
        p.depth = std::max(p.depth, piece(n, 1).depth + 1);
        return p;
      }
      default:
        return call(n);
    }
  }

  const Formula& formula_;
  std::vector<Piece> pieces_;
  std::vector<int> use_;
  std::string prefix_ = "t";
};

}  // namespace

std::string shortest(double value) {
  char buffer[32];
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
  return {buffer, end};
}

std::string print_text(const Formula& formula) { return TextPrinter(formula).print(); }

}  // namespace thalweg
