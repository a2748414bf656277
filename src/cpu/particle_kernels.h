// SPDX-License-Identifier: MIT
// Watching, freezing and converting the particles of a block, for the variant that is being compiled.
#pragma once

#include "cpu/kernels.h"
#include "cpu/simd.h"
#include "engine/watch.h"
#include "schedules/reduce_on_plateau.h"

namespace thalweg::cpu::THALWEG_VARIANT {
namespace {  // internal linkage: nothing for the linker to merge

template <class S, int N>
bool check_block(const void* before, const void* after, const double* reach, void* stopped, void* frozen,
                 int vectors) {
  using T = Simd<S>;
  Reach<T, N> r{{}, {}, T(reach[6])};
  for (int k = 0; k < N; k++) {
    r.centre[k] = T(reach[k]);
    r.half[k] = T(reach[3 + k]);
  }
  const auto *a = static_cast<const Vec<T, N>*>(before), *b = static_cast<const Vec<T, N>*>(after);
  auto* s = static_cast<T*>(stopped);
  auto* f = static_cast<Vec<T, N>*>(frozen);
  // Mostly nobody stops, and then there is nothing to write.
  T fine = T(1);
  for (int i = 0; i < vectors; i++) fine = select(goes_on(a[i], b[i], r) | (s[i] != T(0)), fine, T(0));
  if (!any(fine == T(0))) return false;
  for (int i = 0; i < vectors; i++) {
    const T status = select(s[i] == T(0), stop_status(a[i], b[i], r), T(0));
    s[i] = s[i] + status;
    for (int k = 0; k < N; k++) f[i][k] = select(status != T(0), b[i][k], f[i][k]);
  }
  return true;
}

template <class S, int N>
THALWEG_HD Vec<Simd<S>, N> thawed(const Vec<Simd<S>, N>& p, const Vec<Simd<S>, N>& frozen, Simd<S> stopped) {
  const Mask<S> moving = stopped == Simd<S>(0);
  return thalweg::detail::each<Simd<S>, N>([&](int k) { return select(moving, p[k], frozen[k]); });
}

template <class S, int N>
void restore_block(void* points, const void* frozen, const void* stopped, int vectors) {
  auto* p = static_cast<Vec<Simd<S>, N>*>(points);
  for (int i = 0; i < vectors; i++)
    p[i] =
        thawed(p[i], static_cast<const Vec<Simd<S>, N>*>(frozen)[i], static_cast<const Simd<S>*>(stopped)[i]);
}

template <class S, int N>
void observe_block(void* watches, int k, const void* before, const void* after, int vectors) {
  using P = Vec<Simd<S>, N>;
  for (int i = 0; i < vectors; i++)
    observe(static_cast<Watch<Simd<S>, N>*>(watches)[i], k, static_cast<const P*>(before)[i],
            static_cast<const P*>(after)[i]);
}

template <class S, int N>
void oscillates_block(const void* watches, void* flags, int vectors) {
  for (int i = 0; i < vectors; i++)
    static_cast<Simd<S>*>(flags)[i] = oscillates(static_cast<const Watch<Simd<S>, N>*>(watches)[i]);
}

template <class S, int N>
void load_block(const Point* in, void* points, int vectors) {
  constexpr int kLanes = Simd<S>::kLanes;
  auto* p = static_cast<Vec<Simd<S>, N>*>(points);
  for (int i = 0; i < vectors; i++)
    for (int lane = 0; lane < kLanes; lane++) {
      const Point& from = in[i * kLanes + lane];
      const double numbers[] = {from.x, from.y, from.z};
      for (int k = 0; k < N; k++) p[i][k].v[lane] = S(numbers[k]);
    }
}

/// P: Point or PointF, which has no third weight.  All NaN leave as the same one: which operand's bits a NaN
/// inherits is the compiler's choice.
template <class S, int N, class P>
THALWEG_HD void unweave(Vec<Simd<S>, N> p, P* out) {
  const Simd<S> nan(S(__builtin_nan("")));
  for (int k = 0; k < N; k++) p[k] = select(p[k] == p[k], p[k], nan);
  THALWEG_UNROLL
  for (int lane = 0; lane < Simd<S>::kLanes; lane++) {
    out[lane] = {};
    out[lane].x = decltype(P::x)(p[0].v[lane]);
    if constexpr (N > 1) out[lane].y = decltype(P::y)(p[1].v[lane]);
    if constexpr (N > 2 && requires { out->z; }) out[lane].z = p[2].v[lane];
  }
}

template <class S, int N, class P>
void store_block(const void* points, P* out, int vectors) {
  for (int i = 0; i < vectors; i++)
    unweave(static_cast<const Vec<Simd<S>, N>*>(points)[i], out + i * Simd<S>::kLanes);
}

template <class S, int N>
void pack_frozen_block(const void* points, const void* frozen, const void* stopped, PointF* out,
                       int vectors) {
  using P = Vec<Simd<S>, N>;
  for (int i = 0; i < vectors; i++)
    unweave(thawed(static_cast<const P*>(points)[i], static_cast<const P*>(frozen)[i],
                   static_cast<const Simd<S>*>(stopped)[i]),
            out + i * Simd<S>::kLanes);
}

template <class S, int N>
void clip_block(void* gradients, int stride, const Clip<double>& limit, int vectors) {
  const Clip<S> limits{S(limit.value), S(limit.norm)};
  auto* numbers = static_cast<Simd<S>*>(gradients);
  for (int i = 0; i < vectors; i++, numbers += stride) {
    auto& g = *reinterpret_cast<Vec<Simd<S>, N>*>(numbers);
    g = clipped(g, limits);
  }
}

template <class S>
using Plateau = ReduceOnPlateau::State<Simd<S>>;

template <class S>
void reset_plateaus_block(void* states, int vectors) {
  for (int i = 0; i < vectors; i++) static_cast<Plateau<S>*>(states)[i] = {};
}

template <class S, int N>
void slow_block(const void* states, const void* before, void* points, int vectors) {
  using P = Vec<Simd<S>, N>;
  for (int i = 0; i < vectors; i++) {
    P& p = static_cast<P*>(points)[i];
    p = ReduceOnPlateau::slowed(static_cast<const Plateau<S>*>(states)[i], static_cast<const P*>(before)[i],
                                p);
  }
}

template <class S>
void observe_losses_block(void* states, const void* losses, const void* constants, int vectors) {
  const auto c = *static_cast<const ReduceOnPlateau::Constants<S>*>(constants);
  for (int i = 0; i < vectors; i++)
    ReduceOnPlateau::observe(static_cast<Plateau<S>*>(states)[i], static_cast<const Simd<S>*>(losses)[i], c);
}

template <class S, int N>
constexpr ParticleKernels particle_kernels{
    check_block<S, N>, restore_block<S, N>,      observe_block<S, N>,       oscillates_block<S, N>,
    clip_block<S, N>,  reset_plateaus_block<S>,  slow_block<S, N>,          observe_losses_block<S>,
    load_block<S, N>,  store_block<S, N, Point>, store_block<S, N, PointF>, pack_frozen_block<S, N>};

}  // namespace
}  // namespace thalweg::cpu::THALWEG_VARIANT
