// SPDX-License-Identifier: MIT
#include "viewer/gl/program.h"

#include <glad/gl.h>

#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.h"
#include "embedded/shaders.h"

namespace thalweg::gl {
namespace {

void delete_shader(unsigned id) { glDeleteShader(id); }
using Shader = Handle<delete_shader>;

std::string_view source_of(const std::string& name) {
  const std::string_view text = embedded::find(embedded::shaders(), name);
  if (!text.data()) throw Error("shader " + name + " is not part of this program");
  return text;
}

Shader compile(GLenum kind, const std::string& name) {
  Shader shader(glCreateShader(kind));
  const std::string_view common = source_of("common.glsl"), text = source_of(name);
  const std::array<const GLchar*, 3> parts{common.data(), "\n#line 1\n", text.data()};
  const std::array<GLint, 3> lengths{GLint(common.size()), -1, GLint(text.size())};
  glShaderSource(shader.id(), GLsizei(parts.size()), parts.data(), lengths.data());
  glCompileShader(shader.id());
  GLint ok = GL_FALSE, length = 0;
  glGetShaderiv(shader.id(), GL_COMPILE_STATUS, &ok);
  if (ok) return shader;
  glGetShaderiv(shader.id(), GL_INFO_LOG_LENGTH, &length);
  std::string log(std::size_t(length > 0 ? length : 1), '\0');
  glGetShaderInfoLog(shader.id(), GLsizei(log.size()), nullptr, log.data());
  throw Error("shader " + name + " does not compile: " + log.c_str());
}

}  // namespace

void delete_program(unsigned id) { glDeleteProgram(id); }

Program::Program(const std::string& vertex, const std::string& fragment) {
  const Shader first = compile(GL_VERTEX_SHADER, vertex), second = compile(GL_FRAGMENT_SHADER, fragment);
  handle_ = Handle<delete_program>(glCreateProgram());
  const GLuint id = handle_.id();
  glAttachShader(id, first.id());
  glAttachShader(id, second.id());
  glLinkProgram(id);
  glDetachShader(id, first.id());
  glDetachShader(id, second.id());
  GLint ok = GL_FALSE, length = 0;
  glGetProgramiv(id, GL_LINK_STATUS, &ok);
  if (ok) return;
  glGetProgramiv(id, GL_INFO_LOG_LENGTH, &length);
  std::string log(std::size_t(length > 0 ? length : 1), '\0');
  glGetProgramInfoLog(id, GLsizei(log.size()), nullptr, log.data());
  throw Error("shaders " + vertex + " and " + fragment + " do not link: " + log.c_str());
}

void Program::use() const { glUseProgram(handle_.id()); }
void Program::set(int location, int value) const { glProgramUniform1i(handle_.id(), location, value); }
void Program::set(int location, float value) const { glProgramUniform1f(handle_.id(), location, value); }
void Program::set(int location, glm::vec4 v) const {
  glProgramUniform4f(handle_.id(), location, v.x, v.y, v.z, v.w);
}
void Program::set(int location, glm::ivec4 v) const {
  glProgramUniform4i(handle_.id(), location, v.x, v.y, v.z, v.w);
}

}  // namespace thalweg::gl
