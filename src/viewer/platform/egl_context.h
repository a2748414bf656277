// SPDX-License-Identifier: MIT
// OpenGL without a display: a context on a graphics card or in software, for pictures in files and for tests.
#pragma once

#include <memory>
#include <optional>
#include <string>

namespace thalweg::platform {

struct EglOptions {
  std::optional<int> cuda_device;  // CUDA ordinal whose card should draw; otherwise any card, then software
  bool debug = false;              // driver messages become errors with text
};

/// An OpenGL 4.5 core context without a default framebuffer, current on the constructing thread until
/// destroyed.
class EglContext {
 public:
  /// Throws Error that says which ways were tried and why each failed.
  explicit EglContext(const EglOptions& options = {});
  ~EglContext();
  EglContext(const EglContext&) = delete;
  EglContext& operator=(const EglContext&) = delete;

  /// GL_RENDERER, for the quality ladder.
  const std::string& renderer() const;
  void make_current() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace thalweg::platform
