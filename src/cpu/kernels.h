// SPDX-License-Identifier: MIT
// The boundary between the block kernels, which exist once per variant (instruction set x maths mode), and
// the code around them, which exists once: tables of plain functions.
//
// Particles come in blocks of kBlock, which stay in the L1 cache while many steps are taken.  Inside a block,
// lanes lie inside components: an array of Vec<Simd<S>, 2> is x of the first `lanes` particles, their y, x of
// the next ones, ... All kernels work on `vectors` such groups, in buffers aligned to kAlignment.  They take
// one group after the other through the same code, so that also the fast mode gives a particle the same bits
// in whatever lane it sits; that the groups are independent is parallelism enough for the processor.
#pragma once

#include <cstddef>

#include "core/box.h"
#include "noise/clip.h"
#include "optimizers/optimizer.h"

namespace thalweg::cpu {

inline constexpr int kBlock = 512;
inline constexpr std::size_t kAlignment = 64;

/// The random numbers of one step of a block.  The particle of a lane is first + offsets[lane]; first is a
/// multiple of a power of two that no offset reaches.
struct Draw {
  u64 seed;
  u32 step;
  u64 first;
  const u32* offsets;
};

/// A surface that is asked about a batch of rows: Asked with the mini-batch model's constants.
using AskedOfBatch = void (*)(const void* functor, const void* batch_constants, const Draw& draw,
                              const void* points, void* answers, int vectors);
using Asked = void (*)(const void* functor, const void* points, void* answers, int vectors);

/// functor: a surface's bytes (Landscape::functor).  points: Vec[vectors].
struct SurfaceKernels {
  const char* type;                                                                       ///< "Himmelblau"
  Asked value;                                                                            ///< numbers
  Asked gradient;                                                                         ///< Vec[vectors]
  Asked hessian;                                                                          ///< Answer[vectors]
  AskedOfBatch batch_value = nullptr, batch_gradient = nullptr, batch_hessian = nullptr;  ///< of problems
};

/// probe: where the stage asks, into `probes`; null if it asks at the points themselves.
/// absorb: answers are Vec[vectors] of gradients or vectors of values if the rule asks for these alone, else
/// Answer[vectors].  draw: for rules that draw numbers.
/// constants: the rule's Step<S>.
struct StageKernels {
  void (*probe)(const void* state, const void* points, void* probes, const void* constants, int vectors);
  void (*absorb)(void* state, void* points, const void* answers, const void* constants, const Draw& draw,
                 int vectors);
};

/// One variant of an optimizer.
struct RuleKernels {
  Request request;
  int stages;
  const StageKernels* stage;
  int state_numbers;  ///< per particle
  void (*reset)(void* state, int vectors);
};

struct OptimizerKernels {
  const char* type;
  int variants;
  const RuleKernels* rules;
};

/// The constants of steps first, first + 1, ...: rows of Step<S>, `row_bytes` apart.
struct StepRows {
  i64 first, count;
  const std::byte* rows;
  std::size_t row_bytes;
  const std::byte* row(i64 k) const { return rows + std::size_t(k - first) * row_bytes; }
  /// Steps k, ..., k + n - 1.
  StepRows part(i64 k, i64 n) const { return {k, n, row(k), row_bytes}; }
};

/// Those steps (one at least) of all groups, by surface and rule in one (cpu/pair_kernels.h); not for
/// problems. before: where the points before the last of the steps go; null: nowhere.
using StepTogether = void (*)(const void* functor, void* state, void* points, const StepRows& rows,
                              void* before, int vectors);
struct PairKernel {
  const char *surface, *optimizer;  ///< "Himmelblau", "Sgd"
  int variant;                      ///< of the optimizer
  StepTogether steps[2];            ///< by Precision
};

/// Of the three ways of a noise model (noise/noise.h), those that it has.  constants: its Constants<S>.
struct NoiseKernels {
  const char* type;
  /// Changes gradients that lie `stride` numbers-per-lane apart.
  void (*apply)(void* gradients, int stride, const void* constants, const Draw& draw, int vectors);
  /// Moves points; `points` and `shifted` may be the same.
  void (*shift)(const void* points, void* shifted, const void* constants, const Draw& draw, int vectors);
  bool samples;
};

/// Watching, slowing and moving particles.  `stopped` is a number of type S per particle: 0 or the bit of
/// Status that stopped it; `frozen` the positions where that happened.
struct ParticleKernels {
  /// engine/watch.h: marks who stops at this step and freezes them; true if anybody did.
  /// reach: three numbers of the centre, three half-widths, and Reach::pauses.
  bool (*check)(const void* before, const void* after, const double* reach, void* stopped, void* frozen,
                int vectors);
  /// Puts the stopped ones back to where they were frozen.
  void (*restore)(void* points, const void* frozen, const void* stopped, int vectors);
  void (*observe)(void* watches, int k, const void* before, const void* after,
                  int vectors);                                       ///< Watch[vectors]
  void (*oscillates)(const void* watches, void* flags, int vectors);  ///< a number of type S per particle
  void (*clip)(void* gradients, int stride, const Clip<double>& limit, int vectors);
  // schedules/reduce_on_plateau.h, its State[vectors] and Constants<S>.
  void (*reset_plateaus)(void* states, int vectors);
  void (*slow)(const void* states, const void* before, void* points, int vectors);
  void (*observe_losses)(void* states, const void* losses, const void* constants, int vectors);
  // Conversions; the plain arrays have vectors * lanes elements.
  void (*load)(const Point* in, void* points, int vectors);
  void (*store)(const void* points, Point* out, int vectors);
  void (*pack)(const void* points, PointF* out, int vectors);
  /// pack with the stopped ones where they were frozen.
  void (*pack_frozen)(const void* points, const void* frozen, const void* stopped, PointF* out, int vectors);
};

/// Kernels for particles of one number of weights.
struct ParticleTable {
  const OptimizerKernels* const* optimizers;
  int optimizer_count;
  const NoiseKernels* noises;
  int noise_count;
  const ParticleKernels* particles;
};

/// All kernels of one variant and precision.
struct KernelTable {
  int lanes;
  const SurfaceKernels* const* surfaces;
  int surface_count;
  const ParticleTable* by_weights[3];  ///< for 1, 2, 3 weights
  const PairKernel* pairs;
  const int* pair_count;
  bool in_double;

  const ParticleTable& of(int weights) const { return *by_weights[weights - 1]; }
};

}  // namespace thalweg::cpu
