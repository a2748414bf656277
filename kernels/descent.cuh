// SPDX-License-Identifier: MIT
// The descent of one particle by one thread: state in registers, many steps per launch.  NVRTC compiles it
// for a (surface, optimizer, noise, precision, maths) combination; the host compiler runs the same text
// thread by thread in the tests (kernels/host_shim.h).
#pragma once

#include "core/dual.h"
#include "core/jet.h"
#include "core/philox.h"
#include "engine/watch.h"
#include "kernels/particles.cuh"
#include "kernels/step_table.cuh"
#include "noise/clip.h"
#include "noise/minibatch.h"
#include "optimizers/optimizer.h"
#include "problems/finite_sum.h"
#include "schedules/reduce_on_plateau.h"

#ifdef __CUDACC__
#define THALWEG_ONE_BY_ONE _Pragma("unroll 1")
#else
#define THALWEG_ONE_BY_ONE
#endif

namespace thalweg::kernels {

/// A rule whose particles heed plateaus of their own (schedules/reduce_on_plateau.h): the step of Rule,
/// slowed down.
template <class Rule>
struct Heedful {};

template <class Rule>
struct RuleOf {
  using type = Rule;
  static constexpr bool heedful = false;
};
template <class Rule>
struct RuleOf<Heedful<Rule>> {
  using type = Rule;
  static constexpr bool heedful = true;
};

template <class Rule, class T>
using step_t = typename Rule::template Step<T>;
template <class Rule, class T, int N>
using state_t = typename Rule::template State<T, N>;
/// The constants of Rule's steps, in the shape {varying, zero, one}.
template <class Rule, class T, u32 varying, u32 zero, u32 one>
using step_table = StepTable<step_t<typename RuleOf<Rule>::type, T>, T, varying, zero, one>;
template <class Noise, class T>
using noise_t = typename Noise::template Constants<T>;

/// How many numbers of type T a state is stored as; 0 for rules without memory.
template <class State, class T>
inline constexpr int state_words = __is_empty(State) ? 0 : int(sizeof(State) / sizeof(T));

/// The state of particle i; at the start of a run the value-initialised one, which need not be all zeros.
template <class State, class T>
THALWEG_HD State load_state(const Particles<T>& e, u32 i, bool fresh) {
  constexpr int kWords = state_words<State, T>;
  State s{};
  if constexpr (kWords != 0) {
    static_assert(sizeof(State) % sizeof(T) == 0, "a state holds nothing but numbers");
    if (fresh) return s;
    T w[kWords];
    THALWEG_UNROLL
    for (int k = 0; k < kWords; k++) w[k] = e.state[u64(k) * e.n + i];
    __builtin_memcpy(&s, w, sizeof s);
  }
  return s;
}

template <class State, class T>
THALWEG_HD void store_state(const State& s, const Particles<T>& e, u32 i) {
  constexpr int kWords = state_words<State, T>;
  if constexpr (kWords != 0) {
    T w[kWords]{};  // padding after an empty member is stored too
    __builtin_memcpy(w, &s, sizeof s);
    THALWEG_UNROLL
    for (int k = 0; k < kWords; k++) e.state[u64(k) * e.n + i] = w[k];
  }
}

template <int N, class T>
THALWEG_HD Vec<T, N> load_point(const T* components, u64 n, u64 i) {
  return thalweg::detail::each<T, N>([&](int k) { return components[u64(k) * n + i]; });
}

/// A noise model behind which gradients are clipped.
template <class Noise>
struct Clipped {};

template <class Noise>
struct NoiseOf {
  using type = Noise;
  static constexpr bool clipped = false;
};
template <class Noise>
struct NoiseOf<Clipped<Noise>> {
  using type = Noise;
  static constexpr bool clipped = true;
};

/// What all steps of a run share beside the surface: constants of the noise model, the clip and the plateaus.
template <class Noise, class T>
struct Surroundings {
  noise_t<typename NoiseOf<Noise>::type, T> noise;
  Clip<T> clip;
  ReduceOnPlateau::Constants<T> plateau;
};

/// The state of a rule and of what watches over it: bases, so that an empty one takes no room.
template <class Rule, class T, int N, bool Heedful = RuleOf<Rule>::heedful>
struct ParticleState : state_t<typename RuleOf<Rule>::type, T, N>, ReduceOnPlateau::State<T> {};
template <class Rule, class T, int N>
struct ParticleState<Rule, T, N, false> : state_t<Rule, T, N> {};

/// The mean over one particle's batch of rows.
template <class Sum, class T>
struct BatchMean {
  const Sum& sum;
  Batch batch;

