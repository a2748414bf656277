// SPDX-License-Identifier: MIT
#include "kernels/cuda_ensemble.cuh"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>

#include "core/error.h"
#include "engine/gather.h"
#include "kernels/gl_interop.cuh"
#include "kernels/host_results.h"
#include "schedules/reduce_on_plateau.h"

namespace thalweg::kernels {

namespace {

static_assert(sizeof(TrailPoint) == sizeof(PointF) && offsetof(TrailPoint, y) == offsetof(PointF, y));
static_assert(sizeof(EndRecord) == sizeof(End) && offsetof(EndRecord, steps) == offsetof(End, steps) &&
              offsetof(EndRecord, status) == offsetof(End, status));

/// Numbers of ReduceOnPlateau's constants and of its state per particle.
constexpr int kPlateauNumbers = int(sizeof(ReduceOnPlateau::State<double>) / sizeof(double));
/// Particles that are looked at together after the run.
constexpr i64 kPiece = 1 << 20;
/// Step constants are made for this many steps at a time.
constexpr i64 kRound = 4096;
/// What ensembles leave free for scratch memory, sorting, and other programs.
constexpr std::size_t kReserve = std::size_t(512) << 20;

std::size_t memory_for_arrays(const Machine& machine) {
  machine.card.use();
  const std::size_t free = machine.card.free_memory();
  const std::size_t usable = free > 8 * kReserve ? free - kReserve : free / 8 * 7;
  return machine.memory_limit > 0 ? std::min(machine.memory_limit, usable) : usable;
}

}  // namespace

template <class T>
int CudaEnsemble<T>::state_numbers() const {
  const int plateau = plan_.plateau_constants.empty() ? 0 : kPlateauNumbers;
  return rule(plan_).state_numbers[weights() - 1] + plateau;
}

template <class T>
CudaEnsemble<T>::CudaEnsemble(const Plan& plan, std::shared_ptr<Machine> machine, const TrailSample& sample)
    : plan_(plan),
      machine_(std::move(machine)),
      names_(parts_of(plan_)),
      around_(surroundings(plan_)),
      shape_(shape_of(plan_)),
      sample_(sample),
      stream_((machine_->card.use(), machine_->card)),
      functor_(machine_->card, stream_, plan_.landscape) {
  const std::vector<cudaKernel_t>& common = machine_->kernels.get(make_particles_program(names_.real));
  place_ = common[0];
  pack_ = common[1];
  const ParticleBytes each{sizeof(T), weights(), state_numbers(), plan_.spec.trail.length, sample_};
  for (const Chunk& chunk : divide(plan_.spec.particles, each, memory_for_arrays(*machine_)))
    parts_.push_back({chunk});
  const Chunk& largest = parts_[0].chunk;
  const std::string count = std::to_string(largest.n) + " particles";
  arrays_ = DeviceMemory(card(), array_bytes(largest), count);
  u32 most_trails = 0;
  for (const Part& part : parts_) most_trails = std::max(most_trails, trails_of(part.chunk, sample_).n);
  trail_ = DeviceMemory(card(), each.trail() * most_trails, "the trails of " + count);
  if (plan_.spec.steps > 0) {  // compiled now, so that nobody measures it
    const StepRows rows = step_rows(plan_, 0, std::min<i64>(kRound, plan_.spec.steps));
    kernel(descend_name(names_, next_cut(rows, 0, shape_).shape));
  }
  for (std::size_t i = parts_.size(); i-- > 0;) {  // the first one last: it stays
    resident_ = i;
    place(parts_[i].chunk);
    if (i > 0) send_away();
  }
  stream_.wait("placing the particles");
}

template <class T>
std::size_t CudaEnsemble<T>::array_bytes(const Chunk& chunk) const {
  return chunk_layout(chunk.n, sizeof(T), weights(), state_numbers()).end;
}

template <class T>
Particles<T> CudaEnsemble<T>::particles(const Chunk& chunk) const {
  const ChunkLayout l = chunk_layout(chunk.n, sizeof(T), weights(), state_numbers());
  return {chunk.first,
          chunk.n,
          arrays_.as<T>(l.position),
          arrays_.as<T>(l.state),
          arrays_.as<u8>(l.status),
          arrays_.as<u32>(l.steps)};
}

template <class T>
cudaKernel_t CudaEnsemble<T>::kernel(const std::string& name) {
  if (const auto found = kernels_.find(name); found != kernels_.end()) return found->second;
  return kernels_[name] = machine_->kernels.get(make_program(names_, {name}, plan_.spec.math))[0];
}

// After a failure nobody knows what the arrays hold.
template <class T>
template <class F>
auto CudaEnsemble<T>::guarded(const char* doing, F f) {
  if (broken_)
    throw Error(card().name() + ": no " + doing + ": this run failed before, and its particles are lost");
  try {
    card().use();
    return f();
  } catch (...) {
    broken_ = true;
    throw;
  }
}

template <class T>
template <class F>
void CudaEnsemble<T>::for_pieces(i64 first, i64 count, F f) {
  for (std::size_t i = 0; i < parts_.size(); i++) {
    const Chunk chunk = parts_[i].chunk;
    const i64 begin = std::max(first, i64(chunk.first)),
              end = std::min<i64>(first + count, i64(chunk.first) + i64(chunk.n));
    if (begin >= end) continue;
    bring(i);
    for (i64 at = begin; at < end; at += kPiece)
      f(chunk, Range{u32(at - i64(chunk.first)), u32(std::min<i64>(kPiece, end - at))},
        std::size_t(at - first));
  }
}

template <class T>
std::byte* CudaEnsemble<T>::scratch(std::size_t bytes) {
  if (scratch_.size() < bytes) {
    scratch_ = DeviceMemory();  // first, so that both need not fit
    scratch_ = DeviceMemory(card(), bytes, "looking at the particles");
  }
  return scratch_.bytes();
}

template <class T>
void CudaEnsemble<T>::place(const Chunk& chunk) {
  constexpr const char* kDoing = "placing the particles";
  const Particles<T> e = particles(chunk);
  launch(card(), place_, chunk.n, stream_.get(), kDoing, plan_.start, chunk.first, Range{0, chunk.n},
         e.position);
  stream_.clear(e.status, chunk.n, kDoing);
}

template <class T>
void CudaEnsemble<T>::send_away() {
  constexpr const char* kDoing = "moving particles to the host";
  fetch_trail();
  Part& part = parts_[resident_];
  part.away.resize(array_bytes(part.chunk));
  stream_.copy(part.away.data(), arrays_.bytes(), part.away.size(), cudaMemcpyDeviceToHost, kDoing);
  stream_.wait(kDoing);
}

template <class T>
void CudaEnsemble<T>::bring(std::size_t part) {
  if (part == resident_) return;
  send_away();
  resident_ = part;
  stream_.copy(arrays_.bytes(), parts_[part].away.data(), parts_[part].away.size(), cudaMemcpyHostToDevice,
               "moving particles to the card");
}

template <class T>
void CudaEnsemble<T>::fetch_trail() {
  constexpr const char* kDoing = "fetching the trails";
  const i64 length = plan_.spec.trail.length;
  const std::size_t all = sample_.trails;
  Part& part = parts_[resident_];
  const i64 written = slots_after(part.step);
  const Chunk mine = trails_of(part.chunk, sample_);
  if (written == part.trail_fetched || mine.n == 0) return;
  host_trail_.resize(std::size_t(length) * all);
  const std::size_t row = mine.n * sizeof(TrailPoint);
  for (i64 slot = std::max(part.trail_fetched, written - length); slot < written;) {
    const i64 in_ring = slot % length, rows = std::min<i64>(written - slot, length - in_ring);
    card().check(card().api().copy_rows(host_trail_.data() + std::size_t(in_ring) * all + mine.first,
                                        all * sizeof(PointF), trail_.bytes() + std::size_t(in_ring) * row,
                                        row, row, std::size_t(rows), cudaMemcpyDeviceToHost, stream_.get()),
                 "cudaMemcpy2DAsync", kDoing);
    slot += rows;
  }
  stream_.wait(kDoing);
  part.trail_fetched = written;
}

template <class T>
template <int N>
Launch<T, N> CudaEnsemble<T>::launch_at(const Chunk& chunk, i64 step, i64 count) const {
  constexpr i64 kNever = std::numeric_limits<u32>::max();  // more than a run can have steps
  const Box& box = plan_.landscape.domain;
  const Point middle = centre(box);
  const TrailSpec& trail = plan_.spec.trail;
  const bool recorded = trail.length > 0;
  Launch<T, N> l{};
  l.seed = plan_.spec.seed;
  l.step = u32(step);
  l.count = u32(count);
  l.until_check = u32(kCheckEvery - step % kCheckEvery);
  l.last = step + count == plan_.spec.steps;
  l.every = u32(std::min<i64>(kNever, trail.every));
  l.until_slot = u32(recorded ? std::min<i64>(kNever, trail.every - step % trail.every) : kNever);
  l.slot = recorded ? u32(step / trail.every % trail.length) : 0;
  l.slots = u32(trail.length);
  l.trail = trail_.as<TrailPoint>();
  const Chunk trails = trails_of(chunk, sample_);
  l.first_trail = trails.first;
  l.row = trails.n;
  l.sample = sample_;
  const double middles[] = {middle.x, middle.y, middle.z}, sizes[] = {width(box), height(box), depth(box)};
  l.reach.pauses = T(plan_.pauses);
  for (int k = 0; k < N; k++) {
    l.reach.centre[k] = T(middles[k]);
    l.reach.half[k] = T(kEscapeReach * 0.5 * sizes[k]);
  }
  return l;
}

template <class T>
template <int N>
void CudaEnsemble<T>::descend(const Part& part, const Cut& cut, const std::byte* table) {
  const Particles<T> e = particles(part.chunk);
  launch(card(), kernel(descend_name(names_, cut.shape)), e.n, stream_.get(), "descending",
         functor_.argument(), RawArgument{around_.data()}, RawArgument{table}, e,
         launch_at<N>(part.chunk, part.step, cut.count));
}

template <class T>
void CudaEnsemble<T>::run(Part& part, i64 end) {
  while (part.step < end) {
    const StepRows rows = step_rows(plan_, part.step, std::min<i64>(kRound, end - part.step));
    while (part.step < rows.first + rows.count) {
      const Cut cut = next_cut(rows, part.step, shape_);
      const auto table = step_table(rows, part.step, cut);
      if (weights() == 1)
        descend<1>(part, cut, table.data());
      else if (weights() == 2)
        descend<2>(part, cut, table.data());
      else
        descend<3>(part, cut, table.data());
      part.step += cut.count;
    }
  }
}

template <class T>
bool CudaEnsemble<T>::follow(const Plan& plan) {
  // In the fast mode other kernels may round in another way.
  if (!continues(plan_, plan, step_) || (plan.spec.math == MathMode::fast && shape_of(plan) != shape_))
    return false;
  plan_.spec.rates = plan.spec.rates;
  return true;
}

template <class T>
void CudaEnsemble<T>::advance(i64 steps) {
  guarded("further step", [&] {
    const i64 end = std::min<i64>(plan_.spec.steps, step_ + std::max<i64>(0, steps));
    // The part that is there goes first.
    for (std::size_t k = 0, first = resident_; k < parts_.size() && end > step_; k++) {
      bring((first + k) % parts_.size());
      run(parts_[resident_], end);
    }
    stream_.wait("descending");
    step_ = end;
  });
}

template <class T>
void CudaEnsemble<T>::positions(i64 first, std::span<PointF> out) {
  check_range(first, std::ssize(out), plan_.spec.particles);
  guarded("positions", [&] {
    constexpr const char* kDoing = "fetching positions";
    for_pieces(first, std::ssize(out), [&](const Chunk& chunk, const Range& range, std::size_t offset) {
      auto* packed = reinterpret_cast<TrailPoint*>(scratch(range.count * sizeof(TrailPoint)));
      launch(card(), pack_, range.count, stream_.get(), kDoing, particles(chunk), weights(), range, packed);
      stream_.copy(&out[offset], packed, range.count * sizeof(PointF), cudaMemcpyDeviceToHost, kDoing);
      stream_.wait(kDoing);
    });
  });
}

template <class T>
void CudaEnsemble<T>::losses(i64 first, std::span<double> out) {
  check_range(first, std::ssize(out), plan_.spec.particles);
  guarded("losses", [&] {
    constexpr const char* kDoing = "fetching losses";
    for_pieces(first, std::ssize(out), [&](const Chunk& chunk, const Range& range, std::size_t offset) {
      auto* found = reinterpret_cast<double*>(scratch(range.count * sizeof(double)));
      launch(card(), kernel(losses_name(names_)), range.count, stream_.get(), kDoing, functor_.argument(),
             particles(chunk), range, found);
      stream_.copy(&out[offset], found, range.count * sizeof(double), cudaMemcpyDeviceToHost, kDoing);
      stream_.wait(kDoing);
    });
  });
}

template <class T>
const EndRecord* CudaEnsemble<T>::watch(const Chunk& chunk, const Range& range) {
  constexpr const char* kDoing = "watching the particles";
  std::byte* memory = scratch(range.count * (sizeof(EndRecord) + std::size_t(weights()) * sizeof(T)));
  auto* ends = reinterpret_cast<EndRecord*>(memory);
  auto* starts = reinterpret_cast<T*>(memory + range.count * sizeof(EndRecord));
  launch(card(), place_, range.count, stream_.get(), kDoing, plan_.start, chunk.first, range, starts);
  const auto table = step_table(watch_rows(plan_, step_), step_, {kWatchSteps, {}});
  launch(card(), kernel(watch_name(names_)), range.count, stream_.get(), kDoing, functor_.argument(),
         RawArgument{around_.data()}, RawArgument{table.data()}, particles(chunk), u64(plan_.spec.seed),
         u32(step_), range, static_cast<const T*>(starts), ends);
  return ends;
}

template <class T>
void CudaEnsemble<T>::ends(i64 first, std::span<End> out) {
  check_range(first, std::ssize(out), plan_.spec.particles);
  guarded("ends", [&] {
    constexpr const char* kDoing = "fetching ends";
    for_pieces(first, std::ssize(out), [&](const Chunk& chunk, const Range& range, std::size_t offset) {
      stream_.copy(&out[offset], watch(chunk, range), range.count * sizeof(End), cudaMemcpyDeviceToHost,
                   kDoing);
      stream_.wait(kDoing);
    });
  });
}

template <class T>
std::vector<EndCell> CudaEnsemble<T>::end_cells() {
  return guarded("ends", [&] {
    std::vector<EndCell> all;
    for_pieces(0, plan_.spec.particles, [&](const Chunk& chunk, const Range& range, std::size_t) {
      const EndRecord* ends = watch(chunk, range);
      all = merge_cells(all, card().api().cluster(ends, range.count, chunk.first + range.begin,
                                                  plan_.landscape.domain, stream_.get()));
    });
    return all;
  });
}

template <class T>
LossQuantiles CudaEnsemble<T>::loss_quantiles() {
  const std::size_t bytes = std::size_t(plan_.spec.particles) * sizeof(double);
  const bool fits = guarded("loss quantiles", [&] {
    // Sorting takes the losses twice, and some.
    return parts_.size() == 1 && card().free_memory() + scratch_.size() > 3 * bytes + kReserve / 8;
  });
  if (!fits) {
    std::vector<double> all(std::size_t(plan_.spec.particles));
    losses(0, all);
    return quantiles_of(std::move(all));
  }
  return guarded("loss quantiles", [&] {
    const Chunk& chunk = parts_[0].chunk;
    auto* values = reinterpret_cast<double*>(scratch(bytes));
    launch(card(), kernel(losses_name(names_)), chunk.n, stream_.get(), "sorting the losses",
           functor_.argument(), particles(chunk), Range{0, chunk.n}, values);
    return card().api().quantiles(values, chunk.n, stream_.get());
  });
}

template <class T>
TrailView CudaEnsemble<T>::trails() {
  return guarded("trails", [&] {
    host_trail_.resize(std::size_t(plan_.spec.trail.length) * sample_.trails);
    fetch_trail();  // the other parts' were fetched when they left the card
    return TrailView{i64(sample_.trails), plan_.spec.trail.length, slots_after(step_), host_trail_};
  });
}

template <class T>
void CudaEnsemble<T>::count_density(const Box& box, int n, std::span<u32> counts, const Kinds& kinds) {
  check_density(plan_.spec.particles, n, counts, kinds);
  guarded("density", [&] {
    constexpr const char* kDoing = "counting particles";
    const std::size_t bytes = counts.size_bytes();
    std::vector<u32> found(counts.size());
    for (std::size_t i = 0; i < parts_.size(); i++) {
      bring(i);
      const Chunk& chunk = parts_[i].chunk;
      // Positions are packed a piece at a time beside the counts, which stay on the card.
      const i64 most = std::min<i64>(kPiece, chunk.n);
      std::byte* memory = scratch(bytes + std::size_t(most) * (sizeof(TrailPoint) + sizeof(u8)) + 8);
      auto* cells = reinterpret_cast<u32*>(memory);
      auto* packed = reinterpret_cast<TrailPoint*>(memory + (bytes + 7) / 8 * 8);
      u8* kind = kinds.of.empty() ? nullptr : reinterpret_cast<u8*>(packed + most);
      stream_.clear(cells, bytes, kDoing);
      for (i64 at = 0; at < i64(chunk.n); at += most) {
        const Range range{u32(at), u32(std::min<i64>(most, i64(chunk.n) - at))};
        launch(card(), pack_, range.count, stream_.get(), kDoing, particles(chunk), weights(), range, packed);
        if (kind)
          stream_.copy(kind, kinds.of.data() + chunk.first + u64(at), range.count, cudaMemcpyHostToDevice,
                       kDoing);
        card().api().add_density(packed, range.count, kind, box, n, cells, stream_.get());
      }
      stream_.copy(found.data(), cells, bytes, cudaMemcpyDeviceToHost, kDoing);
      stream_.wait(kDoing);
      for (std::size_t k = 0; k < found.size(); k++) counts[k] += found[k];
    }
  });
}

// One that takes turns on the card is not drawn from there.
template <class T>
bool CudaEnsemble<T>::write_positions(GlTarget& to) {
  if (parts_.size() > 1) return false;
  return guarded("positions", [&] {
    const Chunk& chunk = parts_[0].chunk;
    const std::size_t bytes = chunk.n * sizeof(TrailPoint);
    return write_gl(machine_, to, GlContent::kReplaced, bytes, stream_, [&](std::byte* at) {
      launch(card(), pack_, chunk.n, stream_.get(), "drawing the particles", particles(chunk), weights(),
             Range{0, chunk.n}, reinterpret_cast<TrailPoint*>(at));
    });
  });
}

template <class T>
bool CudaEnsemble<T>::write_trails(GlTarget& to, i64 first) {
  const i64 length = plan_.spec.trail.length, written = slots_after(step_);
  if (parts_.size() > 1) return false;
  return guarded("trails", [&] {
    const std::size_t row = sample_.trails * sizeof(TrailPoint);
    return write_gl(machine_, to, GlContent::kKept, std::size_t(length) * row, stream_, [&](std::byte* at) {
      for (i64 slot = std::max({first, written - length, i64(0)}); slot < written;) {
        const i64 begin = slot % length, count = std::min(length - begin, written - slot);  // no wrap within
        const std::size_t offset = std::size_t(begin) * row;
        stream_.copy(at + offset, trail_.bytes() + offset, std::size_t(count) * row, cudaMemcpyDeviceToDevice,
                     "drawing the trails");
        slot += count;
      }
    });
  });
}

template class CudaEnsemble<float>;
template class CudaEnsemble<double>;

}  // namespace thalweg::kernels
