// SPDX-License-Identifier: MIT
#include "formula/parse.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "formula/graph.h"
#include "formula/lexer.h"

namespace thalweg {

namespace {

constexpr double kPi = 3.14159265358979323846, kE = 2.71828182845904523536;

// How tightly operators bind; ^ is handled with its base, unary minus between * and ^.
enum Binding : int { kNothing, kComparison, kSum, kProduct, kSigned };

struct Operator {
  const char* sign;
  Binding binding;
};
constexpr Operator kOperators[] = {
    {"<", kComparison},  {"<=", kComparison}, {">", kComparison}, {">=", kComparison}, {"==", kComparison},
    {"!=", kComparison}, {"+", kSum},         {"-", kSum},        {"*", kProduct},     {"/", kProduct}};

/// The functions that may be called, under the names that are typed; `most` = 0: any number.
struct Function {
  const char* name;
  Op op;
  int least, most;
};
constexpr Op kModulo = Op::constant;  // has no node of its own: a - b * floor(a / b)
constexpr Function kFunctions[] = {
    {"sin", Op::sin, 1, 1},     {"cos", Op::cos, 1, 1},     {"tan", Op::tan, 1, 1},
    {"asin", Op::asin, 1, 1},   {"acos", Op::acos, 1, 1},   {"atan", Op::atan, 1, 1},
    {"atan2", Op::atan2, 2, 2}, {"sinh", Op::sinh, 1, 1},   {"cosh", Op::cosh, 1, 1},
    {"tanh", Op::tanh, 1, 1},   {"exp", Op::exp, 1, 1},     {"log", Op::log, 1, 1},
    {"ln", Op::log, 1, 1},      {"log2", Op::log2, 1, 1},   {"log10", Op::log10, 1, 1},
    {"sqrt", Op::sqrt, 1, 1},   {"cbrt", Op::cbrt, 1, 1},   {"abs", Op::abs, 1, 1},
    {"erf", Op::erf, 1, 1},     {"floor", Op::floor, 1, 1}, {"ceil", Op::ceil, 1, 1},
    {"round", Op::round, 1, 1}, {"sign", Op::sign, 1, 1},   {"min", Op::min, 2, 0},
    {"max", Op::max, 2, 0},     {"hypot", Op::hypot, 2, 2}, {"pow", Op::pow, 2, 2},
    {"mod", kModulo, 2, 2},     {"where", Op::where, 3, 3}};

const Function* find_function(std::string_view name) {
  const auto* at = std::find_if(std::begin(kFunctions), std::end(kFunctions),
                                [&](const Function& f) { return f.name == name; });
  return at == std::end(kFunctions) ? nullptr : at;
}

class Parser {
 public:
  Parser(std::string_view text, int arguments) : lexer_(text), arguments_(arguments) {
    for (int k = 0; k < arguments; k++) names_[argument_name(k)] = graph_.variable(k);
    if (arguments == 1) names_["w"] = graph_.variable(0);
    names_["pi"] = graph_.constant(kPi);
    names_["e"] = graph_.constant(kE);
    ahead_ = lexer_.next();
    advance();
  }

  Formula parse() {
    // The expression is read last, so that names may be defined after it.
    std::optional<Place> expression_at;
    while (now_.kind != TokenKind::end) {
      if (accept(";")) continue;
      if (is_definition()) {
        definition();
        if (now_.kind != TokenKind::end && !is(";")) unexpected("an operator or the end");
      } else {
        if (expression_at) fail("a second expression; one formula has one", now_.position);
        expression_at = {lexer_, now_, ahead_};
        while (now_.kind != TokenKind::end && !is(";")) advance();
      }
    }
    if (!expression_at) fail("the formula is empty", lexer_.text().size());
    lexer_ = expression_at->lexer;
    now_ = expression_at->now;
    ahead_ = expression_at->ahead;
    const std::size_t start = now_.position;
    const int result = expression(kNothing);
    if (now_.kind != TokenKind::end && !is(";")) unexpected("an operator or the end");
    if (graph_.node(result).uniform)
      fail(std::string("the formula depends on ") + (arguments_ == 1   ? "no x"
                                                     : arguments_ == 2 ? "neither x nor y"
                                                                       : "none of x, y, z"),
           start);
    return {std::string(lexer_.text()), arguments_, std::move(parameters_), graph_.ordered(result)};
  }

 private:
  /// In the text, with what was read ahead.
  struct Place {
    Lexer lexer;
    Token now, ahead;
  };

