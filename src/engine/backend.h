// SPDX-License-Identifier: MIT
// The boundary to the machines.  The engine, the viewer and the studies see ensembles only through these two
// interfaces; cpu/ and kernels/ implement them.  Calls are made from one thread at a time.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/plan.h"
#include "engine/watch.h"

namespace thalweg {

/// Where a particle is after the run and what it is doing there.
struct End {
  double x, y, z;  ///< weights that the landscape has not are 0
  u32 steps;       ///< taken until it was stopped, or until now
  u8 status;       ///< bits of Status
};

/// A square of the clustering grid: all particles in it with the same status.
/// The grid divides the domain, grown ten-fold about its centre, into kCells x kCells cells, so that one cell
/// is a thousandth of the domain; particles outside or not finite have cell kNoCell.
struct EndCell {
  static constexpr u32 kCells = 10'000, kNoCell = 0xffffffffu;
  u32 cell;
  u8 status;
  i64 count;
  i64 steps;  ///< sum over the particles
  i64 first;  ///< the lowest particle index in it
  Point at;   ///< that particle's position
};

/// The grid's cell of p, row by row.
THALWEG_HD u32 end_cell(const Box& domain, Point p) {
  const double u = ((p.x - domain.x0) / width(domain) + 4.5) * 1000,
               v = ((p.y - domain.y0) / height(domain) + 4.5) * 1000;
  if (!(u >= 0 && u < 10'000 && v >= 0 && v < 10'000)) return EndCell::kNoCell;
  return u32(v) * EndCell::kCells + u32(u);
}

/// Quantiles by nearest rank of the finite losses; NaN if there are none.
struct LossQuantiles {
  double min, q25, median, q75, max;
};

/// A view of the ring buffer of positions, time-major: xy[slot * particles + i].  Valid until the next call
/// on the ensemble.
struct TrailView {
  i64 particles = 0, length = 0;
  i64 written = 0;  ///< slots written so far, at most `length` of them still there; the newest is (written -
                    ///< 1) % length
  std::span<const PointF> xy;
};

class Ensemble {
 public:
  virtual ~Ensemble() = default;

  /// Runs `steps` more steps, at most to the plan's budget.
  virtual void advance(i64 steps) = 0;
  /// Steps done so far.
  virtual i64 step() const = 0;

  /// Goes on by another plan of the same run, whose learning rates differ in steps to come alone.  False, and
  /// nothing has changed, where that would not give what a run of that plan from its starts gives.
  virtual bool follow([[maybe_unused]] const Plan& plan) { return false; }

  /// Current positions of particles [first, first + out.size()).
  virtual void positions(i64 first, std::span<PointF> out) = 0;
  /// Losses at the current positions, in the run's precision.
  virtual void losses(i64 first, std::span<double> out) = 0;
  /// Ends of particles [first, first + out.size()), watched as engine/watch.h says.
  virtual void ends(i64 first, std::span<End> out) = 0;
  /// All ends, clustered; sorted by (cell, status).
  virtual std::vector<EndCell> end_cells() = 0;
  virtual LossQuantiles loss_quantiles() = 0;
  virtual TrailView trails() = 0;
};

class Backend {
 public:
  virtual ~Backend() = default;

  /// "cpu avx512, 2 threads" or "cuda:0 NVIDIA H200".
  virtual std::string device() const = 0;
  /// All particles at their starts.  Throws Error if the machine has not enough memory.
  virtual std::unique_ptr<Ensemble> start(const Plan& plan) = 0;
  /// f at many points, in double.
  virtual void values(const Landscape& f, std::span<const Point> points, std::span<double> out) = 0;
};

}  // namespace thalweg
