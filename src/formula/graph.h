// SPDX-License-Identifier: MIT
// Builds the graph of a formula: folds constants, drops what changes nothing (x + 0, 1 * x, --x), joins equal
// subexpressions, and in the end numbers the nodes in an order that depends on the structure alone.
#pragma once

#include <unordered_map>

#include "formula/expression.h"

namespace thalweg {

/// Largest graph: a bound for the memory that hostile input can ask for (about 100 bytes per node).
inline constexpr int kMaxFormulaNodes = 1'000'000;

class GraphBuilder {
 public:
  int constant(double value);
  int variable(int k);
  int parameter(int k);
  /// The node that stands for op(a, b, c); operands beyond its arity are ignored.  Constants are folded with
  /// the functions of core/ in double.
  int apply(Op op, int a, int b = -1, int c = -1);
  /// a^b: square, whole powers up to 64, square root and exp where they say the same, else pow.
  int power(int a, int b);

  const Node& node(int i) const { return nodes_[std::size_t(i)]; }
  int size() const { return int(nodes_.size()); }

  /// The nodes that `result` needs, operands first; of several operands the one that needs more intermediate
  /// values is computed first (Sethi & Ullman 1970), which keeps the number of registers low.
  std::vector<Node> ordered(int result) const;

 private:
  struct Hash {
    std::size_t operator()(const Node& n) const;
  };
  struct Same {
    bool operator()(const Node& a, const Node& b) const;
  };
  int insert(Node node);
  bool is_constant(int i, double value) const;
  int simplified(Op op, int a, int b) const;
  int fold(Op op, int a, int b, int c);

  std::vector<Node> nodes_;
  std::unordered_map<Node, int, Hash, Same> index_;
};

}  // namespace thalweg
