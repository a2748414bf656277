// SPDX-License-Identifier: MIT
// Watching, freezing and converting the particles of a block, for the variant that is being compiled.
#pragma once

#include "cpu/kernels.h"
#include "cpu/simd.h"
#include "engine/watch.h"

namespace thalweg::cpu::THALWEG_VARIANT {
namespace {  // internal linkage: nothing for the linker to merge

template <class S>
bool check_block(const void* before, const void* after, const double* reach, void* stopped, void* frozen,
                 int vectors) {
  using T = Simd<S>;
  const Reach<T, 2> r{{{T(reach[0]), T(reach[1])}}, {{T(reach[2]), T(reach[3])}}, T(reach[4])};
  const auto *a = static_cast<const Vec<T, 2>*>(before), *b = static_cast<const Vec<T, 2>*>(after);
  auto* s = static_cast<T*>(stopped);
  auto* f = static_cast<Vec<T, 2>*>(frozen);
  T stops = T(0);
  for (int i = 0; i < vectors; i++) {
    const T now = select(s[i] == T(0), stop_status(a[i], b[i], r), T(0));
    const Mask<S> stopping = now != T(0);
    s[i] = s[i] + now;
    for (int k = 0; k < 2; k++) f[i][k] = select(stopping, b[i][k], f[i][k]);
    stops = stops + now;
  }
  return any(stops != T(0));
}

template <class S>
THALWEG_HD Vec<Simd<S>, 2> thawed(const Vec<Simd<S>, 2>& p, const Vec<Simd<S>, 2>& frozen, Simd<S> stopped) {
  const Mask<S> moving = stopped == Simd<S>(0);
  return {{select(moving, p[0], frozen[0]), select(moving, p[1], frozen[1])}};
}

template <class S>
void restore_block(void* points, const void* frozen, const void* stopped, int vectors) {
  auto* p = static_cast<Vec<Simd<S>, 2>*>(points);
  for (int i = 0; i < vectors; i++)
    p[i] =
        thawed(p[i], static_cast<const Vec<Simd<S>, 2>*>(frozen)[i], static_cast<const Simd<S>*>(stopped)[i]);
}

template <class S>
void observe_block(void* watches, int k, const void* before, const void* after, int vectors) {
  using P = Vec<Simd<S>, 2>;
  for (int i = 0; i < vectors; i++)
    observe(static_cast<Watch<Simd<S>, 2>*>(watches)[i], k, static_cast<const P*>(before)[i],
            static_cast<const P*>(after)[i]);
}

template <class S>
void oscillates_block(const void* watches, void* flags, int vectors) {
  for (int i = 0; i < vectors; i++)
    static_cast<Simd<S>*>(flags)[i] = oscillates(static_cast<const Watch<Simd<S>, 2>*>(watches)[i]);
}

template <class S>
void load_block(const Point* in, void* points, int vectors) {
  constexpr int kLanes = Simd<S>::kLanes;
  auto* p = static_cast<Vec<Simd<S>, 2>*>(points);
  for (int i = 0; i < vectors; i++)
    for (int lane = 0; lane < kLanes; lane++) {
      p[i][0].v[lane] = S(in[i * kLanes + lane].x);
      p[i][1].v[lane] = S(in[i * kLanes + lane].y);
    }
}

/// P: Point or PointF.  All NaN leave as the same one: which operand's bits a NaN inherits is the compiler's
/// choice.
template <class S, class P>
THALWEG_HD void unweave(Vec<Simd<S>, 2> p, P* out) {
  const Simd<S> nan(S(__builtin_nan("")));
  for (int k = 0; k < 2; k++) p[k] = select(p[k] == p[k], p[k], nan);
  THALWEG_UNROLL
  for (int lane = 0; lane < Simd<S>::kLanes; lane++) {
    out[lane].x = decltype(P::x)(p[0].v[lane]);
    out[lane].y = decltype(P::y)(p[1].v[lane]);
  }
}

template <class S, class P>
void store_block(const void* points, P* out, int vectors) {
  for (int i = 0; i < vectors; i++)
    unweave(static_cast<const Vec<Simd<S>, 2>*>(points)[i], out + i * Simd<S>::kLanes);
}

template <class S>
void pack_frozen_block(const void* points, const void* frozen, const void* stopped, PointF* out,
                       int vectors) {
  using P = Vec<Simd<S>, 2>;
  for (int i = 0; i < vectors; i++)
    unweave(thawed(static_cast<const P*>(points)[i], static_cast<const P*>(frozen)[i],
                   static_cast<const Simd<S>*>(stopped)[i]),
            out + i * Simd<S>::kLanes);
}

template <class S>
constexpr ParticleKernels particle_kernels{check_block<S>,         restore_block<S>,    observe_block<S>,
                                           oscillates_block<S>,    load_block<S>,       store_block<S, Point>,
                                           store_block<S, PointF>, pack_frozen_block<S>};

}  // namespace
}  // namespace thalweg::cpu::THALWEG_VARIANT
