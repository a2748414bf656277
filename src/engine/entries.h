// SPDX-License-Identifier: MIT
// How entries of the registry are made from registered structs.
#pragma once

#include <cstring>
#include <iterator>
#include <type_traits>

#include "engine/registry.h"

namespace thalweg {

template <class Registered>
Parameters describe() {
  Parameters all;
  if constexpr (requires { Registered::fields; }) {
    const typename Registered::Hyper defaults;
    for (const auto& field : Registered::fields)
      all.push_back({field.name, defaults.*field.member, field.range, field.meaning});
  }
  return all;
}

template <class Registered>
auto hyper(const Values& values) {
  typename Registered::Hyper h;
  if constexpr (requires { Registered::fields; }) {
    std::size_t i = 0;
    for (const auto& field : Registered::fields) h.*field.member = values[i++];
  }
  return h;
}

/// A surface or a problem with these parameter values.
template <class S>
S make_registered(const Values& values) {
  if constexpr (requires { typename S::Hyper; })
    return S(hyper<S>(values));
  else
    return S{};
}

template <class S>
const S& as(const std::byte* functor) {
  return *reinterpret_cast<const S*>(functor);
}

template <class S>
Bytes bytes_of(const S& s) {
  static_assert(std::is_trivially_copyable_v<S>, "cards get surfaces by value");
  Bytes bytes(sizeof(S));
  std::memcpy(bytes.data(), &s, sizeof(S));
  return bytes;
}

template <int N>
Vec<double, N> coordinates(Point p) {
  const double all[] = {p.x, p.y, p.z};
  return detail::each<double, N>([&](int k) { return all[k]; });
}

/// The jet in M weights of one in N: what is missing is 0, what is too much is left out.
template <int M, int N>
Jet<double, M> resized(const Jet<double, N>& j) {
  return detail::jet<double, M>(
      j.v, [&](int i) { return i < N ? j.g[i] : 0.0; },
      [&](int i, int k) { return i < N && k < N ? j.h(i, k) : 0.0; });
}

/// The host-side functions of a functor.
template <class F>
void add_functions(SurfaceEntry& e) {
  constexpr int N = weights_of<F>;
  e.weights = N;
  e.value = [](const std::byte* f, Point p) { return thalweg::value(as<F>(f), coordinates<N>(p)); };
  e.jet = [](const std::byte* f, Point p) { return resized<2>(thalweg::jet(as<F>(f), coordinates<N>(p))); };
  e.jet3 = [](const std::byte* f, Point p) { return resized<3>(thalweg::jet(as<F>(f), coordinates<N>(p))); };
  if constexpr (N == 2)
    e.enclose = [](const std::byte* f, Interval x, Interval y) {
      return thalweg::jet(as<F>(f), Vec<Interval, 2>{{x, y}});
    };
}

template <class S>
SurfaceEntry surface_entry(const char* type, const char* header) {
  SurfaceEntry e;
  e.info = S::info;
  e.type = std::string("thalweg::") + type;
  e.kernels = type;
  e.header = header;
  e.parameters = describe<S>();
  e.minima_of = []([[maybe_unused]] const std::byte* f) -> std::vector<KnownMinimum> {
    if constexpr (requires { &S::minimum; })
      return {as<S>(f).minimum()};
    else if constexpr (requires { S::minima; })
      return {std::begin(S::minima), std::end(S::minima)};
    else
      return {};
  };
  e.make = [](const Values& v) { return bytes_of(make_registered<S>(v)); };
  Values defaults;
  for (const ParameterInfo& p : e.parameters) defaults.push_back(p.initial);
  e.minima = e.minima_of(e.make(defaults).data());
  e.learning_rates = []([[maybe_unused]] const Values& v) {
    if constexpr (requires { &S::learning_rates; })
      return S::learning_rates(hyper<S>(v));
    else
      return S::info.lr;
  };
  add_functions<S>(e);
  return e;
}

}  // namespace thalweg

/// Defines entry_TYPE().
#define THALWEG_SURFACE_ENTRY(Type)                                                         \
  namespace thalweg {                                                                       \
  SurfaceEntry entry_##Type();                                                              \
  SurfaceEntry entry_##Type() { return surface_entry<Type>(#Type, THALWEG_HEADER_##Type); } \
  }
