// SPDX-License-Identifier: MIT
// Everything that can be seen, as plain data without OpenGL.  The application fills it; the renderer only
// reads it and uploads what has changed since the last picture (it compares identities and version numbers,
// never contents).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "viewer/scene/camera.h"
#include "viewer/scene/color.h"
#include "viewer/scene/surface_model.h"
#include "viewer/scene/swarm_source.h"

namespace thalweg::viewer {

/// Where particles are now.  Coordinates are domain coordinates; those that are not finite or outside the
/// domain are not drawn.  The spans must stay valid during Renderer::draw only.
struct ParticleCloud {
  std::span<const float> xy;  // 2 per particle
  // 1 per particle, also where trails alone are drawn and xy is empty: index into the swarm's palette,
  // kNeutralLabel: grey; empty: all 0.
  std::span<const std::uint8_t> label;
  std::uint64_t version = 0;  // changes whenever xy or label does
};

/// Recent positions, time-major: the point of trail p in slot s is xy[2 * (s * particles + p)].  Columns
/// are written in turn into slots 0, 1, ..., capacity - 1, 0, ...; columns_written counts them all, so the
/// newest is in slot (columns_written - 1) % capacity.  Only columns that the renderer hasn't seen are
/// uploaded.
struct TrailRing {
  std::span<const float> xy;
  int particles = 0, capacity = 0;  // how many leave one; slots
  std::uint64_t columns_written = 0;
  std::uint64_t generation = 0;  // changes when old columns change too: restart, another run, scrubbing
  std::size_t among = 0;         // all particles, of which trail_owner() says whose; 0: there are no others
};

/// Particles that belong together: those of a run, or of one of several methods.
struct Swarm {
  ParticleCloud particles = {};
  TrailRing trails = {};
  std::optional<int> highlighted = {};            // a particle whose trail is drawn bright and whole
  std::span<const Srgb> palette = kBasinPalette;  // of its labels; at most kMostPaletteColors are used
  // Optional: where the coordinates are as long as nobody needs them here.  Both xy are empty then, and
  // on_card counts the particles.  Valid during Renderer::draw only.
  SwarmSource* source = nullptr;
  std::size_t on_card = 0;
};
inline std::size_t particle_count(const Swarm& swarm) {
  return swarm.source ? swarm.on_card : swarm.particles.xy.size() / 2;
}

/// Who ends where, draped over the surface: n x n palette labels on a grid like HeightField's; kNeutralLabel
/// leaves the surface as it is.  Immutable once made.
struct LabelMap {
  int n = 0;
  std::vector<std::uint8_t> label;
};

/// How many particles are where, draped over the surface when there are too many to draw: n x n values in [0,
/// 1].
struct DensityMap {
  int n = 0;
  std::vector<float> density;
  // Of a crowd: its colours, linear, in [0, 1]; empty: the layer has its own.
  std::vector<glm::vec3> hue = {};
};

/// The largest curvature, over the surface: n x n values on a grid like HeightField's.
struct SharpnessMap {
  int n = 0;
  std::vector<float> sharpness;
};

/// The shape says the kind, so that it survives print and colour blindness.
enum class MarkerKind { kGlobalMinimum, kLocalMinimum, kSaddle, kMaximum, kSelection, kDegenerate };

struct Marker {
  Point position;
  MarkerKind kind = MarkerKind::kLocalMinimum;
  std::uint8_t label = kNeutralLabel;  // palette colour of a local minimum's ring; other kinds have their own
  bool small = false;
};

/// Lines draped over the surface; nodes stand as close as the ground between them is straight.  Immutable
/// once made.
struct LineSet {
  std::vector<std::vector<Point>> lines;
};

/// Draped over the surface, straight in the domain; both ends are inside it.
struct GroundArrow {
  Point from, to;
  Srgb color = 0;
};

/// Immutable once made.
struct ArrowSet {
  std::vector<GroundArrow> arrows;  // later ones are drawn over earlier ones
};

/// Which way the ground falls, at many places.  Immutable once made.
struct DescentArrow {
  Point from, to;
};
struct DescentField {
  std::vector<DescentArrow> arrows;
};

/// A word at a point of the surface.
struct SurfaceLabel {
  Point at;
  std::string text;
};

/// One row of the key: a basin or an optimizer.
struct KeyEntry {
  std::uint8_t label = 0;
  bool global = false;  // marked by the star
  std::string text;     // a name; empty: the coordinates below
  Point position = {};
  std::optional<double> fraction = {};  // of all particles, 0..1: printed as a percentage with a bar
  std::optional<Srgb> color = {};       // absent: the palette's colour of the label
};

struct LegendInfo {
  std::string title, subtitle;
  std::vector<KeyEntry> key;       // the first kKeyRows are shown, the rest is counted
  std::string loss_name = "loss";  // above the colour bar
  std::string x_name = "x", y_name = "y";
};
inline constexpr int kKeyRows = 12;

struct Layers {
  bool contours = true, walls = true, floor = true;
  bool trails = true, particles = true, markers = true;
  bool title = true, key = true, color_bar = true, axes = true;
  bool wireframe = false;
};

/// Only the ground near a point of the domain is seen: within `radius` of the domain's width.
struct Fog {
  Point at;
  double radius = 0.1;
  friend bool operator==(const Fog&, const Fog&) = default;
};

struct Scene {
  std::shared_ptr<const SurfaceModel> surface;    // required
  std::shared_ptr<const LabelMap> basins;         // optional
  std::shared_ptr<const DensityMap> density;      // optional
  std::shared_ptr<const SharpnessMap> sharpness;  // optional: hatched above unstable_above
  double unstable_above = 0;
  std::optional<Fog> fog;
  std::vector<Swarm> swarms;  // later ones are drawn over earlier ones
  std::vector<Marker> markers;
  std::shared_ptr<const LineSet> ways;            // optional
  std::shared_ptr<const LineSet> separatrices;    // optional: dashed
  std::shared_ptr<const LineSet> outline;         // optional: of a box on the ground
  std::shared_ptr<const ArrowSet> step_arrows;    // optional: what moves one particle
  std::vector<SurfaceLabel> labels;               // where two would overlap, the later one is left out
  std::span<const Srgb> palette = kBasinPalette;  // of basins, markers and key
  ColorMap color_map = ColorMap::kViridis;
  ThemeName theme = ThemeName::kDark;
  LegendInfo legend;
  Layers layers;
  double relief = 1;          // scale of the heights: 0 is a flat map
  double text_scale = 0;      // pixels per pixel of a 720-line picture; 0: by the size of the picture
  double trail_fade = 1;      // 1: older points fade, 0: whole trails at full strength
  double trail_length = 1;    // share of a ring's slots that is drawn, the newest
  std::optional<int> trails;  // drawn, of all swarms together; absent: as Quality has it
  std::shared_ptr<const DensityMap> crowd;     // optional: particles that are not drawn one by one
  std::shared_ptr<const DescentField> arrows;  // optional
  std::shared_ptr<const LineSet> cuts;         // optional: lines that charts follow
  // Sides of the picture covered by panels, in pixels.
  double left = 0, right = 0, top = 0, bottom = 0;
};
inline constexpr int kMostPaletteColors = 16;

/// The part of the picture that is free, as the camera wants it.
inline Viewport viewport_of(const Scene& scene, int width, int height) {
  return {width, height, scene.left, scene.right, scene.top, scene.bottom};
}

}  // namespace thalweg::viewer
