// SPDX-License-Identifier: MIT
// A number that remembers how it was made, so that the instructions of a formula are counted from the formula
// itself: shared parts once, unused parts not at all, a product that only a sum wants as one fused
// instruction.  What is counted is the least that a vector machine without rewriting rules can do; a compiler
// adds loads, stores, moves and loop overhead.
#pragma once

#include <bit>
#include <cmath>
#include <map>
#include <tuple>
#include <vector>

#include "core/real.h"

namespace thalweg::bench {

/// Where an instruction runs.  product: the units that multiply; sum, simple (comparisons, selections,
/// integers): these and others.  division, root: the divider.  special: a card's unit for elementary
/// functions.
enum class Kind { input, simple, product, sum, division, root, special };

/// Which operation of its kind.
namespace code {
inline constexpr int kPlain = 0, kMinus = 1;
inline constexpr int kLess = 2, kMore = 3, kAtMost = 4, kAtLeast = 5, kEqual = 6, kUnequal = 7;
inline constexpr int kAdd = 10, kSubtract = 11, kAnd = 12, kOr = 13, kXor = 14, kLeft = 15, kRight = 16;
inline constexpr int kBoth = 20, kEither = 21, kSelect = 30;
inline constexpr int kSine = 40, kCosine = 41, kExponential = 42, kLogarithm = 43;
}  // namespace code

/// The formula as a graph.  Equal nodes are made once.
class Graph {
 public:
  /// A new input, such as a coordinate.
  int input() { return make(Kind::input, 0, int(nodes_.size()), -1); }
  /// Nodes below 0 are constants.
  int make(Kind kind, int operation, int a, int b, int c = -1) {
    const auto [place, fresh] = known_.try_emplace({int(kind), operation, a, b, c}, int(nodes_.size()));
    if (fresh) nodes_.push_back({kind, operation, {kind == Kind::input ? -1 : a, b, c}});
    return place->second;
  }
  /// Constants are numbered below -1.
  int constant(u64 bits) { return -2 - constants_.try_emplace(bits, int(constants_.size())).first->second; }

  struct Count {
    double multiply = 0;  ///< products and sums with one
    double other = 0, division = 0, root = 0, special = 0;
  };
  /// Instructions that the given nodes need.  fused: a product whose only use is a sum costs nothing.
  Count count(const std::vector<int>& wanted, bool fused) const {
    const Uses uses = uses_for(wanted, fused);
    Count count;
    for (std::size_t i = 0; i < nodes_.size(); i++) {
      if (uses.count[i] == 0 || nodes_[i].kind == Kind::input) continue;
      if (uses.part_of_other[i] && uses.count[i] == 1) continue;
      const Kind kind = nodes_[i].kind;
      const int joined = kind == Kind::sum ? joined_operand(nodes_[i], fused) : -1;
      const bool multiplies = kind == Kind::product || (joined >= 0 && uses.count[std::size_t(joined)] == 1);
      (kind == Kind::division  ? count.division
       : kind == Kind::root    ? count.root
       : kind == Kind::special ? count.special
       : multiplies            ? count.multiply
                               : count.other)++;
    }
    return count;
  }

 private:
  struct Node {
    Kind kind;
    int code;  // of namespace code
    int from[3];
  };
  struct Uses {
    std::vector<int> count;           // 0: not needed
    std::vector<bool> part_of_other;  // done by the instruction that uses it
  };

  const Node* at(int node) const { return node < 0 ? nullptr : &nodes_[std::size_t(node)]; }

  /// The operand that one instruction does together with node: of a sum a product, of a smaller or larger one
  /// of two the comparison, of a comparison with 0 the selection of bits.
  int joined_operand(const Node& node, bool fused) const {
    const Node *first = at(node.from[0]), *second = at(node.from[1]);
    if (node.kind == Kind::sum && fused) {
      if (second && second->kind == Kind::product) return node.from[1];
      if (first && first->kind == Kind::product) return node.from[0];
    }
    if (node.kind == Kind::simple && node.code == code::kSelect && first && first->kind == Kind::simple &&
        first->code >= code::kLess && first->code <= code::kAtLeast)
      if ((first->from[0] == node.from[1] && first->from[1] == node.from[2]) ||
          (first->from[0] == node.from[2] && first->from[1] == node.from[1]))
        return node.from[0];
    if (node.kind == Kind::simple && (node.code == code::kEqual || node.code == code::kUnequal) && first &&
        first->kind == Kind::simple && first->code == code::kAnd && node.from[1] < 0)
      return node.from[0];
    return -1;
  }

