// SPDX-License-Identifier: MIT
#include "io/grid.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <sstream>

#include "core/error.h"
#include "io/csv.h"
#include "io/npy.h"
#include "tests/io/temporary_folder.h"

namespace thalweg {
namespace {

using testing::bytes_of;
using testing::error_of;
using testing::TemporaryFolder;

/// Only evaluates.
class Evaluator : public Backend {
 public:
  std::string device() const override { return "test"; }
  std::unique_ptr<Ensemble> start(const Plan&) override { throw Error("no runs"); }
  void values(const Landscape& f, std::span<const Point> points, std::span<double> out) override {
    for (std::size_t i = 0; i < points.size(); i++) out[i] = value(f, points[i]);
  }
};

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// x + 100 y over [0, 3] x [10, 16], which tells the axes apart.
LossGrid plane() {
  LossGrid grid{2, 4, Box{0, 3, 10, 16}, {}};
  for (int j = 0; j < 4; j++)
    for (int i = 0; i < 4; i++) grid.loss.push_back(i + 100 * (10 + 2 * j));
  return grid;
}

TEST(Grid, NodesReachBothEdgesAndXRunsFastest) {
  RunSpec spec;
  spec.kind = LandscapeKind::formula;
  spec.surface = {"formula"};
  spec.formula = "x + 100*y";
  spec.domain = Domain(Box{-1, 3, 2, 10}, 2);
  Evaluator backend;
  const LossGrid grid = sample_grid(make_landscape(spec), 5, backend);
  ASSERT_EQ(grid.loss.size(), 25u);
  for (int j = 0; j < 5; j++)
    for (int i = 0; i < 5; i++)
      EXPECT_EQ(grid.loss[std::size_t(i + 5 * j)], (-1 + i) + 100 * (2 + 2 * j)) << i << ", " << j;
}

TEST(Grid, ThreeWeightsMakeACubeAndOneALine) {
  RunSpec spec;
  spec.kind = LandscapeKind::formula;
  spec.surface = {"formula"};
  spec.formula = "x + 10*y + 100*z";
  spec.domain = Domain(Box{0, 2, 0, 2, 0, 2}, 3);
  Evaluator backend;
  const LossGrid cube = sample_grid(make_landscape(spec), 3, backend);
  ASSERT_EQ(cube.loss.size(), 27u);
  EXPECT_EQ(cube.loss[1 + 3 * (2 + 3 * 1)], 121);
  spec.formula = "w^2";
  spec.domain = Domain(Box{-2, 2}, 1);
  const LossGrid line = sample_grid(make_landscape(spec), 5, backend);
  EXPECT_EQ(line.loss, (std::vector<double>{4, 1, 0, 1, 4}));
}

TEST(Grid, AGridNeedsTwoNodesAndRoom) {
  RunSpec spec;
  const Landscape f = make_landscape(spec);
  Evaluator backend;
  EXPECT_THROW(sample_grid(f, 1, backend), InputError);
  EXPECT_THROW(sample_grid(f, 1 << 20, backend), InputError);
}

TEST(Grid, NumPyReadsRowsOfY) {
  const TemporaryFolder folder;
  write_grid_npy(folder / "a.npy", plane());
  const auto back = read_npy<double>(folder / "a.npy");
  EXPECT_EQ(back.shape, (std::vector<std::size_t>{4, 4}));
  EXPECT_EQ(back.values, plane().loss);
}

TEST(Grid, TheTableNamesEveryNode) {
  const TemporaryFolder folder;
  write_grid_csv(folder / "a.csv", plane());
  const Table back = read_csv(folder / "a.csv");
  EXPECT_EQ(back.columns, (std::vector<std::string>{"x", "y", "loss"}));
  ASSERT_EQ(rows(back), 16u);
  for (std::size_t r = 0; r < 16; r++)
    EXPECT_EQ(back.values[3 * r + 2], back.values[3 * r] + 100 * back.values[3 * r + 1]) << r;
  EXPECT_EQ(back.values[3], 1);  // x runs fastest
}

TEST(Grid, TheImageOfVtkHasItsExtentAndTheRawNumbers) {
  const TemporaryFolder folder;
  LossGrid grid = plane();
  grid.loss[5] = kNan;
  write_grid_vti(folder / "a.vti", grid);
  const std::string file = bytes_of(folder / "a.vti");
  EXPECT_NE(file.find("WholeExtent=\"0 3 0 3 0 0\" Origin=\"0 10 0\" Spacing=\"1 2 1\""), std::string::npos)
      << file;
  const std::size_t at = file.find("\n_") + 2;
  std::uint64_t size = 0;
  std::memcpy(&size, &file[at], 8);
  ASSERT_EQ(size, 16 * sizeof(double));
  std::array<double, 16> back{};
  std::memcpy(back.data(), &file[at + 8], size);
  for (std::size_t i = 0; i < 16; i++)
    if (i == 5)
      EXPECT_TRUE(std::isnan(back[i]));
    else
      EXPECT_EQ(back[i], grid.loss[i]);
}

struct ParsedMesh {
  std::vector<std::array<double, 3>> nodes;
  std::vector<std::array<int, 4>> faces;
};

ParsedMesh read_obj(const std::string& text) {
  ParsedMesh mesh;
  std::istringstream lines(text);
  for (std::string word; lines >> word;) {
    if (word == "v") {
      auto& v = mesh.nodes.emplace_back();
      lines >> v[0] >> v[1] >> v[2];
    } else if (word == "f") {
      auto& f = mesh.faces.emplace_back();
      for (int& corner : f) lines >> corner, corner--;
    } else {
      std::getline(lines, word);
    }
  }
  return mesh;
}

ParsedMesh read_ply(const std::string& bytes) {
  std::size_t nodes = 0, faces = 0;
  std::istringstream lines(bytes);
  std::string line;
  while (std::getline(lines, line) && line != "end_header") {
    std::istringstream words(line);
    std::string element, what;
    words >> element >> what;
    if (element == "element") words >> (what == "vertex" ? nodes : faces);
  }
  ParsedMesh mesh;
  const char* at = bytes.data() + lines.tellg();
  const auto take = [&](auto& value) {
    std::memcpy(&value, at, sizeof value);
    at += sizeof value;
  };
  mesh.nodes.resize(nodes);
  mesh.faces.resize(faces);
  for (auto& v : mesh.nodes) take(v);
  for (auto& f : mesh.faces) {
    std::uint8_t corners = 0;
    take(corners);
    EXPECT_EQ(corners, 4);
    take(f);
  }
  EXPECT_EQ(at, bytes.data() + bytes.size());
  return mesh;
}

/// Twice the area seen from above; positive when counter-clockwise.
double area(const ParsedMesh& mesh, const std::array<int, 4>& f) {
  double sum = 0;
  for (std::size_t k = 0; k < 4; k++) {
    const auto &a = mesh.nodes.at(std::size_t(f[k])), &b = mesh.nodes.at(std::size_t(f[(k + 1) % 4]));
    sum += a[0] * b[1] - a[1] * b[0];
  }
  return sum;
}

TEST(Grid, MeshesAreThePlaneSeenFromAbove) {
  const TemporaryFolder folder;
  write_grid_obj(folder / "a.obj", plane());
  write_grid_ply(folder / "a.ply", plane());
  for (const ParsedMesh& mesh :
       {read_obj(bytes_of(folder / "a.obj")), read_ply(bytes_of(folder / "a.ply"))}) {
    ASSERT_EQ(mesh.nodes.size(), 16u);
    ASSERT_EQ(mesh.faces.size(), 9u);
    for (const auto& v : mesh.nodes) EXPECT_EQ(v[2], v[0] + 100 * v[1]);
    for (const auto& f : mesh.faces) EXPECT_EQ(area(mesh, f), 2 * 1 * 2);
  }
}

TEST(Grid, MeshesLeaveOutWhatIsNotFinite) {
  const TemporaryFolder folder;
  LossGrid grid = plane();
  grid.loss[0] = kNan;                                     // a corner: one face
  grid.loss[3] = std::numeric_limits<double>::infinity();  // another one
  write_grid_obj(folder / "a.obj", grid);
  write_grid_ply(folder / "a.ply", grid);
  for (const ParsedMesh& mesh :
       {read_obj(bytes_of(folder / "a.obj")), read_ply(bytes_of(folder / "a.ply"))}) {
    EXPECT_EQ(mesh.nodes.size(), 14u);
    EXPECT_EQ(mesh.faces.size(), 7u);
    for (const auto& v : mesh.nodes) EXPECT_EQ(v[2], v[0] + 100 * v[1]);
    for (const auto& f : mesh.faces) EXPECT_EQ(area(mesh, f), 2 * 1 * 2);
  }
}

TEST(Grid, AMeshNeedsTwoWeights) {
  const TemporaryFolder folder;
  const LossGrid line{1, 2, Box{0, 1}, {0, 1}};
  EXPECT_NE(error_of<InputError>([&] { write_grid_obj(folder / "a.obj", line); }).find(".csv"),
            std::string::npos);
  EXPECT_EQ(folder.files(), 0u);
}

// Read back by another program in tests/cli/export_test.py, where h5py or h5dump is installed.
TEST(Grid, AnH5FileIsWholeOrSaysWhatIsMissing) {
  const TemporaryFolder folder;
  try {
    write_grid_h5(folder / "a.h5", plane(), "a plane");
  } catch (const InputError&) {
    FAIL();
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("libhdf5-dev"), std::string::npos);
    EXPECT_EQ(folder.files(), 0u);
    return;
  }
  EXPECT_EQ(bytes_of(folder / "a.h5").substr(0, 8), "\x89HDF\r\n\x1a\n");
  const LossGrid cube{3, 2, Box{0, 1, 0, 1, 0, 1}, std::vector<double>(8)};
  EXPECT_THROW(write_grid_h5(folder / "b.h5", cube, ""), InputError);
}

}  // namespace
}  // namespace thalweg
