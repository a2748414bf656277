// SPDX-License-Identifier: MIT
// How an ensemble lies in a card's memory and what a launch is told: shared by the kernels, which NVRTC
// compiles, and by the code that launches them.
#pragma once

#include "core/vec.h"
#include "engine/trail_sample.h"
#include "engine/watch.h"

namespace thalweg::kernels {

/// Threads of a block, at most.
inline constexpr int kThreads = 256;

/// A trail's point, and a position as it is drawn: the layout of PointF in engine/backend.h.
struct alignas(8) TrailPoint {
  float x, y;
};

/// Where a particle is and what it is doing there: the layout of End in engine/backend.h.
struct EndRecord {
  double x, y, z;
  u32 steps;
  u8 status;
};

/// A part of an ensemble in the card's memory.  All arrays are structures of arrays: component c of particle
/// i at [c * n + i].
template <class T>
struct Particles {
  u64 first;    ///< index in the ensemble of particle 0 of this part
  u32 n;        ///< particles in this part
  T* position;  ///< a component per weight
  T* state;     ///< as many as the optimizer's State has numbers of type T
  u8* status;   ///< bits of Status
  u32* steps;   ///< taken until it was stopped; written only then
};

/// What one launch of the descent does.
template <class T, int N>
struct Launch {
  u64 seed;
  u32 step;           ///< number of the first step, 0 at the start of the run
  u32 count;          ///< steps to do; at least 1
  u32 until_check;    ///< steps to the next check of engine/watch.h; at least 1
  u32 last;           ///< 1 if the run's budget ends with this launch, so that its last step is checked too
  u32 every;          ///< steps between trail slots
  u32 until_slot;     ///< steps to the next trail slot; at least 1; beyond `count` when none is due
  u32 slot, slots;    ///< the slot to write next; size of the ring
  TrailPoint* trail;  ///< [slot * row + trail - first_trail]
  u64 first_trail;    ///< of the particles of this part
  u32 row;            ///< trails of this part
  TrailSample sample;
  Reach<T, N> reach;
};

/// The particles that a kernel other than the descent works on; thread i does particle begin + i and writes
/// to element i of its output.
struct Range {
  u32 begin, count;
};

}  // namespace thalweg::kernels
