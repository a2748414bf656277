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

#include "engine/backend.h"
#include "optimizers/optimizer.h"

namespace thalweg::cpu {

inline constexpr int kBlock = 256;
inline constexpr std::size_t kAlignment = 64;

/// functor: a surface's bytes (Landscape::functor).  points: Vec[vectors].
struct SurfaceKernels {
  const char* type;  ///< "Himmelblau"
  void (*value)(const void* functor, const void* points, void* values, int vectors);
  void (*gradient)(const void* functor, const void* points, void* gradients, int vectors);
  void (*hessian)(const void* functor, const void* points, void* answers, int vectors);  ///< Answer[vectors]
};

/// The random numbers of one step of a block.  The particle of a lane is first + offsets[lane]; first is a
/// multiple of kBlock, offsets are below it.
struct Draw {
  u64 seed;
  u32 step;
  u64 first;
  const u32* offsets;
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

/// Adds noise to gradients that lie `stride` numbers-per-lane apart.  constants: the model's Constants<S>.
struct NoiseKernels {
  const char* type;
  void (*apply)(void* gradients, int stride, const void* constants, const Draw& draw, int vectors);
};

/// Watching and moving particles.  `stopped` is a number of type S per particle: 0 or the bit of Status that
/// stopped it; `frozen` the positions where that happened.
struct ParticleKernels {
  /// engine/watch.h: marks who stops at this step and freezes them; true if anybody did.
  /// reach: centre x, y, half-widths x, y, and Reach::pauses.
  bool (*check)(const void* before, const void* after, const double* reach, void* stopped, void* frozen,
                int vectors);
  /// Puts the stopped ones back to where they were frozen.
  void (*restore)(void* points, const void* frozen, const void* stopped, int vectors);
  void (*observe)(void* watches, int k, const void* before, const void* after,
                  int vectors);                                       ///< Watch[vectors]
  void (*oscillates)(const void* watches, void* flags, int vectors);  ///< a number of type S per particle
  // Conversions; the plain arrays have vectors * lanes elements.
  void (*load)(const Point* in, void* points, int vectors);
  void (*store)(const void* points, Point* out, int vectors);
  void (*pack)(const void* points, PointF* out, int vectors);
  /// pack with the stopped ones where they were frozen.
  void (*pack_frozen)(const void* points, const void* frozen, const void* stopped, PointF* out, int vectors);
};

/// All kernels of one variant and precision.
struct KernelTable {
  int lanes;
  const SurfaceKernels* const* surfaces;
  int surface_count;
  const OptimizerKernels* const* optimizers;
  int optimizer_count;
  const NoiseKernels* noises;
  int noise_count;
  const ParticleKernels* particles;
};

}  // namespace thalweg::cpu
