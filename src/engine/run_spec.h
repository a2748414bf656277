// SPDX-License-Identifier: MIT
// The run spec: everything that determines a run, as plain data.  Same spec and seed, same bytes out.
// It has a JSON form (io/spec_json.h) and a command-line form (cli/run_options.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/box.h"

namespace thalweg {

/// A registered name with the parameters that differ from their defaults: "sgd:momentum=0.9".
struct Choice {
  std::string name;
  std::vector<std::pair<std::string, double>> parameters = {};
  friend bool operator==(const Choice&, const Choice&) = default;
};

enum class Precision { float32, float64 };  // spelled float, double
enum class MathMode { exact, fast };
enum class DeviceKind { automatic, cpu, cuda };  // spelled auto, cpu, cuda
enum class StartKind : int { uniform, sobol, grid, normal, point };

/// Where particles start.  normal: mean (x, y) and sigma per coordinate; point: all at (x, y).
/// Without values, normal is centred in the domain with a sixth of its width as sigma.
struct Start {
  StartKind kind = StartKind::uniform;
  std::optional<double> x = {}, y = {}, sigma = {};
  friend bool operator==(const Start&, const Start&) = default;
};

/// Recent positions of every particle: `length` slots, written every `every` steps; 0 slots record nothing.
struct TrailSpec {
  std::int64_t every = 1;
  std::int64_t length = 0;
  friend bool operator==(const TrailSpec&, const TrailSpec&) = default;
};

struct RunSpec {
  Choice surface{"himmelblau"};
  std::optional<Box> domain = {};  ///< the surface's own if absent
  Choice optimizer{"sgd"};
  std::optional<double> lr = {};  ///< the surface's rate for the optimizer's family if absent
  Choice schedule{"constant"};
  Choice noise{"none"};
  Start start = {};
  std::int64_t particles = 10'000;
  std::int64_t steps = 1'000;
  std::uint64_t seed = 1;
  Precision precision = Precision::float32;
  MathMode math = MathMode::fast;
  DeviceKind device = DeviceKind::automatic;
  int device_index = 0;  ///< which card
  int threads = 0;       ///< CPU workers; 0 = one per hardware thread.  Results do not depend on it.
  TrailSpec trail = {};
  friend bool operator==(const RunSpec&, const RunSpec&) = default;
};

}  // namespace thalweg
