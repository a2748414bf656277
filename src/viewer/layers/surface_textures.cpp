// SPDX-License-Identifier: MIT
#include "viewer/layers/surface_textures.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/error.h"
#include "viewer/layers/bindings.h"

namespace thalweg::viewer {
namespace {

std::uint8_t to_byte(float v) { return std::uint8_t(std::lround(std::fmin(std::fmax(v, 0.f), 1.f) * 255.f)); }

/// Height, its change over the whole domain in x and in y (central differences), and finite.
std::vector<float> field_texels(const SurfaceModel& s) {
  const auto n = std::size_t(s.n);
  std::vector<float> texels;
  texels.reserve(n * n * 4);
  auto at = [&](std::size_t i, std::size_t j) { return s.height[j * n + i]; };
  for (std::size_t j = 0; j < n; j++)
    for (std::size_t i = 0; i < n; i++) {
      const std::size_t i0 = i > 0 ? i - 1 : 0, i1 = i + 1 < n ? i + 1 : i;
      const std::size_t j0 = j > 0 ? j - 1 : 0, j1 = j + 1 < n ? j + 1 : j;
      const auto cells = float(n - 1);
      texels.insert(texels.end(),
                    {at(i, j), (at(i1, j) - at(i0, j)) * cells / float(i1 - i0),
                     (at(i, j1) - at(i, j0)) * cells / float(j1 - j0), float(s.finite[j * n + i])});
    }
  return texels;
}

void check_square(std::size_t values, int n, const char* what) {
  if (n < 1 || values != std::size_t(n) * std::size_t(n))
    throw Error(std::string(what) + ": " + std::to_string(values) + " values are not the square of " +
                std::to_string(n));
}

}  // namespace

void SurfaceTextures::upload_surface(const SurfaceModel& s) {
  field_ = gl::Texture(gl::TextureFormat::kRgba32F, s.n, s.n);
  field_.upload(std::span<const float>(field_texels(s)));
  std::vector<std::uint8_t> light;
  light.reserve(s.occlusion.size() * 2);
  for (std::size_t i = 0; i < s.occlusion.size(); i++) {
    light.push_back(to_byte(s.occlusion[i]));
    light.push_back(to_byte(s.sunlight[i]));
  }
  light_ = gl::Texture(gl::TextureFormat::kRg8, s.n, s.n);
  light_.upload(std::span<const std::uint8_t>(light));
  constexpr std::array<float, 1> kShown{-1};
  const int beyond = s.beyond.empty() ? 1 : s.n;
  beyond_ = gl::Texture(gl::TextureFormat::kR32F, beyond, beyond);
  beyond_.upload(s.beyond.empty() ? std::span<const float>(kShown) : std::span(s.beyond));
}

void SurfaceTextures::upload_drapes(const Scene& scene) {
  constexpr std::array<std::uint8_t, 1> kNothing{kNeutralLabel}, kZero{0};
  if (scene.basins != basin_map_ || !basins_.id()) {
    basin_map_ = scene.basins;
    if (basin_map_) check_square(basin_map_->label.size(), basin_map_->n, "basin map");
    const int n = basin_map_ ? basin_map_->n : 1;
    basins_ = gl::Texture(gl::TextureFormat::kR8ui, n, n, gl::Filter::kNearest);
    basins_.upload(basin_map_ ? std::span<const std::uint8_t>(basin_map_->label) : std::span(kNothing));
  }
  if (scene.density != density_map_ || !density_.id()) {
    density_map_ = scene.density;
    if (density_map_) check_square(density_map_->density.size(), density_map_->n, "density map");
    const int n = density_map_ ? density_map_->n : 1;
    std::vector<std::uint8_t> bytes;
    if (density_map_)
      for (const float d : density_map_->density) bytes.push_back(to_byte(d));
    density_ = gl::Texture(gl::TextureFormat::kR8, n, n);
    density_.upload(density_map_ ? std::span<const std::uint8_t>(bytes) : std::span(kZero));
  }
  if (scene.sharpness != sharpness_map_ || !sharpness_.id()) {
    constexpr std::array<float, 1> kFlat{0};
    sharpness_map_ = scene.sharpness;
    if (sharpness_map_) check_square(sharpness_map_->sharpness.size(), sharpness_map_->n, "sharpness map");
    const int n = sharpness_map_ ? sharpness_map_->n : 1;
    sharpness_ = gl::Texture(gl::TextureFormat::kR32F, n, n);
    sharpness_.upload(sharpness_map_ ? std::span<const float>(sharpness_map_->sharpness) : std::span(kFlat));
  }
}

void SurfaceTextures::update(const Scene& scene, int mesh) {
  const bool changed = scene.surface != surface_;
  if (changed) upload_surface(*scene.surface);
  if (changed || mesh != mesh_) {
    mesh_height_ = gl::Texture(gl::TextureFormat::kR32F, mesh, mesh);
    mesh_height_.upload(std::span<const float>(mesh_heights(*scene.surface, mesh)));
  }
  surface_ = scene.surface;
  mesh_ = mesh;
  upload_drapes(scene);
  if (color_map_ == int(scene.color_map)) return;
  color_map_ = int(scene.color_map);
  std::vector<std::uint8_t> colors;
  for (const Srgb c : color_table(scene.color_map))
    colors.insert(colors.end(), {std::uint8_t(c >> 16), std::uint8_t(c >> 8), std::uint8_t(c), 255});
  colors_ = gl::Texture(gl::TextureFormat::kRgba8, 256, 1);
  colors_.upload(std::span<const std::uint8_t>(colors));
}

void SurfaceTextures::bind() const {
  mesh_height_.bind(unit::kMeshHeight);
  field_.bind(unit::kField);
  light_.bind(unit::kLight);
  colors_.bind(unit::kColorMap);
  basins_.bind(unit::kBasins);
  density_.bind(unit::kDensity);
  sharpness_.bind(unit::kSharpness);
  beyond_.bind(unit::kBeyond);
}

}  // namespace thalweg::viewer