  [[noreturn]] void fail(const std::string& what, std::size_t where) const {
    throw FormulaError(what, lexer_.text(), where);
  }
  [[noreturn]] void unexpected(const std::string& wanted) const {
    if (now_.kind == TokenKind::end) fail("the formula ends where " + wanted + " is expected", now_.position);
    std::string hint;
    if (now_.kind != TokenKind::sign || is("(")) hint = "; products are written with *";
    const std::string shown(now_.text.substr(0, 40));
    fail("'" + shown + "' where " + wanted + " is expected" + hint, now_.position);
  }

  void advance() {
    now_ = ahead_;
    if (ahead_.kind != TokenKind::end) ahead_ = lexer_.next();
  }
  bool is(std::string_view sign) const { return now_.kind == TokenKind::sign && now_.text == sign; }
  bool accept(std::string_view sign) {
    if (!is(sign)) return false;
    advance();
    return true;
  }
  void expect(std::string_view sign) {
    if (!accept(sign)) unexpected("'" + std::string(sign) + "'");
  }

  bool is_definition() const {
    if (now_.kind != TokenKind::name) return false;
    return now_.text == "let" || (ahead_.kind == TokenKind::sign && ahead_.text == "=");
  }

  void definition() {
    const bool let = now_.text == "let";
    if (let) advance();
    const Token name = now_;
    if (name.kind != TokenKind::name || name.text == "let") unexpected("a name");
    if (find_function(name.text)) fail("'" + std::string(name.text) + "' is a function", name.position);
    if (names_.contains(std::string(name.text)))
      fail("'" + std::string(name.text.substr(0, 40)) + "' is already defined", name.position);
    advance();
    expect("=");
    const std::size_t start = now_.position;
    const int value = expression(kNothing);
    if (!let && is(":")) {
      parameter(name, constant_value(value, start));
      return;
    }
    names_[std::string(name.text)] = value;
  }

  void parameter(const Token& name, double initial) {
    expect(":");
    const std::size_t start = now_.position;
    const double low = constant_value(expression(kNothing), start);
    expect("..");
    const std::size_t middle = now_.position;
    const double high = constant_value(expression(kNothing), middle);
    if (!(low < high)) fail("the range of a parameter goes from low to high", start);
    if (!(low <= initial && initial <= high)) fail("the parameter starts outside its range", name.position);
    names_[std::string(name.text)] = graph_.parameter(int(parameters_.size()));
    parameters_.push_back({std::string(name.text), initial, low, high});
  }

  double constant_value(int node, std::size_t where) const {
    if (graph_.node(node).op != Op::constant) fail("a parameter's value and range are constants", where);
    return graph_.node(node).value;
  }

  /// A node for op(a, b, c) that `where` in the text asks for; constants must stay numbers.
  int apply(std::size_t where, Op op, int a, int b = -1, int c = -1) {
    return checked(where, op == Op::pow ? graph_.power(a, b) : graph_.apply(op, a, b, c));
  }
  int checked(std::size_t where, int node) const {
    const Node& n = graph_.node(node);
    if (n.op == Op::constant && !std::isfinite(n.value)) fail("the constant is not a finite number", where);
    if (graph_.size() > kMaxFormulaNodes)
      fail("the formula has more than " + std::to_string(kMaxFormulaNodes) + " operations", where);
    return node;
  }

  struct Nesting {
    explicit Nesting(Parser& p) : parser(p) {
      if (++parser.depth_ > kMaxFormulaNesting)
        parser.fail("nested more than " + std::to_string(kMaxFormulaNesting) + " deep", parser.now_.position);
    }
    ~Nesting() { parser.depth_--; }
    Parser& parser;
  };

  /// Everything that binds tighter than `outer` (Pratt 1973).
  int expression(Binding outer) {
    const Nesting nesting(*this);
    int left = signed_operand();
    for (;;) {
      const Operator* found = nullptr;
      for (const Operator& candidate : kOperators)
        if (is(candidate.sign)) found = &candidate;
      if (!found || found->binding <= outer) return left;
      const Token sign = now_;
      advance();
      left = binary(sign, left, expression(found->binding));
      if (found->binding == kComparison && now_.kind == TokenKind::sign)
        for (const Operator& candidate : kOperators)
          if (is(candidate.sign) && candidate.binding == kComparison)
            fail("comparisons cannot be chained; use parentheses", now_.position);
    }
  }

  int binary(const Token& sign, int a, int b) {
    const std::size_t at = sign.position;
    const std::string_view s = sign.text;
    if (s == "+") return apply(at, Op::add, a, b);
    if (s == "-") return apply(at, Op::sub, a, b);
    if (s == "*") return apply(at, Op::mul, a, b);
    if (s == "/") return apply(at, Op::div, a, b);
    if (s == "<") return apply(at, Op::less, a, b);
    if (s == ">") return apply(at, Op::less, b, a);
    if (s == "<=") return apply(at, Op::less_equal, a, b);
    if (s == ">=") return apply(at, Op::less_equal, b, a);
    const int equal = apply(at, Op::equal, a, b);
    return s == "==" ? equal : apply(at, Op::sub, graph_.constant(1), equal);
  }

