// SPDX-License-Identifier: MIT
// Runs a study cell by cell, keeping what is done on the disk.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "analysis/loop.h"
#include "engine/backend.h"
#include "study/cells.h"

namespace thalweg::study {

/// Runs one cell: every step's noise-free losses are looked at, so that hitting times are exact.
CellResult run_cell(const StudySpec& spec, const CellId& cell, const Setting& setting, double f_best,
                    Backend& backend);

/// The results of cells in a folder, one file per cell: written whole or not at all, with a checksum over its
/// contents, and named after the cell's identity: phase, spec of the run, data, targets, cost model, version.
/// A torn file, or one of another study, is as if it were not there; a study that has grown finds what it
/// still needs.
class CellStore {
 public:
  /// Makes the folder.  Throws Error where that is not possible.
  CellStore(std::filesystem::path folder, const StudySpec& spec);
  std::optional<CellResult> load(const CellId& cell, const RunSpec& run) const;
  void save(const CellId& cell, const RunSpec& run, const CellResult& result) const;
  /// Takes over the whole cells of another folder of the same study; how many.
  i64 take_from(const std::filesystem::path& other) const;

 private:
  std::filesystem::path folder_;
  std::string study_;    // what identifies the study: version, targets, costs
  std::size_t targets_;  // how many
};

/// Cells of (method, task) pairs whose number modulo `count` is `index` (from 0).
struct Shard {
  int index = 0, count = 1;
};

struct StudyProgress {
  i64 cells_done, cells;   ///< of this shard
  double cost_done, cost;  ///< in particle-steps, for the time that is left
  std::string now;         ///< "adam on rosenbrock, tuning 3 of 15"
};
/// Returning false stops after the present cell.
using StudyReport = std::function<bool(const StudyProgress&)>;

/// What cells run on: as many at the same time as there are machines, each on one of its own.
struct Machines {
  Machines(Backend& one) : backends{&one} {}
  Machines(std::vector<Backend*> several, Loop over) : backends(std::move(several)), loop(std::move(over)) {}
  std::vector<Backend*> backends;  ///< at least one
  Loop loop = one_by_one;          ///< runs one cell per machine
};

/// Runs what is missing of a shard.  False if it was stopped.  The results do not depend on the machines'
/// number.
bool run_study(const StudySpec& spec, const CellStore& store, Shard shard, const Machines& machines,
               const StudyReport& report);

/// The lowest values, from which excesses are measured: given, published, or found by a first pass of all
/// methods' defaults on the training instances (so they do not depend on what is measured afterwards).
struct LowestValues {
  std::vector<double>
      f_best;  ///< by task; of a task with instances (has_instances), of its first held-out one
  std::vector<bool> published;  ///< or given
};
/// From what the store has of the first pass; nothing if cells are missing.
std::optional<LowestValues> lowest_values(const StudySpec& spec, const CellStore& store);
/// Of one instance.
double lowest_value(const StudySpec& spec, const LowestValues& lowest, int task, i64 instance);

/// A cell that is done and measured from this lowest value.
std::optional<CellResult> done_cell(const StudySpec& spec, const CellStore& store, const CellId& cell,
                                    const Setting& setting, double f_best);

/// Which setting tuning chose: the one with the best score on the training instances, the earlier one of
/// equals.  Score: the share of targets and starts reached, then the lower cost to them.  Nothing if cells
/// are missing.
std::optional<int> tuned_setting(const StudySpec& spec, const CellStore& store, const LowestValues& lowest,
                                 int method, int task);

}  // namespace thalweg::study
