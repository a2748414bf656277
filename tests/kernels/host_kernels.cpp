// SPDX-License-Identifier: MIT
#include "tests/kernels/host_kernels.h"

#include "kernels/host_shim.h"
// The shim comes first.
#include <cstring>
#include <map>
#include <stdexcept>
#include <vector>

#include "kernels/descent.cuh"
#include "problems/brightness_plane.h"
#include "problems/logistic.h"
#include "problems/one_weight.h"
#include "registry/noise.h"
#include "registry/optimizers.h"
#include "registry/surfaces.h"

namespace thalweg::kernels {

namespace {

template <class A, class B, class R>
using Formula = R (*)(const void* functor, A, B);

// One surface, for the six number types that kernels evaluate it with.
template <class T>
struct FormulasOf {
  Formula<Dual<T, 0>, Dual<T, 0>, Dual<T, 0>> value;
  Formula<Dual<T, 1>, Dual<T, 2>, Dual<T, 3>> gradient;
  Formula<Jet<T, 2>, Jet<T, 2>, Jet<T, 2>> jet;
};
struct Formulas {
  FormulasOf<float> in_float;
  FormulasOf<double> in_double;
};

template <class T>
const FormulasOf<T>& formulas_in(const Formulas& f) {
  if constexpr (is_same<T, float>)
    return f.in_float;
  else
    return f.in_double;
}

template <class S, class T>
FormulasOf<T> formulas_of() {
  return {[](const void* f, Dual<T, 0> x, Dual<T, 0> y) { return (*static_cast<const S*>(f))(x, y); },
          [](const void* f, Dual<T, 1> x, Dual<T, 2> y) {
            const auto r = (*static_cast<const S*>(f))(x, y);
            return Dual<T, 3>{r.v, {partial<0>(r), partial<1>(r)}};
          },
          [](const void* f, Jet<T, 2> x, Jet<T, 2> y) { return (*static_cast<const S*>(f))(x, y); }};
}

struct AnySurface {
  const Formulas* formulas;
  const void* functor;
  template <class T>
  Dual<T, 0> operator()(Dual<T, 0> x, Dual<T, 0> y) const {
    return formulas_in<T>(*formulas).value(functor, x, y);
  }
  template <class T>
  Dual<T, 3> operator()(Dual<T, 1> x, Dual<T, 2> y) const {
    return formulas_in<T>(*formulas).gradient(functor, x, y);
  }
  template <class T>
  Jet<T, 2> operator()(Jet<T, 2> x, Jet<T, 2> y) const {
    return formulas_in<T>(*formulas).jet(functor, x, y);
  }
};

template <class T>
using Apply = Vec<T, 2> (*)(const Vec<T, 2>&, const Words<u32>&, const void* constants);

// Draws words for every model; one that needs none ignores them.
struct AnyNoise {
  static constexpr bool random = true;
  template <class T>
  struct Constants {
    Apply<T> apply;
    const void* constants;
  };
  template <class T>
  static Vec<T, 2> apply(const Vec<T, 2>& g, const Words<u32>& words, const Constants<T>& c) {
    return c.apply(g, words, c.constants);
  }
};

// Null for models that do something else.
template <class N, class T>
Apply<T> apply_of() {
  if constexpr (shifts<N> || samples<N>)
    return nullptr;
  else
    return [](const Vec<T, 2>& g, const Words<u32>& words, const void* constants) {
      return N::apply(g, words, *static_cast<const typename N::template Constants<T>*>(constants));
    };
}

struct Applies {
  Apply<float> in_float;
  Apply<double> in_double;
};

// A StepTable whose shape is known when it is launched.
template <class Step, class R>
struct AnyTable {
  static constexpr std::size_t kNumbers = sizeof(Step) / sizeof(R);
  StepShape shape;
  const std::byte* bytes;

