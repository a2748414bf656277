// SPDX-License-Identifier: MIT
#include "analysis/label_picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace thalweg {

namespace {

/// OKLab (B. Ottosson 2020): lightness that is even to the eye, and the two axes of colour.
struct Lab {
  float l, a, b;
};

float linear(std::uint8_t c) {
  const float v = float(c) / 255.f;
  return v <= 0.04045f ? v / 12.92f : std::pow((v + 0.055f) / 1.055f, 2.4f);
}
std::uint8_t encoded(float v) {
  v = std::clamp(v, 0.f, 1.f);
  v = v <= 0.0031308f ? 12.92f * v : 1.055f * std::pow(v, 1 / 2.4f) - 0.055f;
  return std::uint8_t(std::lround(255.f * v));
}

Lab lab_of(Srgb c) {
  const float r = linear(std::uint8_t(c >> 16)), g = linear(std::uint8_t(c >> 8)),
              b = linear(std::uint8_t(c));
  const float l = std::cbrt(0.4122214708f * r + 0.5363325363f * g + 0.0514459929f * b);
  const float m = std::cbrt(0.2119034982f * r + 0.6806995451f * g + 0.1073969566f * b);
  const float s = std::cbrt(0.0883024619f * r + 0.2817188376f * g + 0.6299787005f * b);
  return {0.2104542553f * l + 0.7936177850f * m - 0.0040720468f * s,
          1.9779984951f * l - 2.4285922050f * m + 0.4505937099f * s,
          0.0259040371f * l + 0.7827717662f * m - 0.8086757660f * s};
}

using Rgb = std::array<std::uint8_t, 3>;
Rgb rgb_of(const Lab& c) {
  const float l = std::pow(c.l + 0.3963377774f * c.a + 0.2158037573f * c.b, 3.f);
  const float m = std::pow(c.l - 0.1055613458f * c.a - 0.0638541728f * c.b, 3.f);
  const float s = std::pow(c.l - 0.0894841775f * c.a - 1.2914855480f * c.b, 3.f);
  return {encoded(4.0767416621f * l - 3.3077115913f * m + 0.2309699292f * s),
          encoded(-1.2684380046f * l + 2.6097574011f * m - 0.3413193965f * s),
          encoded(-0.0041960863f * l - 0.7034186147f * m + 1.7076147010f * s)};
}

constexpr int kShades = 256;
using Shades = std::array<Rgb, kShades>;

/// From a little lighter than the colour to deep, with the chroma following down so that the dark end is not
/// garish.
Shades shades_of(Srgb color, bool pale) {
  const Lab c = lab_of(color);
  Shades shades;
  for (int i = 0; i < kShades; i++) {
    const float t = float(i) / (kShades - 1);
    const float light = pale ? 0.93f - 0.12f * t : std::min(0.97f, 1.12f * c.l) * (1 - 0.56f * t);
    const float chroma = pale ? 0.22f : 0.92f + 0.30f * t - 0.62f * t * t;
    shades[std::size_t(i)] = rgb_of({light, chroma * c.a, chroma * c.b});
  }
  return shades;
}

/// Logarithms of the steps at which shades begin and end.
struct Span {
  float low = 0, high = 1;
  int shade(float steps) const {
    const float t = (std::log(std::max(steps, 1.f)) - low) / (high - low);
    return int(std::lround(std::clamp(t, 0.f, 1.f) * (kShades - 1)));
  }
};

template <class Wanted>
Span span_of(const LabelMap& map, Wanted wanted) {
  std::vector<float> steps;
  for (std::size_t i = 0; i < map.labels.size(); i++)
    if (wanted(map.labels[i])) steps.push_back(std::max(map.steps[i], 1.f));
  if (steps.empty()) return {};
  const auto quantile = [&](double share) {
    const auto at = steps.begin() + std::ptrdiff_t(share * double(steps.size() - 1));
    std::nth_element(steps.begin(), at, steps.end());
    return std::log(*at);
  };
  Span span{quantile(0.02), quantile(0.98)};
  span.high = std::max(span.high, span.low + 0.2f);
  return span;
}

bool is_lost(Label label) { return label == kDiverged || label == kLeft; }

/// Shades of every label that occurs, and which of them a pixel has: by its steps where a descent came to an
/// end, the lightest where only the budget did.
class Painter {
 public:
  explicit Painter(const LabelMap& map)
      : settled_(span_of(map, [](Label l) { return l >= 0; })), lost_(span_of(map, is_lost)) {}

  const Rgb& color(Label label, float steps, bool pale) {
    auto& shades = shades_[pale][label];
    if (!shades) shades = shades_of(label_color(label), pale);
    const int shade = label >= 0 ? settled_.shade(steps) : is_lost(label) ? lost_.shade(steps) : 0;
    return (*shades)[std::size_t(shade)];
  }

 private:
  Span settled_, lost_;
  std::map<Label, std::optional<Shades>> shades_[2];
};

/// A white disc with a dark rim, smooth at the edges.
void mark(Image& image, double x, double y, double radius) {
  const int reach = int(radius) + 3;
  for (int r = std::max(0, int(y) - reach); r <= std::min(image.height - 1, int(y) + reach); r++)
    for (int c = std::max(0, int(x) - reach); c <= std::min(image.width - 1, int(x) + reach); c++) {
      const double d = std::hypot(c + 0.5 - x, r + 0.5 - y);
      const double disc = std::clamp(radius + 0.5 - d, 0.0, 1.0),
                   core = std::clamp(0.62 * radius + 0.5 - d, 0.0, 1.0);
      std::uint8_t* pixel = &image.rgba[4 * (std::size_t(r) * std::size_t(image.width) + std::size_t(c))];
      constexpr double kRim[] = {21, 24, 29};
      for (int k = 0; k < 3; k++) {
        const double rimmed = pixel[k] + disc * (kRim[k] - pixel[k]);
        pixel[k] = std::uint8_t(std::lround(rimmed + core * (255 - rimmed)));
      }
    }
}

}  // namespace

Srgb label_color(Label label) {
  if (label >= 0) return kBasinPalette[std::size_t(label) % kBasinColors];
  switch (label) {
    case kDiverged:
      return 0x3d424c;
    case kLeft:
      return 0x5f6673;
    case kSwinging:
      return 0xdfe3ea;
    case kFlat:
      return 0x8a93a3;
    case kStationary:
      return 0x79808d;
    default:
      return kNeutral;
  }
}

Image label_picture(const LabelMap& map, const PictureOptions& options) {
  Image image{map.columns, map.rows, {}};
  image.rgba.resize(4 * map.labels.size());
  Painter painter(map);
  for (int row = 0; row < map.rows; row++)
    for (int column = 0; column < map.columns; column++) {
      const std::size_t i = std::size_t(row) * std::size_t(map.columns) + std::size_t(column);
      const Rgb& c =
          painter.color(map.labels[i], map.steps[i], !options.stressed.empty() && !options.stressed[i]);
      const std::size_t top =
          std::size_t(map.rows - 1 - row) * std::size_t(map.columns) + std::size_t(column);
      std::copy(c.begin(), c.end(), image.rgba.begin() + std::ptrdiff_t(4 * top));
      image.rgba[4 * top + 3] = 255;
    }
  const double radius = std::max(2.5, std::min(map.columns, map.rows) / 150.0);
  for (const PictureOptions::Mark& m : options.marks) mark(image, m.column, map.rows - m.row, radius);
  return image;
}

}  // namespace thalweg