  Uses uses_for(const std::vector<int>& wanted, bool fused) const {
    Uses uses{std::vector<int>(nodes_.size(), 0), std::vector<bool>(nodes_.size(), false)};
    for (const int node : wanted)
      if (node >= 0) uses.count[std::size_t(node)] += 2;  // kept, whatever else uses it
    for (std::size_t i = nodes_.size(); i-- > 0;) {
      if (uses.count[i] == 0) continue;
      for (const int from : nodes_[i].from)
        if (from >= 0) uses.count[std::size_t(from)]++;
      const int joined = joined_operand(nodes_[i], fused);
      if (joined >= 0) uses.part_of_other[std::size_t(joined)] = true;
    }
    return uses;
  }

  std::vector<Node> nodes_;  // operands come before what is made of them
  std::map<std::tuple<int, int, int, int, int>, int> known_;
  std::map<u64, int> constants_;
};

/// An integer word of a Tally<S>.
template <class S>
struct TallyBits {
  Graph* graph = nullptr;  // nullptr: a constant
  int node = -1;
  u64 value = 0;
  TallyBits() = default;
  template <class I>
  TallyBits(I constant) requires std::is_integral_v<I> : value(u64(constant)) {}
  TallyBits(Graph* g, int n) : graph(g), node(n) {}
};

/// The answer of a comparison.
struct TallyMask {
  Graph* graph = nullptr;
  int node = -1;
  bool value = false;
};

/// S: float or double, which decides about the polynomials.
template <class S>
struct Tally {
  Graph* graph = nullptr;  // nullptr: a constant
  int node = -1;
  double value = 0;
  Tally() = default;
  Tally(double constant) : value(S(constant)) {}
  Tally(float constant) : value(constant) {}
  Tally(int constant) : value(constant) {}
  Tally(Graph* g, int n) : graph(g), node(n) {}
};

namespace detail {

template <class A>
int node_of(const A& a, Graph& graph) {
  if (a.graph) return a.node;
  if constexpr (requires { a.value < 0.5; })
    return graph.constant(std::bit_cast<u64>(double(a.value)));
  else
    return graph.constant(a.value);
}
template <class Result, class A, class B>
Result joined(Kind kind, int code, const A& a, const B& b) {
  Graph* const graph = a.graph ? a.graph : b.graph;
  return Result{graph, graph->make(kind, code, node_of(a, *graph), node_of(b, *graph))};
}
template <class A, class B>
bool constant(const A& a, const B& b) {
  return !a.graph && !b.graph;
}

}  // namespace detail

template <class S>
Tally<S> operator+(Tally<S> a, Tally<S> b) {
  if (detail::constant(a, b)) return {a.value + b.value};
  return detail::joined<Tally<S>>(Kind::sum, code::kPlain, a, b);
}
template <class S>
Tally<S> operator-(Tally<S> a, Tally<S> b) {
  if (detail::constant(a, b)) return {a.value - b.value};
  return detail::joined<Tally<S>>(Kind::sum, code::kMinus, a, b);
}
template <class S>
Tally<S> operator*(Tally<S> a, Tally<S> b) {
  if (detail::constant(a, b)) return {a.value * b.value};
  if (!a.graph && a.value == 1) return b;
  if (!b.graph && b.value == 1) return a;
  return detail::joined<Tally<S>>(Kind::product, code::kPlain, a, b);
}
template <class S>
Tally<S> operator/(Tally<S> a, Tally<S> b) {
  if (detail::constant(a, b)) return {a.value / b.value};
  int exponent = 0;
  if (!b.graph && std::abs(std::frexp(b.value, &exponent)) == 0.5) return a * Tally<S>(1 / b.value);
  return detail::joined<Tally<S>>(Kind::division, code::kPlain, a, b);
}
/// Free: instructions that negate exist for sums and products.
template <class S>
Tally<S> operator-(Tally<S> a) {
  if (a.graph) return a;
  return {-a.value};
}
template <class S>
Tally<S> sqrt(Tally<S> a) {
  if (!a.graph) return {std::sqrt(a.value)};
  return {a.graph, a.graph->make(Kind::root, code::kPlain, a.node, -1)};
}

#define THALWEG_COMPARISON(sign, name)                                      \
  template <class S>                                                        \
  TallyMask operator sign(Tally<S> a, Tally<S> b) {                         \
    if (detail::constant(a, b)) return {nullptr, -1, a.value sign b.value}; \
    return detail::joined<TallyMask>(Kind::simple, code::name, a, b);       \
  }                                                                         \
  template <class S>                                                        \
  TallyMask operator sign(TallyBits<S> a, same_t<TallyBits<S>> b) {         \
    if (detail::constant(a, b)) return {nullptr, -1, a.value sign b.value}; \
    return detail::joined<TallyMask>(Kind::simple, code::name, a, b);       \
  }
THALWEG_COMPARISON(<, kLess)
THALWEG_COMPARISON(>, kMore)
THALWEG_COMPARISON(<=, kAtMost)
THALWEG_COMPARISON(>=, kAtLeast)
THALWEG_COMPARISON(==, kEqual)
THALWEG_COMPARISON(!=, kUnequal)
#undef THALWEG_COMPARISON

#define THALWEG_INTEGER(sign, name)                                      \
  template <class S>                                                     \
  TallyBits<S> operator sign(TallyBits<S> a, same_t<TallyBits<S>> b) {   \
    if (detail::constant(a, b)) return {a.value sign b.value};           \
    return detail::joined<TallyBits<S>>(Kind::simple, code::name, a, b); \
  }
THALWEG_INTEGER(+, kAdd)
THALWEG_INTEGER(-, kSubtract)
THALWEG_INTEGER(&, kAnd)
THALWEG_INTEGER(|, kOr)
THALWEG_INTEGER(^, kXor)
THALWEG_INTEGER(<<, kLeft)
THALWEG_INTEGER(>>, kRight)
#undef THALWEG_INTEGER

inline TallyMask operator&(TallyMask a, TallyMask b) {
  if (!a.graph) return a.value ? b : a;
  if (!b.graph) return b.value ? a : b;
  return detail::joined<TallyMask>(Kind::simple, code::kBoth, a, b);
}
inline TallyMask operator|(TallyMask a, TallyMask b) {
  if (!a.graph) return a.value ? a : b;
  if (!b.graph) return b.value ? b : a;
  return detail::joined<TallyMask>(Kind::simple, code::kEither, a, b);
}
/// Free: the comparison or the selection is turned round.
inline TallyMask operator!(TallyMask a) {
  a.value = !a.value;
  return a;
}
inline bool any(TallyMask mask) { return mask.graph || mask.value; }

template <class S>
Tally<S> select(TallyMask mask, Tally<S> a, Tally<S> b) {
  if (!mask.graph) return mask.value ? a : b;
  Graph& graph = *mask.graph;
  return {&graph, graph.make(Kind::simple, code::kSelect, mask.node, detail::node_of(a, graph),
                             detail::node_of(b, graph))};
}
/// Free: the same register.
template <class S>
TallyBits<S> bits(Tally<S> a) {
  if (a.graph) return {a.graph, a.node};
  if constexpr (sizeof(S) == 4)
    return {std::bit_cast<u32>(S(a.value))};
  else
    return {std::bit_cast<u64>(S(a.value))};
}
template <class S>
Tally<S> from_bits(TallyBits<S> a) {
  if (a.graph) return {a.graph, a.node};
  if constexpr (sizeof(S) == 4)
    return {std::bit_cast<float>(u32(a.value))};
  else
    return {std::bit_cast<double>(a.value)};
}

/// A float of a card in the fast mode, whose elementary functions are instructions (core/math.h).
struct CardFloat {
  float value;
  CardFloat(double v) : value(float(v)) {}
  operator double() const { return value; }
};
#define THALWEG_SPECIAL(name, operation)                                         \
  inline Tally<CardFloat> name(Tally<CardFloat> a) {                             \
    if (!a.graph) return {std::name(a.value)};                                   \
    return {a.graph, a.graph->make(Kind::special, code::operation, a.node, -1)}; \
  }
THALWEG_SPECIAL(sin, kSine)
THALWEG_SPECIAL(cos, kCosine)
THALWEG_SPECIAL(exp, kExponential)
THALWEG_SPECIAL(log, kLogarithm)
#undef THALWEG_SPECIAL

}  // namespace thalweg::bench

namespace thalweg {

template <class S>
struct RealTraits<bench::Tally<S>> {
  using Scalar = S;
  using Bits = bench::TallyBits<S>;
};

template <>
struct RealTraits<bench::Tally<bench::CardFloat>> {
  using Scalar = float;
  using Bits = bench::TallyBits<float>;
};

}  // namespace thalweg