  /// [-] power, and the power's exponent may have signs again.
  int signed_operand() {
    bool negative = false;
    const std::size_t at = now_.position;
    while (is("-") || is("+")) {
      if (is("-")) negative = !negative;
      advance();
    }
    int a = operand();
    if (is("^")) {
      const Nesting nesting(*this);
      const std::size_t sign = now_.position;
      advance();
      a = apply(sign, Op::pow, a, signed_operand());
    }
    return negative ? apply(at, Op::neg, a) : a;
  }

  int operand() {
    const Token token = now_;
    if (token.kind == TokenKind::number) {
      advance();
      return graph_.constant(token.number);
    }
    if (token.kind == TokenKind::name) return name_or_call();
    if (accept("(")) {
      const int inside = expression(kNothing);
      expect(")");
      return inside;
    }
    unexpected("a number, a name or '('");
  }

  int name_or_call() {
    const Token token = now_;
    advance();
    const std::string name(token.text);
    const Function* function = find_function(name);
    if (function) return call(*function, token.position);
    if (const auto at = names_.find(name); at != names_.end()) return at->second;
    fail(unknown(name), token.position);
  }

  std::string unknown(const std::string& name) const {
    std::vector<std::string> known;
    for (const auto& [k, node] : names_) known.push_back(k);
    for (const Function& f : kFunctions) known.push_back(f.name);
    std::string text = "unknown name '" + name.substr(0, 40) + "'";
    // One slip away from a single letter is every other one: no hint.
    if (const std::string near = nearest(name, known); name.size() > 1 && !near.empty())
      text += "; did you mean '" + near + "'?";
    constexpr std::size_t kListed = 60;
    text += " (accepted:";
    for (std::size_t i = 0; i < std::min(kListed, known.size()); i++) text += (i ? ", " : " ") + known[i];
    return text + (known.size() > kListed ? ", ...)" : ")");
  }

  int call(const Function& f, std::size_t at) {
    if (!is("(")) unexpected("'(' after " + std::string(f.name));
    advance();
    std::vector<int> given{expression(kNothing)};
    while (accept(",")) given.push_back(expression(kNothing));
    expect(")");
    const int count = int(given.size());
    if (count < f.least || (f.most > 0 && count > f.most))
      fail(std::string(f.name) + " takes " + std::to_string(f.least) + (f.most == 0 ? " or more" : "") +
               (f.least == 1 ? " argument, not " : " arguments, not ") + std::to_string(count),
           at);
    if (f.op == kModulo) {
      const int floor = apply(at, Op::floor, apply(at, Op::div, given[0], given[1]));
      return apply(at, Op::sub, given[0], apply(at, Op::mul, given[1], floor));
    }
    if (f.op == Op::where) return apply(at, f.op, given[0], given[1], given[2]);
    if (count == 1) return apply(at, f.op, given[0]);
    int result = given[0];
    for (std::size_t k = 1; k < given.size(); k++) result = apply(at, f.op, result, given[k]);
    return result;
  }

  Lexer lexer_;
  Token now_{}, ahead_{};
  GraphBuilder graph_;
  int arguments_;
  int depth_ = 0;
  std::map<std::string, int> names_;
  std::vector<FormulaParameter> parameters_;
};

/// The text around a position on one line, other bytes than printable ASCII as '?', and a caret below.
std::string caret_lines(std::string_view text, std::size_t where) {
  constexpr std::size_t kBefore = 50, kAfter = 25;
  const std::size_t start = where > kBefore ? where - kBefore : 0;
  std::string line(text.substr(std::min(start, text.size()), where - start + kAfter));
  for (char& c : line)
    if (c < ' ' || c > '~') c = c == '\n' || c == '\t' ? ' ' : '?';
  return line + "\n" + std::string(where - start, ' ') + "^";
}

}  // namespace

FormulaError::FormulaError(const std::string& what, std::string_view text, std::size_t where)
    : InputError("formula, position " + std::to_string(where + 1) + ": " + what),
      position(where),
      caret(caret_lines(text, where)) {}

Formula parse_formula(std::string_view text, int arguments) {
  if (arguments < 1 || arguments > 3) throw InputError("a formula has 1, 2 or 3 arguments");
  return Parser(text, arguments).parse();
}

}  // namespace thalweg