  template <class... W>
  THALWEG_HD auto operator()(W... w) const {
    return sum.mean(
        batch.count,
        [this](u32 j) {
          const T* const from = sum.template row<sizeof(T) == sizeof(float)>(batch.row(j));
          OwnRow<T, Sum::columns> own;
          THALWEG_UNROLL
          for (int k = 0; k < Sum::columns; k++) own.numbers[k] = from[k];
          return own;
        },
        w...);
  }
};

/// What all steps of one particle share.
template <class Surface, class GivenRule, class GivenNoise, class T>
struct Descent {
  static constexpr int N = weights_of<Surface>;
  using Rule = typename RuleOf<GivenRule>::type;
  using Noise = typename NoiseOf<GivenNoise>::type;
  using Step = step_t<Rule, T>;
  using State = ParticleState<GivenRule, T, N>;
  using RuleState = state_t<Rule, T, N>;

  const Surface& surface;
  const Surroundings<GivenNoise, T>& around;
  u64 seed, particle;

  /// The answer of f to what the rule asks for.
  template <class F>
  THALWEG_HD Answer<T, N> ask(const F& f, const Vec<T, N>& p) const {
    Answer<T, N> a{};
    if constexpr (request<Rule> == Request::gradient) {
      a.gradient = gradient(f, p);
    } else if constexpr (request<Rule> == Request::value) {
      a.value = value(f, p);
    } else {
      const Jet<T, N> j = jet(f, p);
      a.value = j.v;
      a.gradient = j.g;
      a.hessian = j.h;
    }
    return a;
  }

  /// The stochastic answer of step `number` at p.
  THALWEG_HD Answer<T, N> answer(Vec<T, N> p, u32 number, const Words<u32>& words) const {
    if constexpr (samples<Noise>) {
      const u32 rows = u32(surface.count);
      return ask(BatchMean<Surface, T>{surface, Noise::batch(around.noise, rows, seed, number, particle)}, p);
    } else if constexpr (shifts<Noise>) {
      return ask(surface, Noise::shift(p, words, around.noise));
    } else {
      Answer<T, N> a = ask(surface, p);
      a.gradient = Noise::apply(a.gradient, words, around.noise);
      return a;
    }
  }

  template <int K>
  THALWEG_HD void stages_from(RuleState& s, Vec<T, N>& p, const Step& c, u32 number,
                              const Words<u32>& of_noise, const Words<u32>& of_rule) const {
    Answer<T, N> a = answer(probe<Rule, K>(s, p, c), number, of_noise);
    if constexpr (NoiseOf<GivenNoise>::clipped) a.gradient = clipped(a.gradient, around.clip);
    if constexpr (draws<Rule>)
      absorb<Rule, K>(s, p, a, c, of_rule);
    else
      absorb<Rule, K>(s, p, a, c);
    if constexpr (K + 1 < stages<Rule>) stages_from<K + 1>(s, p, c, number, of_noise, of_rule);
  }

  /// Step `number` = 0, 1, ... of the run.
  THALWEG_HD void step(State& s, Vec<T, N>& p, const Step& c, u32 number) const {
    Words<u32> of_noise{}, of_rule{};
    if constexpr (Noise::random && !samples<Noise>)
      of_noise = random_words(seed, Stream::noise, number, particle);
    if constexpr (draws<Rule>) of_rule = random_words(seed, Stream::optimizer, number, particle);
    const Vec<T, N> before = p;
    stages_from<0>(s, p, c, number, of_noise, of_rule);
    if constexpr (RuleOf<GivenRule>::heedful) {
      ReduceOnPlateau::State<T>& plateau = s;
      p = ReduceOnPlateau::slowed(plateau, before, p);
      ReduceOnPlateau::observe(plateau, value(surface, p), around.plateau);
    }
  }
};

/// Writes one particle's trail, slot after slot.  Who leaves none keeps step with the others of its warp.
template <class T>
struct TrailWriter {
  static constexpr u32 kNone = 0xffffffffu;
  u32 slot, until, column;

  template <int N>
  THALWEG_HD static TrailWriter of(u64 particle, const Launch<T, N>& launch) {
    const bool has = launch.slots > 0 && leaves_trail(launch.sample, particle);
    return {launch.slot, launch.until_slot,
            has ? u32(trails_before(launch.sample, particle) - launch.first_trail) : kNone};
  }