  R number(std::size_t i) const {
    R a;
    std::memcpy(&a, bytes + i * sizeof a, sizeof a);
    return a;
  }
  Step at(int k) const {
    const auto has = [](u32 bits, std::size_t i) { return (bits >> i & 1) != 0; };
    std::size_t varying = 0, before = (kNumbers * sizeof(R) + 15) / 16 * 16 / sizeof(R);
    for (std::size_t i = 0; i < kNumbers; i++) varying += has(shape.varying, i);
    before += std::size_t(k) * varying;
    R numbers[kNumbers];
    for (std::size_t i = 0; i < kNumbers; i++)
      numbers[i] = has(shape.zero, i)      ? R(0)
                   : has(shape.one, i)     ? R(1)
                   : has(shape.varying, i) ? number(before++)
                                           : number(i);
    Step step;
    std::memcpy(static_cast<void*>(&step), numbers, sizeof step);
    return step;
  }
};
template <class Rule, class T>
using any_table = AnyTable<step_t<typename RuleOf<Rule>::type, T>, T>;

// The kernels of one rule; surface, noise and table are filled in from the launch's arguments.
struct RuleKernels {
  void (*descend)(const Formulas&, const Applies&, const StepShape&, u32 threads, void* const* arguments);
  void (*watch)(const Formulas&, const Applies&, u32 threads, void* const* arguments);
};

// The constants of the model come first in what a launch is given.
template <class T>
Surroundings<AnyNoise, T> around_of(const Applies& a, const void* given) {
  if constexpr (is_same<T, float>)
    return {{a.in_float, given}, {}, {}};
  else
    return {{a.in_double, given}, {}, {}};
}

template <class Rule, class T>
RuleKernels rule_kernels() {
  return {
      [](const Formulas& f, const Applies& a, const StepShape& shape, u32 threads, void* const* arguments) {
        AnySurface surface{&f, arguments[0]};
        auto around = around_of<T>(a, arguments[1]);
        any_table<Rule, T> table{shape, static_cast<const std::byte*>(arguments[2])};
        void* all[] = {&surface, &around, &table, arguments[3], arguments[4]};
        launch_on_host(descend<AnySurface, Rule, AnyNoise, T, any_table<Rule, T>>, threads, all);
      },
      [](const Formulas& f, const Applies& a, u32 threads, void* const* arguments) {
        AnySurface surface{&f, arguments[0]};
        auto around = around_of<T>(a, arguments[1]);
        void* all[] = {&surface,     &around,      arguments[2], arguments[3], arguments[4],
                       arguments[5], arguments[6], arguments[7], arguments[8]};
        launch_on_host(watch<AnySurface, Rule, AnyNoise, T>, threads, all);
      }};
}

const Formulas& formulas(const std::string& surface) {
  static const std::map<std::string, Formulas> all = {
#define ROW(Type) {"thalweg::" #Type, {formulas_of<Type, float>(), formulas_of<Type, double>()}},
      THALWEG_FOR_EACH_SURFACE(ROW)
#undef ROW
  };
  return all.at(surface);
}

const Applies& applies(const std::string& noise) {
  static const std::map<std::string, Applies> all = {
#define ROW(Type) {"thalweg::" #Type, {apply_of<Type, float>(), apply_of<Type, double>()}},
      THALWEG_FOR_EACH_NOISE(ROW)
#undef ROW
  };
  return all.at(noise);
}

using RuleMap = std::map<std::string, RuleKernels>;

template <class O>
void add_rules(RuleMap& map, const std::string& type) {
  [&]<int... V>(std::integer_sequence<int, V...>) {
    const auto add = [&]<int K>() {
      const std::string rule = "thalweg::rule_t<" + type + ", " + std::to_string(K) + ">, ";
      map[rule + "float"] = rule_kernels<rule_t<O, K>, float>();
      map[rule + "double"] = rule_kernels<rule_t<O, K>, double>();
    };
    (add.template operator()<V>(), ...);
  }
  (std::make_integer_sequence<int, variants<O>>{});
}

const RuleKernels& rule(const std::string& name, const std::string& real) {
  static const RuleMap all = [] {
    RuleMap map;
#define ROW(Type) add_rules<Type>(map, "thalweg::" #Type);
    THALWEG_FOR_EACH_OPTIMIZER(ROW)
#undef ROW
    return map;
  }();
  return all.at(name + ", " + real);
}

template <class T>
HostKernel losses_kernel(const Formulas& f) {
  return [&f](u32 threads, void* const* arguments) {
    AnySurface surface{&f, arguments[0]};
    void* all[] = {&surface, arguments[1], arguments[2], arguments[3]};
    launch_on_host(losses<AnySurface, T>, threads, all);
  };
}

HostKernel values_kernel(const Formulas& f) {
  return [&f](u32 threads, void* const* arguments) {
    AnySurface surface{&f, arguments[0]};
    void* all[] = {&surface, arguments[1], arguments[2], arguments[3]};
    launch_on_host(values<AnySurface>, threads, all);
  };
}

template <class Kernel>
HostKernel whole(Kernel kernel) {
  return [kernel](u32 threads, void* const* arguments) { launch_on_host(kernel, threads, arguments); };
}

// "ns::kernel<a, b<c, d>, e>" as {kernel, a, b<c, d>, e}.
std::vector<std::string> dissect(const std::string& name) {
  constexpr std::string_view kNamespace = "thalweg::kernels::";
  if (!name.starts_with(kNamespace) || !name.ends_with('>')) throw std::out_of_range(name);
  std::vector<std::string> parts{""};
  int depth = 0;
  for (const char c : name.substr(kNamespace.size(), name.size() - kNamespace.size() - 1)) {
    const int before = depth;
    depth += c == '<' ? 1 : c == '>' ? -1 : 0;
    if ((c == '<' && before == 0) || (c == ',' && depth == 1))
      parts.emplace_back();
    else if (c != ' ' || (!parts.back().empty() && parts.back().back() == ','))
      parts.back() += c;
  }
  return parts;
}

// The shape in "thalweg::kernels::step_table<..., 1u, 2u, 3u>".
StepShape shape_in(const std::string& table) {
  auto number = [&, at = table.size()]() mutable {
    at = table.rfind(", ", at - 1);
    return u32(std::stoul(table.substr(at + 2)));
  };
  StepShape shape;
  for (u32* bits : {&shape.one, &shape.zero, &shape.varying}) *bits = number();
  return shape;
}

// The names under which NVRTC would compile them, without the step table.
using Kernels = std::map<std::string, std::function<HostKernel(const StepShape&)>>;
constexpr const char* kPrefix = "thalweg::kernels::";

// A type with the name by which NVRTC would know it; of surfaces, with the precision of the run.
template <class Type>
struct Name {
  std::string text;
};
template <class T, class Type>
struct Part {
  std::string text;
};
template <class Rule>
Name<Heedful<Rule>> heedful(const Name<Rule>& rule) {
  return {std::string(kPrefix) + "Heedful<" + rule.text + ">"};
}
template <class Noise>
Name<Clipped<Noise>> clipped_behind(const Name<Noise>& noise) {
  return {std::string(kPrefix) + "Clipped<" + noise.text + ">"};
}

template <class T, class Surface, class Rule, class Noise>
void add_pair(Kernels& all, const Part<T, Surface>& surface, const Name<Rule>& rule,
              const Name<Noise>& noise) {
  const std::string real = is_same<T, float> ? "float" : "double";
  const std::string pair = surface.text + ", " + rule.text + ", " + noise.text + ", " + real;
  const auto add = [&all](const std::string& name, const HostKernel& kernel) {
    all[kPrefix + name + ">"] = [kernel](const StepShape&) { return kernel; };
  };
  all[kPrefix + ("descend<" + pair) + ">"] = [](const StepShape& shape) -> HostKernel {
    return [shape](u32 threads, void* const* arguments) {
      any_table<Rule, T> table{shape, static_cast<const std::byte*>(arguments[2])};
      void* given[] = {arguments[0], arguments[1], &table, arguments[3], arguments[4]};
      launch_on_host(descend<Surface, Rule, Noise, T, any_table<Rule, T>>, threads, given);
    };
  };
  add("watch<" + pair, whole(watch<Surface, Rule, Noise, T>));
  add("losses<" + surface.text + ", " + real, whole(losses<Surface, T>));
  add("values<" + surface.text, whole(values<Surface>));
}

Kernels direct_kernels() {
  Kernels all;
#define SURFACE(Type, T) (Part<T, Type>{"thalweg::" #Type})
#define PROBLEM(Type, T) (Part<T, FiniteSum<Type>>{"thalweg::FiniteSum<thalweg::" #Type ">"})
#define RULE(Type, variant) (Name<rule_t<Type, variant>>{"thalweg::rule_t<thalweg::" #Type ", " #variant ">"})
#define NOISE(Type) (Name<Type>{"thalweg::" #Type})
  add_pair(all, SURFACE(Himmelblau, float), RULE(Sgd, 0), NOISE(NoNoise));
  add_pair(all, SURFACE(Ellipse, double), RULE(Sgd, 1), NOISE(NoNoise));
  add_pair(all, SURFACE(Rastrigin, float), RULE(Adam, 0), NOISE(Gaussian));
  add_pair(all, SURFACE(Ackley, double), RULE(Sam, 1), NOISE(Gaussian));
  add_pair(all, SURFACE(Rosenbrock, float), RULE(Newton, 0), NOISE(NoNoise));
  add_pair(all, SURFACE(Himmelblau, float), heedful(RULE(Sgd, 0)), NOISE(NoNoise));
  add_pair(all, SURFACE(Himmelblau, double), heedful(RULE(Adam, 0)), clipped_behind(NOISE(Gaussian)));
  add_pair(all, SURFACE(Himmelblau, float), RULE(Adam, 0), NOISE(RandomCentre));
  add_pair(all, SURFACE(Himmelblau, float), RULE(Sgd, 0), clipped_behind(NOISE(NoNoise)));
  add_pair(all, PROBLEM(OneWeight, double), RULE(Sgd, 0), NOISE(NoNoise));
  add_pair(all, PROBLEM(OneWeight, double), RULE(Newton, 0), NOISE(NoNoise));
  add_pair(all, PROBLEM(Logistic, float), RULE(Adam, 0), NOISE(Minibatch));
  add_pair(all, PROBLEM(Logistic, double), RULE(Newton, 0), NOISE(Minibatch));
  add_pair(all, PROBLEM(BrightnessPlane, float), RULE(Sgd, 0), NOISE(Minibatch));
  add_pair(all, PROBLEM(BrightnessPlane, double), RULE(Lbfgs, 0), NOISE(NoNoise));
#undef NOISE
#undef RULE
#undef PROBLEM
#undef SURFACE
  return all;
}

// Whether surface, rule and noise can be put together from parts.
bool is_indirect(const std::vector<std::string>& parts) {
  for (const char* direct : {"FiniteSum", "Heedful", "Clipped", "RandomCentre"})
    for (const std::string& part : parts)
      if (part.find(direct) != std::string::npos) return false;
  return true;
}

}  // namespace

HostKernel host_kernel(const std::string& name) {
  const std::vector<std::string> p = dissect(name);
  const std::string& kind = p.at(0);
  if (kind == "place") return p.at(1) == "float" ? whole(place<float>) : whole(place<double>);
  if (kind == "pack") return p.at(1) == "float" ? whole(pack<float>) : whole(pack<double>);
  if (HostKernel direct = direct_host_kernel(name); direct && !is_indirect(p)) return direct;
  const Formulas& f = formulas(p.at(1));
  if (kind == "values") return values_kernel(f);
  if (kind == "losses") return p.at(2) == "float" ? losses_kernel<float>(f) : losses_kernel<double>(f);
  const RuleKernels& r = rule(p.at(2), p.at(4));
  const Applies& a = applies(p.at(3));
  if (kind == "watch")
    return [&f, &a, &r](u32 threads, void* const* arguments) { r.watch(f, a, threads, arguments); };
  if (kind != "descend") throw std::out_of_range(name);
  return [&f, &a, &r, shape = shape_in(p.at(5))](u32 threads, void* const* arguments) {
    r.descend(f, a, shape, threads, arguments);
  };
}

HostKernel direct_host_kernel(const std::string& name) {
  static const Kernels all = direct_kernels();
  const std::size_t table = name.find(", thalweg::kernels::step_table<");
  const auto found = all.find(table == std::string::npos ? name : name.substr(0, table) + ">");
  if (found == all.end()) return {};
  return found->second(table == std::string::npos ? StepShape{} : shape_in(name));
}

}  // namespace thalweg::kernels
