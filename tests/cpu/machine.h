// SPDX-License-Identifier: MIT
// Backends for tests: one per instruction set that this machine can run.
#pragma once

#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cpu/cpu_backend.h"
#include "cpu/isa.h"
#include "reference.h"

namespace thalweg::test {

/// Sets THALWEG_ISA while it lives.
class AskForIsa {
 public:
  explicit AskForIsa(const std::string& isa) {
    if (const char* before = std::getenv("THALWEG_ISA")) before_ = before;
    setenv("THALWEG_ISA", isa.c_str(), 1);
  }
  ~AskForIsa() {
    if (before_)
      setenv("THALWEG_ISA", before_->c_str(), 1);
    else
      unsetenv("THALWEG_ISA");
  }
  AskForIsa(const AskForIsa&) = delete;
  AskForIsa& operator=(const AskForIsa&) = delete;

 private:
  std::optional<std::string> before_;
};

inline std::unique_ptr<Backend> backend_with(const std::string& isa, int threads) {
  const AskForIsa ask(isa);
  return make_cpu_backend(threads);
}

/// What a backend says after so many steps, taken in slices.
inline Record run_in_slices(Backend& backend, const Plan& plan, std::vector<i64> slices) {
  const std::unique_ptr<Ensemble> ensemble = backend.start(plan);
  for (const i64 slice : slices) ensemble->advance(slice);
  return record_of(plan, *ensemble);
}

/// The whole run at once.
inline Record run(const RunSpec& spec, const std::string& isa = "", int threads = 1) {
  return run_in_slices(*backend_with(isa, threads), make_plan(spec), {spec.steps});
}

inline std::vector<std::string> isa_names() {
  std::vector<std::string> names;
  for (const cpu::Isa& isa : cpu::usable_isas()) names.push_back(isa.name);
  return names;
}

}  // namespace thalweg::test
