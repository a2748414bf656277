// SPDX-License-Identifier: MIT
#include "viewer/renderer.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "core/error.h"
#include "viewer/gl/buffer.h"
#include "viewer/gl/context_info.h"
#include "viewer/gl/draw.h"
#include "viewer/gl/framebuffer.h"
#include "viewer/layers/arrows.h"
#include "viewer/layers/background.h"
#include "viewer/layers/bindings.h"
#include "viewer/layers/crowd.h"
#include "viewer/layers/frame.h"
#include "viewer/layers/ground_arrows.h"
#include "viewer/layers/legend.h"
#include "viewer/layers/markers.h"
#include "viewer/layers/particle_buffers.h"
#include "viewer/layers/particles.h"
#include "viewer/layers/surface.h"
#include "viewer/layers/surface_textures.h"
#include "viewer/layers/trails.h"
#include "viewer/layers/walls.h"
#include "viewer/layers/ways.h"

namespace thalweg::viewer {
namespace {

/// Everything that the parts which don't move depend on: equal keys, equal pixels.
struct StillKey {
  FrameUniforms uniforms;
  std::shared_ptr<const SurfaceModel> surface;
  std::shared_ptr<const LabelMap> basins;
  std::shared_ptr<const DensityMap> density;
  std::shared_ptr<const SharpnessMap> sharpness;
  ColorMap color_map;
  bool walls;

  bool operator==(const StillKey& o) const {
    return std::memcmp(&uniforms, &o.uniforms, sizeof uniforms) == 0 &&
           std::tie(surface, basins, density, sharpness, color_map, walls) ==
               std::tie(o.surface, o.basins, o.density, o.sharpness, o.color_map, o.walls);
  }
};

gl::Framebuffer scene_target(int width, int height, int samples) {
  using enum gl::TextureFormat;
  if (samples > 1)
    return gl::Framebuffer(gl::Texture::multisampled(kRgba16F, width, height, samples),
                           gl::Texture::multisampled(kDepth32F, width, height, samples));
  return gl::Framebuffer(gl::Texture(kRgba16F, width, height),
                         gl::Texture(kDepth32F, width, height, gl::Filter::kNearest));
}

/// The render targets of one size; `still` is made when it is first wanted.
struct Targets {
  gl::Framebuffer scene, still, resolved, picture;

  Targets(int width, int height, int samples) {
    using enum gl::TextureFormat;
    scene = scene_target(width, height, samples);
    if (samples > 1) resolved = gl::Framebuffer(gl::Texture(kRgba16F, width, height));
    picture = gl::Framebuffer(gl::Texture(kRgba8, width, height));
  }
};

}  // namespace

struct Renderer::State {
  Quality quality;
  int max_samples = gl::context_info().max_samples;
  gl::Geometry pulled = gl::Geometry::without_indices();
  gl::Buffer frame{sizeof(FrameUniforms)};
  SurfaceTextures textures;
  std::vector<ParticleBuffers> swarms;
  Background background;
  Walls walls;
  Surface surface;
  Trails trails;
  Particles particles;
  Ways ways, separatrices, cuts, outline;
  CrowdGlow crowd;
  Arrows arrows;
  GroundArrows step_arrows;
  Markers markers;
  Legend legend;
  gl::Program post{"fullscreen.vert", "post.frag"};
  std::optional<Targets> targets;
  std::optional<StillKey> last_key;
  bool still_valid = false;  // targets->still shows last_key

