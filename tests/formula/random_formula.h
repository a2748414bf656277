// SPDX-License-Identifier: MIT
// Random formula texts for property tests; the same seed gives the same text.
#pragma once

#include <random>
#include <string>

namespace thalweg::test {

class RandomFormula {
 public:
  explicit RandomFormula(unsigned seed) : random_(seed) {}

  /// With definitions and parameters in front of it now and then.
  std::string text() {
    std::string out;
    names_ = {"x", "y"};
    if (pick(3) == 0) {
      out += "a = 1.5 : 0.5..3; ";
      names_.push_back("a");
    }
    if (pick(3) == 0) {
      out += "let u = " + expression(2) + "; ";
      names_.push_back("u");
    }
    return out + expression(5) + " + " + names_[pick(2)];
  }

 private:
  std::size_t pick(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }
  template <std::size_t N>
  std::string pick(const char* const (&list)[N]) {
    return list[pick(N)];
  }

  std::string leaf() {
    static constexpr const char* kNumbers[] = {"2", "3", "0.5", "1e-3", "0.1", "7.25", "pi", "e", "1", "0"};
    return pick(3) == 0 ? pick(kNumbers) : names_[pick(names_.size())];
  }
  std::string expression(int depth) {
    if (depth == 0) return leaf();
    static constexpr const char* kUnary[] = {"sin",  "cos",  "tan", "asin",  "acos", "atan",  "sinh",
                                             "cosh", "tanh", "exp", "log",   "log2", "log10", "sqrt",
                                             "cbrt", "abs",  "erf", "floor", "ceil", "round", "sign"};
    static constexpr const char* kBinary[] = {"atan2", "hypot", "min", "max", "pow", "mod"};
    static constexpr const char* kInfix[] = {" + ", " - ", "*", "/", " + ", " - ", "*"};
    static constexpr const char* kCompare[] = {" < ", " <= ", " > ", " >= ", " == ", " != "};
    static constexpr const char* kPowers[] = {"2", "3", "4", "-1", "7", "0.5", "2.5", "-0.3"};
    switch (pick(12)) {
      case 0:
        return leaf();
      case 1:
      case 2:
        return pick(kUnary) + "(" + expression(depth - 1) + ")";
      case 3:
        return pick(kBinary) + "(" + expression(depth - 1) + ", " + expression(depth - 1) + ")";
      case 4:
        return "(" + expression(depth - 1) + ")^" + pick(kPowers);
      case 5:
        return "-(" + expression(depth - 1) + ")";
      case 6:
        return "where(" + expression(depth - 1) + pick(kCompare) + expression(depth - 1) + ", " +
               expression(depth - 1) + ", " + expression(depth - 1) + ")";
      default:
        return "(" + expression(depth - 1) + pick(kInfix) + expression(depth - 1) + ")";
    }
  }

  std::mt19937 random_;
  std::vector<std::string> names_;
};

}  // namespace thalweg::test
