// SPDX-License-Identifier: MIT
// A linked pair of vertex and fragment shader, made from the sources that are embedded in the program.
#pragma once

#include <glm/vec4.hpp>
#include <string>

#include "viewer/gl/handle.h"

namespace thalweg::gl {

class Program {
 public:
  Program() = default;
  /// Names files of shaders/, such as "surface.vert"; common.glsl goes in front of both.  Throws Error with
  /// the name and the compiler's log.
  Program(const std::string& vertex, const std::string& fragment);

  void use() const;
  /// For uniforms with an explicit location in the source.
  void set(int location, int value) const;
  void set(int location, float value) const;
  void set(int location, glm::vec4 value) const;
  void set(int location, glm::ivec4 value) const;

 private:
  Handle<delete_program> handle_;
};

}  // namespace thalweg::gl
