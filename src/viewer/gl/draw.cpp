// SPDX-License-Identifier: MIT
#include "viewer/gl/draw.h"

#include <glad/gl.h>

namespace thalweg::gl {
namespace {

void apply(DrawState state) {
  glDisable(GL_SCISSOR_TEST);
  glDisable(GL_CULL_FACE);
  (state.depth == Depth::kOff ? glDisable : glEnable)(GL_DEPTH_TEST);
  glDepthFunc(GL_LEQUAL);
  glDepthMask(state.depth == Depth::kTestAndWrite ? GL_TRUE : GL_FALSE);
  (state.blend == Blend::kOff ? glDisable : glEnable)(GL_BLEND);
  glBlendEquation(GL_FUNC_ADD);
  // The target's alpha stays 1 under both: a picture has no holes.
  glBlendFuncSeparate(state.blend == Blend::kStraight ? GL_SRC_ALPHA : GL_ONE, GL_ONE_MINUS_SRC_ALPHA, GL_ONE,
                      GL_ONE_MINUS_SRC_ALPHA);
}

}  // namespace

void delete_vertex_array(unsigned id) { glDeleteVertexArrays(1, &id); }

Geometry Geometry::without_indices() {
  Geometry geometry;
  GLuint id = 0;
  glCreateVertexArrays(1, &id);
  geometry.handle_ = Handle<delete_vertex_array>(id);
  return geometry;
}

Geometry Geometry::with_indices(std::span<const std::uint32_t> indices) {
  Geometry geometry = without_indices();
  geometry.indices_ = Buffer::of(indices);
  glVertexArrayElementBuffer(geometry.handle_.id(), geometry.indices_.id());
  return geometry;
}

void Geometry::draw(const Program& program, DrawState state, Primitive primitive, int count,
                    int instances) const {
  if (count <= 0 || instances <= 0) return;
  apply(state);
  program.use();
  glBindVertexArray(handle_.id());
  const GLenum mode = primitive == Primitive::kTriangles ? GL_TRIANGLES : GL_TRIANGLE_STRIP;
  if (indices_.id())
    glDrawElementsInstanced(mode, count, GL_UNSIGNED_INT, nullptr, instances);
  else
    glDrawArraysInstanced(mode, 0, count, instances);
  glBindVertexArray(0);
}

void finish() { glFinish(); }

}  // namespace thalweg::gl
