// SPDX-License-Identifier: MIT
// The run spec: everything that determines a run, as plain data.  Same spec and seed, same bytes out.
// It has a JSON form (io/spec_json.h) and a command-line form (cli/run_options.h).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/box.h"
#include "engine/dataset.h"

namespace thalweg {

/// A registered name with the parameters that differ from their defaults: "sgd:momentum=0.9".
struct Choice {
  std::string name;
  std::vector<std::pair<std::string, double>> parameters = {};
  friend bool operator==(const Choice&, const Choice&) = default;
};

/// Gives a parameter its value, which may have had another one before.
inline void set(Choice& choice, const std::string& name, double value) {
  for (auto& [key, old] : choice.parameters)
    if (key == name) {
      old = value;
      return;
    }
  choice.parameters.emplace_back(name, value);
}

enum class Precision { float32, float64 };  // spelled float, double
enum class MathMode { exact, fast };
enum class DeviceKind { automatic, cpu, cuda };  // spelled auto, cpu, cuda
enum class StartKind : int { uniform, sobol, grid, normal, point, box };

/// A box of as many weights as were written down: 1, 2 or 3.
struct Domain : Box {
  int weights = 2;
  Domain(const Box& box, int n = 2) : Box(box), weights(n) {}
  friend bool operator==(const Domain&, const Domain&) = default;
};

/// Where particles start.  normal: mean (x, y, z) and sigma per coordinate; point: all at (x, y, z), as many
/// numbers as there are weights; box: uniform in the box.  Without values, normal is centred in the domain
/// with a sixth of its width as sigma.
struct Start {
  StartKind kind = StartKind::uniform;
  std::optional<double> x = {}, y = {}, sigma = {}, z = {};
  std::optional<Domain> box = {};
  friend bool operator==(const Start&, const Start&) = default;
};

/// Recent positions of every particle: `length` slots, written every `every` steps; 0 slots record nothing.
struct TrailSpec {
  std::int64_t every = 1;
  std::int64_t length = 0;
  friend bool operator==(const TrailSpec&, const TrailSpec&) = default;
};

/// What is descended: a registered surface, a registered problem over data, or a typed formula.
enum class LandscapeKind { surface, problem, formula };

/// A learning rate that takes the place of the run's at a step, counted from 0.  The schedule goes on.
struct RateChange {
  std::int64_t from;
  double lr;
  friend bool operator==(const RateChange&, const RateChange&) = default;
};

/// A schedule that takes over at a step, counted from 0.
struct SchedulePart {
  std::int64_t from;
  Choice schedule;
  friend bool operator==(const SchedulePart&, const SchedulePart&) = default;
};

struct RunSpec {
  LandscapeKind kind = LandscapeKind::surface;
  Choice surface{"himmelblau"};  ///< or the problem; for a formula only its parameters matter
  std::string formula = {};
  std::string data_file = {};                ///< of a problem; empty: its built-in data
  std::shared_ptr<const Dataset> data = {};  ///< what the file holds
  std::optional<Scaling> scaling = {};       ///< the problem's own if absent
  std::optional<Domain> domain = {};         ///< the landscape's own if absent
  Choice optimizer{"sgd"};
  std::optional<double> lr = {};       ///< the surface's rate for the optimizer's family if absent
  std::vector<RateChange> rates = {};  ///< other rates later on, by rising steps
  Choice schedule{"constant"};
  std::vector<SchedulePart> then = {};  ///< schedules that follow, each from its step on
  Choice noise{"none"};
  std::optional<double> clip_norm = {}, clip_value = {};  ///< of gradients (noise/clip.h)
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