  int samples() const { return std::min(quality.samples, max_samples); }
  void prepare_targets(int width, int height);
  void update_swarms(const Scene& scene);
  void draw_still(const LayerInput& in);
  void draw_still_or_reuse(const LayerInput& in, StillKey key);
  void draw_moving(const LayerInput& in);
  void finish_picture(const LayerInput& in);
};

void Renderer::State::prepare_targets(int width, int height) {
  if (targets && targets->picture.width() == width && targets->picture.height() == height) return;
  targets.reset();  // frees the old ones first
  targets.emplace(width, height, samples());
  last_key.reset();
  still_valid = false;
}

void Renderer::State::update_swarms(const Scene& scene) {
  std::size_t count = 0;
  for (const Swarm& swarm : scene.swarms) count += particle_count(swarm);
  swarms.resize(scene.swarms.size());
  Quality each = quality;  // the budgets are those of all swarms together
  each.particle_budget /= std::max(1, int(swarms.size()));
  each.trail_budget = scene.trails.value_or(each.trail_budget) / std::max(1, int(swarms.size()));
  for (std::size_t i = 0; i < swarms.size(); i++)
    swarms[i].update(scene.swarms[i], each, particle_radius(count));
}

void Renderer::State::draw_still(const LayerInput& in) {
  background.draw(in);
  if (in.scene.layers.walls) walls.draw(in);
  surface.draw(in);
}

void Renderer::State::draw_still_or_reuse(const LayerInput& in, StillKey key) {
  const bool same = last_key && *last_key == key;
  // A picture that is drawn twice will be drawn again: from the second time on it is kept.
  if (same && !still_valid) {
    if (!targets->still.id())
      targets->still = scene_target(targets->picture.width(), targets->picture.height(), samples());
    targets->still.clear(0, 0, 0, 1);
    targets->still.bind();
    draw_still(in);
    still_valid = true;
  }
  if (same) {
    targets->still.copy_to(targets->scene, true);
    targets->scene.bind();
    return;
  }
  last_key = std::move(key);
  still_valid = false;
  targets->scene.clear(0, 0, 0, 1);
  targets->scene.bind();
  draw_still(in);
}

void Renderer::State::draw_moving(const LayerInput& in) {
  crowd.draw(in);
  arrows.draw(in);
  if (in.scene.layers.trails)
    for (const ParticleBuffers& swarm : swarms) {
      swarm.bind();
      trails.draw(in, swarm);
    }
  separatrices.draw(in, in.scene.separatrices, WayStyle::kDashed);
  ways.draw(in, in.scene.ways, WayStyle::kSolid);
  outline.draw(in, in.scene.outline, WayStyle::kSolid);
  cuts.draw(in, in.scene.cuts, WayStyle::kFine);
  if (in.scene.layers.particles)
    for (const ParticleBuffers& swarm : swarms) {
      swarm.bind();
      particles.draw(in, swarm);
    }
  if (in.scene.layers.markers) markers.draw(in);
  step_arrows.draw(in);
}

void Renderer::State::finish_picture(const LayerInput& in) {
  const bool multisampled = targets->resolved.id() != 0;
  if (multisampled) targets->scene.copy_to(targets->resolved);
  (multisampled ? targets->resolved : targets->scene).color().bind(unit::kResolved);
  if (!multisampled) targets->scene.depth().bind(unit::kDepth);
  post.set(0, multisampled ? 0 : 1);
  targets->picture.bind();
  pulled.draw(post, {gl::Depth::kOff, gl::Blend::kOff}, gl::Primitive::kTriangles, 3);
  legend.draw(in);
}

Renderer::Renderer(const Quality& quality) : state_(std::make_unique<State>()) { set_quality(quality); }
Renderer::~Renderer() = default;
Renderer::Renderer(Renderer&&) noexcept = default;
Renderer& Renderer::operator=(Renderer&&) noexcept = default;

const Quality& Renderer::quality() const { return state_->quality; }

void Renderer::set_quality(const Quality& quality) {
  if (quality.mesh < 2 || quality.trail_stride < 1 || quality.trail_budget < 0 || quality.particle_budget < 0)
    throw Error("quality: the mesh needs at least 2 nodes per side, strides at least 1, budgets at least 0");
  if (quality.samples != state_->quality.samples) state_->targets.reset();
  state_->quality = quality;
}

void Renderer::draw(const Scene& scene, const Camera& camera, int width, int height) {
  draw(scene, camera, whole_tile(width, height));
}

void Renderer::draw(const Scene& scene, const Camera& camera, const Tile& tile) {
  const int width = tile.width, height = tile.height;
  if (!scene.surface) throw Error("renderer: the scene has no surface");
  if (width < 1 || height < 1)
    throw Error("renderer: a picture of " + std::to_string(width) + "x" + std::to_string(height) +
                " has no pixels");
  State& s = *state_;
  s.prepare_targets(width, height);
  s.textures.update(scene, s.quality.mesh);
  s.update_swarms(scene);
  const Viewport viewport = viewport_of(scene, tile.whole_width, tile.whole_height);
  const FrameUniforms uniforms = frame_uniforms(scene, camera, viewport, tile, s.quality);
  s.frame.upload(0, std::span<const FrameUniforms>(&uniforms, 1));
  s.frame.bind_uniform(block::kFrame);
  s.textures.bind();
  const LayerInput in{scene, camera, viewport, s.quality, s.pulled};
  s.draw_still_or_reuse(in, {uniforms, scene.surface, scene.basins, scene.density, scene.sharpness,
                             scene.color_map, scene.layers.walls});
  s.draw_moving(in);
  s.finish_picture(in);
  gl::check("drawing the scene");
}

Image Renderer::read_pixels() const {
  if (!state_->targets) throw Error("renderer: there is no picture yet");
  return state_->targets->picture.read_image();
}

unsigned Renderer::picture_framebuffer() const {
  if (!state_->targets) throw Error("renderer: there is no picture yet");
  return state_->targets->picture.id();
}

void Renderer::bind_picture() const {
  if (!state_->targets) throw Error("renderer: there is no picture yet");
  state_->targets->picture.bind();
}

}  // namespace thalweg::viewer