  template <int N>
  THALWEG_HD void write(const Vec<T, N>& p, const Launch<T, N>& launch) {
    if (column != kNone) launch.trail[u64(slot) * launch.row + column] = shown(p);
    slot = slot + 1 == launch.slots ? 0 : slot + 1;
    until = launch.every;
  }
};

/// Steps whose instructions are written out one after the other, so that the loop costs little beside them.
inline constexpr u32 kInARow = 4;

/// Advances every particle by launch.count steps, or until it stops.  Table: a step_table of the rule.
template <class Surface, class Rule, class Noise, class T, class Table>
__global__ void __launch_bounds__(kThreads)
    descend(const __grid_constant__ Surface surface, const __grid_constant__ Surroundings<Noise, T> around,
            const __grid_constant__ Table table, const __grid_constant__ Particles<T> e,
            const __grid_constant__ Launch<T, weights_of<Surface>> launch) {
  constexpr int N = weights_of<Surface>;
  using State = ParticleState<Rule, T, N>;
  const u32 i = thread_index();
  if (i >= e.n) return;
  const Descent<Surface, Rule, Noise, T> descent{surface, around, launch.seed, e.first + i};
  Vec<T, N> p = load_point<N>(e.position, e.n, i);
  TrailWriter<T> trail = TrailWriter<T>::of(e.first + i, launch);
  u32 done = 0, until_check = launch.until_check;
  u8 status = e.status[i];
  if (status == kMoving) {
    State s = load_state<State>(e, i, launch.step == 0);
    while (done < launch.count) {
      // Nothing needs attention until the nearest of three events.
      u32 run = launch.count - done;
      run = run < trail.until ? run : trail.until;
      run = run < until_check ? run : until_check;
      trail.until -= run;
      until_check -= run;
      Vec<T, N> before = p;
      const auto take = [&](int k) {
        before = p;
        descent.step(s, p, table.at(k), launch.step + u32(k));
      };
      THALWEG_ONE_BY_ONE
      for (; run >= kInARow; run -= kInARow, done += kInARow) {
        THALWEG_UNROLL
        for (u32 k = 0; k < kInARow; k++) take(int(done) + int(k));
      }
      THALWEG_ONE_BY_ONE
      for (; run > 0; run--, done++) take(int(done));
      if (trail.until == 0) trail.write(p, launch);
      if (until_check == 0 || (launch.last != 0 && done == launch.count)) {
        until_check = u32(kCheckEvery);
        if (!goes_on(before, p, launch.reach)) {
          status = u8(int(stop_status(before, p, launch.reach)));
          if (status != kMoving) break;
        }
      }
    }
    THALWEG_UNROLL
    for (int k = 0; k < N; k++) e.position[u64(k) * e.n + i] = p[k];
    store_state(s, e, i);
    if (status != kMoving) {
      e.status[i] = status;
      e.steps[i] = launch.step + done;
    }
  }
  // Who stands still leaves a trail too.
  while (launch.count - done >= trail.until) {
    done += trail.until;
    trail.write(p, launch);
  }
}

/// Watches copies of the particles for kWatchSteps steps from step number `step` on and writes how they
/// ended. starts: where the particles of the range began, 2 components of range.count numbers each.
template <class Surface, class Rule, class Noise, class T>
__global__ void __launch_bounds__(kThreads)
    watch(const __grid_constant__ Surface surface, const __grid_constant__ Surroundings<Noise, T> around,
          const __grid_constant__ step_table<Rule, T, ~0u, 0, 0> table,
          const __grid_constant__ Particles<T> e, const u64 seed, const u32 step, const Range range,
          const T* starts, EndRecord* ends) {
  constexpr int N = weights_of<Surface>;
  using State = ParticleState<Rule, T, N>;
  const u32 thread = thread_index(), i = range.begin + thread;
  if (thread >= range.count) return;
  const Descent<Surface, Rule, Noise, T> descent{surface, around, seed, e.first + i};
  const Vec<T, N> end = load_point<N>(e.position, e.n, i), start = load_point<N>(starts, range.count, thread);
  u8 status = e.status[i];
  u32 steps = step;
  if (status == kMoving) {
    State s = load_state<State>(e, i, step == 0);
    Vec<T, N> p = end;
    Watch<T, N> seen{};
    THALWEG_ONE_BY_ONE
    for (int k = 0; k < kWatchSteps; k++) {
      const Vec<T, N> before = p;
      descent.step(s, p, table.at(k), step + u32(k));
      observe(seen, k, before, p);
    }
    if (oscillates(seen) != T(0)) status |= kOscillating;
  } else {
    steps = e.steps[i];
  }
  if (value(surface, end) > T(2) * abs(value(surface, start))) status |= kRisen;
  ends[thread] = {double(end[0]), N > 1 ? double(end[N > 1 ? 1 : 0]) : 0,
                  N > 2 ? double(end[N > 2 ? 2 : 0]) : 0, steps, status};
}

/// f at the particles' positions, in the run's precision.
template <class Surface, class T>
__global__ void __launch_bounds__(kThreads)
    losses(const __grid_constant__ Surface surface, const __grid_constant__ Particles<T> e, const Range range,
           double* out) {
  const u32 i = thread_index();
  if (i < range.count)
    out[i] = double(value(surface, load_point<weights_of<Surface>>(e.position, e.n, u64(range.begin) + i)));
}

/// f at any points, in double.
template <class Surface>
__global__ void __launch_bounds__(kThreads)
    values(const __grid_constant__ Surface surface, const u32 n, const Point* points, double* out) {
  const u32 i = thread_index();
  if (i >= n) return;
  const double all[] = {points[i].x, points[i].y, points[i].z};
  out[i] = value(surface, thalweg::detail::each<double, weights_of<Surface>>([&](int k) { return all[k]; }));
}

}  // namespace thalweg::kernels
