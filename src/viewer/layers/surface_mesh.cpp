// SPDX-License-Identifier: MIT
#include "viewer/layers/surface_mesh.h"

#include <cstdint>
#include <vector>

namespace thalweg::viewer {
namespace {

std::vector<std::uint32_t> grid_triangles(std::uint32_t n) {
  std::vector<std::uint32_t> triangles;
  triangles.reserve(std::size_t(n - 1) * (n - 1) * 6);
  for (std::uint32_t j = 0; j + 1 < n; j++)
    for (std::uint32_t i = 0; i + 1 < n; i++) {
      const std::uint32_t a = j * n + i, b = a + n;
      triangles.insert(triangles.end(), {a, a + 1, b, b, a + 1, b + 1});
    }
  return triangles;
}

}  // namespace

void SurfaceMesh::draw(const LayerInput& in, const gl::Program& program, const gl::DrawState& state) {
  if (nodes_ != in.quality.mesh) {
    const std::vector<std::uint32_t> triangles = grid_triangles(std::uint32_t(in.quality.mesh));
    mesh_ = gl::Geometry::with_indices(triangles);
    indices_ = int(triangles.size());
    nodes_ = in.quality.mesh;
  }
  mesh_.draw(program, state, gl::Primitive::kTriangles, indices_);
}

}  // namespace thalweg::viewer
