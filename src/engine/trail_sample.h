// SPDX-License-Identifier: MIT
// Which particles leave a trail where not all of them do: the same ones on every machine and in every
// picture.
#pragma once

#include "core/hd.h"

namespace thalweg {

/// `trails` of `particles`, 0 <= trails <= particles: one out of each group of neighbours, at a scrambled
/// place in it.  Every k-th would not do: starts from a grid or a Sobol sequence have structure in their
/// index, and a stride picks out a corner of the domain.  Where not all leave one, particles * trails must
/// fit into 64 bits.
struct TrailSample {
  u64 particles = 0, trails = 0;
  THALWEG_HD bool all() const { return trails == particles; }
};

/// Mixes the bits of an index (Mueller's integer hash).
THALWEG_HD u32 scrambled(u32 x) {
  x = (x >> 16 ^ x) * 0x45d9f3bu;
  x = (x >> 16 ^ x) * 0x45d9f3bu;
  return x >> 16 ^ x;
}

/// The particle that leaves a trail, 0 <= trail < trails; rising with it.
THALWEG_HD u64 trail_owner(const TrailSample& sample, u64 trail) {
  if (sample.all()) return trail;
  const u64 first = trail * sample.particles / sample.trails,
            next = (trail + 1) * sample.particles / sample.trails;
  return first + scrambled(u32(trail)) % (next - first);
}

/// How many trails belong to particles before this one; it has that one, if any (leaves_trail).
THALWEG_HD u64 trails_before(const TrailSample& sample, u64 particle) {
  if (sample.all() || sample.trails == 0) return sample.all() ? particle : 0;
  if (particle >= sample.particles) return sample.trails;
  const u64 group = ((particle + 1) * sample.trails - 1) / sample.particles;
  return trail_owner(sample, group) < particle ? group + 1 : group;
}

THALWEG_HD bool leaves_trail(const TrailSample& sample, u64 particle) {
  const u64 trail = trails_before(sample, particle);
  return trail < sample.trails && trail_owner(sample, trail) == particle;
}

}  // namespace thalweg
