// SPDX-License-Identifier: MIT
// Many steps of one block: the control code around the kernels.
#pragma once

#include "cpu/aligned_bytes.h"
#include "cpu/kernels.h"
#include "engine/trail_sample.h"
#include "schedules/reduce_on_plateau.h"

namespace thalweg::cpu {

/// Numbers per particle of ReduceOnPlateau::State.
inline constexpr int kPlateauNumbers = int(sizeof(ReduceOnPlateau::State<double>) / sizeof(double));

/// What all blocks of an ensemble share: which kernels, and what they need beside particles.
struct Descent {
  const SurfaceKernels* surface;
  const RuleKernels* rule;
  StepTogether together;      ///< the two as one; null where there is no such kernel, or noise or limits
  const NoiseKernels* noise;  ///< null for exact gradients
  const ParticleKernels* particle;
  bool in_double;
  int weights, lanes;
  const void* functor;
  const void* noise_constants;    ///< Constants<S>
  const Clip<double>* clip;       ///< null for none
  const void* plateau_constants;  ///< ReduceOnPlateau::Constants<S>; null for other schedules
  u64 seed;
  double reach[7];  ///< for ParticleKernels::check
  i64 budget;       ///< steps of the run

  std::size_t number_bytes() const { return in_double ? sizeof(double) : sizeof(float); }
  std::size_t point_bytes() const { return std::size_t(weights) * number_bytes(); }
  std::size_t state_bytes() const { return std::size_t(rule->state_numbers) * number_bytes(); }
  int plateau_numbers() const { return plateau_constants ? kPlateauNumbers : 0; }
  std::size_t plateau_bytes() const { return std::size_t(plateau_numbers()) * number_bytes(); }
};

/// The ring of recent positions: after step t, a multiple of `every`, slot (t / every - 1) % length is
/// written, unless a later one takes its place before anybody can look.
struct TrailRing {
  i64 every, length;
  PointF* xy;  ///< [slot * sample.trails + trail]
  i64 first;   ///< the first t / every - 1 that is still there when somebody looks
  TrailSample sample;
};

/// Particles that lie one after another, or take their steps together: a block of an ensemble, several blocks
/// in a row, or those of them that still move.
struct Block {
  u64 first;           ///< index of the first particle
  int particles;       ///< 1 to kBlock; up to kBlock times kMostInTurn for run_blocks
  int vectors;         ///< groups of lanes that hold them
  const u32* offsets;  ///< by lane, kBlock of them: which particle it is, counted from `first`
  void* points;
  void* state;
  void* plateau;  ///< ReduceOnPlateau::State[vectors]
  u8* status;     ///< by offset
  u32* steps;     ///< by offset: at which a particle was stopped
};

/// 0, 1, 2, ...: the offsets of a whole block.
const u32* offsets_in_order();

/// Scratch for one block, on the worker's stack: big enough for doubles.
struct alignas(kAlignment) Scratch {
  std::byte answers[kBlock * 10 * sizeof(double)];
  std::byte probes[kBlock * 3 * sizeof(double)];
  std::byte before[kBlock * 3 * sizeof(double)];
  std::byte started[kBlock * 3 * sizeof(double)];
  std::byte frozen[kBlock * 3 * sizeof(double)];
  std::byte stopped[kBlock * sizeof(double)];
};

/// Groups of `lanes` that hold n particles.
constexpr int vectors_for(int n, int lanes) { return (n + lanes - 1) / lanes; }

/// Number i of an array in the run's precision.
inline double number_at(const Descent& d, const void* numbers, int i) {
  return d.in_double ? static_cast<const double*>(numbers)[i] : double(static_cast<const float*>(numbers)[i]);
}

/// a, with one bit pattern for all NaN: which operand's bits a NaN inherits is the compiler's choice.
inline double one_nan(double a) { return a == a ? a : __builtin_nan(""); }

/// Step k (0, 1, ...) of all particles of a block, stopped or not.
void take_step(const Descent& d, const Block& block, Scratch& scratch, i64 k, const void* constants);

/// Blocks that one thread runs in turn.
inline constexpr int kMostInTurn = 64;

/// The steps of `rows`, with checks and trails, of some blocks in a row, whose `offsets` are not used;
/// stopped particles stay where they stopped.
void run_blocks(const Descent& d, const Block& blocks, const StepRows& rows, const TrailRing& trail);

}  // namespace thalweg::cpu
