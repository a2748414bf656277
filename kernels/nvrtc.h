// SPDX-License-Identifier: MIT
// NVIDIA's run-time compiler.  Its library has a hundred megabytes, so it is opened when the first kernel is
// needed and not before; a program that finds none still starts and says what is missing.  Needs neither card
// nor driver.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kernels/program.h"

namespace thalweg::kernels {

/// Compiled kernels, as the driver loads them.
struct Binary {
  std::vector<std::string> names;  ///< mangled, in the order of Program::kernels
  std::string image;               ///< cubin or PTX
  friend bool operator==(const Binary&, const Binary&) = default;
};

class Nvrtc {
 public:
  /// Tries these libraries in turn.  Throws Error that names them when none can be opened.
  explicit Nvrtc(const std::vector<std::string>& libraries = default_libraries());
  ~Nvrtc();
  Nvrtc(Nvrtc&&) noexcept;

  static std::vector<std::string> default_libraries();

  /// "13.0"
  std::string version() const;
  /// How to compile for a card of compute capability `major`.`minor`: "sm_90", or "compute_120" (PTX, which
  /// the driver finishes) for cards that are newer than this compiler.  Throws Error for cards that are too
  /// old for it.
  std::string architecture(int major, int minor) const;
  /// All options for a program, the architecture among them.
  static std::vector<std::string> options(MathMode math, const std::string& architecture);

  /// Throws Error with the compiler's first complaint.
  Binary compile(const Program& program, const std::string& architecture) const;

 private:
  struct Library;
  std::unique_ptr<Library> library_;
};

}  // namespace thalweg::kernels
