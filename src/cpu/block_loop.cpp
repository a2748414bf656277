// SPDX-License-Identifier: MIT
#include "cpu/block_loop.h"

#include <algorithm>
#include <cstring>

#include "engine/watch.h"

namespace thalweg::cpu {

namespace {

void set_number(const Descent& d, void* numbers, int i, double a) {
  if (d.in_double)
    static_cast<double*>(numbers)[i] = a;
  else
    static_cast<float*>(numbers)[i] = float(a);
}

// One run of a block.
class BlockRun {
 public:
  BlockRun(const Descent& d, const Block& block, const TrailRing& trail)
      : d_(d), block_(block), trail_(trail), moving_(block.particles) {
    for (int i = 0; i < block.particles; i++) moving_ -= block.status[i] != kMoving;
    // Lanes beyond the last particle count as stopped, so that they never ask for attention.
    for (int i = 0; i < block.vectors * d.lanes; i++)
      set_number(d, scratch_.stopped, i, i < block.particles ? block.status[i] : u8(kAtRest));
    std::memcpy(scratch_.frozen, block.points, bytes());
  }

  void run(const StepRows& rows) {
    for (i64 k = rows.first; k < rows.first + rows.count; k++) {
      if (moving_ > 0) step(k, rows.row(k));
      if (trail_.length > 0 && (k + 1) % trail_.every == 0) write_trail((k + 1) / trail_.every - 1);
      if (moving_ == 0 && trail_.length == 0) break;
    }
    if (moving_ < block_.particles)
      d_.particle->restore(block_.points, scratch_.frozen, scratch_.stopped, block_.vectors);
  }

 private:
  std::size_t bytes() const { return std::size_t(block_.vectors * d_.lanes) * d_.point_bytes(); }

  void step(i64 k, const void* constants) {
    const i64 t = k + 1;
    const bool check = t % kCheckEvery == 0 || t == d_.budget;
    if (check) std::memcpy(scratch_.before, block_.points, bytes());
    take_step(d_, block_, scratch_, k, constants);
    if (check && d_.particle->check(scratch_.before, block_.points, d_.reach, scratch_.stopped,
                                    scratch_.frozen, block_.vectors))
      note_stops(t);
  }

  void note_stops(i64 t) {
    for (int i = 0; i < block_.particles; i++) {
      const u8 status = u8(number_at(d_, scratch_.stopped, i));
      if (status == kMoving || block_.status[i] != kMoving) continue;
      block_.status[i] = status;
      block_.steps[i] = u32(t);
      moving_--;
    }
  }

  void write_trail(i64 index) {
    PointF* slot = trail_.xy + index % trail_.length * d_.particles + i64(block_.first);
    // Whole groups are written; the last block's would run into the next slot.
    PointF whole[kBlock];
    const bool fits = block_.particles == block_.vectors * d_.lanes;
    PointF* out = fits ? slot : whole;
    if (moving_ == block_.particles)
      d_.particle->pack(block_.points, out, block_.vectors);
    else
      d_.particle->pack_frozen(block_.points, scratch_.frozen, scratch_.stopped, out, block_.vectors);
    if (!fits) std::copy_n(whole, block_.particles, slot);
  }

  const Descent& d_;
  const Block& block_;
  const TrailRing& trail_;
  int moving_;
  Scratch scratch_;
};

}  // namespace

void take_step(const Descent& d, const Block& block, Scratch& scratch, i64 k, const void* constants) {
  const bool hessian = d.rule->request == Request::hessian;
  for (int s = 0; s < d.rule->stages; s++) {
    const StageKernels& stage = d.rule->stage[s];
    const void* at = block.points;
    if (stage.probe) {
      stage.probe(block.state, block.points, scratch.probes, constants, block.vectors);
      at = scratch.probes;
    }
    (hessian ? d.surface->hessian : d.surface->gradient)(d.functor, at, scratch.answers, block.vectors);
    if (d.noise) {
      // The gradient is all of an answer, or its second to third number.
      std::byte* gradients = scratch.answers + (hessian ? std::size_t(d.lanes) * d.number_bytes() : 0);
      d.noise->apply(gradients, hessian ? 6 : 2, d.noise_constants, d.seed, u32(k), block.first,
                     block.vectors);
    }
    stage.absorb(block.state, block.points, scratch.answers, constants, block.vectors);
  }
}

void run_block(const Descent& d, const Block& block, const StepRows& rows, const TrailRing& trail) {
  if (trail.length == 0 &&
      std::none_of(block.status, block.status + block.particles, [](u8 status) { return status == kMoving; }))
    return;
  BlockRun(d, block, trail).run(rows);
}

}  // namespace thalweg::cpu
