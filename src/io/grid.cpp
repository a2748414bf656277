// SPDX-License-Identifier: MIT
#include "io/grid.h"

#include <fmt/format.h>

#include <array>
#include <bit>
#include <cmath>

#include "core/error.h"
#include "io/atomic_file.h"
#include "io/csv.h"
#include "io/npy.h"

namespace thalweg {

namespace {

/// The nodes of every axis; 1 where there is no such weight.
std::array<int, 3> extent(const LossGrid& grid) {
  return {grid.n, grid.weights > 1 ? grid.n : 1, grid.weights > 2 ? grid.n : 1};
}

double low_edge(const Box& d, int k) { return k == 0 ? d.x0 : k == 1 ? d.y0 : d.z0; }
double high_edge(const Box& d, int k) { return k == 0 ? d.x1 : k == 1 ? d.y1 : d.z1; }

Point point_of(const LossGrid& grid, i64 index) {
  Point p{node(grid, 0, int(index % grid.n)), 0, 0};
  if (grid.weights > 1) p.y = node(grid, 1, int(index / grid.n % grid.n));
  if (grid.weights > 2) p.z = node(grid, 2, int(index / grid.n / grid.n));
  return p;
}

template <class T>
void append(std::string& bytes, T value) {
  static_assert(std::endian::native == std::endian::little);
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// Nodes that faces touch, numbered from 0 in the order of the grid, and the faces by those numbers.
struct Mesh {
  std::vector<i64> nodes;
  std::vector<std::array<i64, 4>> faces;  // counter-clockwise from above
};

Mesh mesh_of(const LossGrid& grid) {
  if (grid.weights != 2)
    throw InputError("a mesh needs a landscape of two weights (accepted: .npy, .csv, .vti)");
  const i64 n = grid.n;
  Mesh mesh;
  std::vector<i64> number(grid.loss.size(), -1);
  for (i64 j = 0; j + 1 < n; j++)
    for (i64 i = 0; i + 1 < n; i++) {
      const i64 a = i + n * j;
      const std::array<i64, 4> corners{a, a + 1, a + 1 + n, a + n};
      bool whole = true;
      for (const i64 c : corners) whole = whole && std::isfinite(grid.loss[std::size_t(c)]);
      if (!whole) continue;
      for (const i64 c : corners) number[std::size_t(c)] = 0;
      mesh.faces.push_back(corners);
    }
  for (std::size_t k = 0; k < number.size(); k++)
    if (number[k] == 0) {
      number[k] = i64(mesh.nodes.size());
      mesh.nodes.push_back(i64(k));
    }
  for (auto& face : mesh.faces)
    for (i64& corner : face) corner = number[std::size_t(corner)];
  return mesh;
}

}  // namespace

double node(const LossGrid& grid, int k, int i) {
  const double low = low_edge(grid.domain, k), high = high_edge(grid.domain, k);
  return i == grid.n - 1 ? high : low + (high - low) * i / (grid.n - 1);
}

LossGrid sample_grid(const Landscape& f, int n, Backend& backend) {
  LossGrid grid{weights(f), n, f.domain, {}};
  i64 nodes = 1;
  for (int k = 0; k < grid.weights && nodes <= kMostNodes; k++) nodes *= n;
  if (n < 2 || nodes > kMostNodes)
    throw InputError(
        fmt::format("a grid of {} nodes per weight: at least 2, and {} in all at most", n, kMostNodes));
  grid.loss.resize(std::size_t(nodes));
  constexpr i64 kAtOnce = i64(1) << 16;
  std::vector<Point> points;
  for (i64 first = 0; first < nodes; first += kAtOnce) {
    const i64 count = std::min(kAtOnce, nodes - first);
    points.clear();
    for (i64 i = 0; i < count; i++) points.push_back(point_of(grid, first + i));
    backend.values(f, points, {grid.loss.data() + first, std::size_t(count)});
  }
  return grid;
}

void write_grid_npy(const std::filesystem::path& path, const LossGrid& grid) {
  const std::vector<std::size_t> shape(std::size_t(grid.weights), std::size_t(grid.n));
  write_npy<double>(path, shape, grid.loss);
}

void write_grid_csv(const std::filesystem::path& path, const LossGrid& grid) {
  Table table{coordinate_names(grid.weights), {}};
  table.columns.push_back("loss");
  table.values.reserve(grid.loss.size() * table.columns.size());
  for (std::size_t i = 0; i < grid.loss.size(); i++) {
    for (const double a : coordinates(point_of(grid, i64(i)), grid.weights)) table.values.push_back(a);
    table.values.push_back(grid.loss[i]);
  }
  write_file(path, {to_csv(table)});
}

// https://docs.vtk.org/en/latest/design_documents/VTKFileFormats.html: raw data begin behind an underscore
// with their size.
void write_grid_vti(const std::filesystem::path& path, const LossGrid& grid) {
  const auto n = extent(grid);
  std::array<double, 3> origin{}, spacing{1, 1, 1};
  for (int k = 0; k < grid.weights; k++) {
    origin[std::size_t(k)] = low_edge(grid.domain, k);
    spacing[std::size_t(k)] = (high_edge(grid.domain, k) - low_edge(grid.domain, k)) / (grid.n - 1);
  }
  const std::string extents = fmt::format("0 {} 0 {} 0 {}", n[0] - 1, n[1] - 1, n[2] - 1);
  const std::string head = fmt::format(
      "<?xml version=\"1.0\"?>\n"
      "<VTKFile type=\"ImageData\" version=\"1.0\" byte_order=\"LittleEndian\" header_type=\"UInt64\">\n"
      "  <ImageData WholeExtent=\"{0}\" Origin=\"{1} {2} {3}\" Spacing=\"{4} {5} {6}\">\n"
      "    <Piece Extent=\"{0}\">\n"
      "      <PointData Scalars=\"loss\">\n"
      "        <DataArray type=\"Float64\" Name=\"loss\" format=\"appended\" offset=\"0\"/>\n"
      "      </PointData>\n"
      "      <CellData/>\n"
      "    </Piece>\n"
      "  </ImageData>\n"
      "  <AppendedData encoding=\"raw\">\n_",
      extents, origin[0], origin[1], origin[2], spacing[0], spacing[1], spacing[2]);
  std::string size;
  append(size, u64(grid.loss.size() * sizeof(double)));
  const std::string_view data(reinterpret_cast<const char*>(grid.loss.data()),
                              grid.loss.size() * sizeof(double));
  write_file(path, {head, size, data, "\n  </AppendedData>\n</VTKFile>\n"});
}

void write_grid_obj(const std::filesystem::path& path, const LossGrid& grid) {
  const Mesh mesh = mesh_of(grid);
  std::string text = "# x, y and the loss as height\n";
  for (const i64 i : mesh.nodes) {
    const Point p = point_of(grid, i);
    text += fmt::format("v {} {} {}\n", p.x, p.y, grid.loss[std::size_t(i)]);
  }
  for (const auto& f : mesh.faces)
    text += fmt::format("f {} {} {} {}\n", f[0] + 1, f[1] + 1, f[2] + 1, f[3] + 1);
  write_file(path, {text});
}

void write_grid_ply(const std::filesystem::path& path, const LossGrid& grid) {
  const Mesh mesh = mesh_of(grid);
  std::string bytes = fmt::format(
      "ply\nformat binary_little_endian 1.0\ncomment x, y and the loss as height\n"
      "element vertex {}\nproperty double x\nproperty double y\nproperty double z\n"
      "element face {}\nproperty list uchar int vertex_indices\nend_header\n",
      mesh.nodes.size(), mesh.faces.size());
  for (const i64 i : mesh.nodes) {
    const Point p = point_of(grid, i);
    append(bytes, p.x);
    append(bytes, p.y);
    append(bytes, grid.loss[std::size_t(i)]);
  }
  for (const auto& face : mesh.faces) {
    append(bytes, std::uint8_t(4));
    for (const i64 corner : face) append(bytes, std::int32_t(corner));
  }
  write_file(path, {bytes});
}

}  // namespace thalweg
