// SPDX-License-Identifier: MIT
#include "viewer/app/names.h"

#include <iterator>
#include <vector>

#include "core/error.h"

namespace thalweg::viewer {
namespace {

constexpr OptionName kOptionNames[] = {
    {Option::kTrails, "trails", true},
    {Option::kParticles, "particles", true},
    {Option::kContours, "contours", true},
    {Option::kMinima, "minima", true},
    {Option::kAxes, "axes", true},
    {Option::kCritical, "critical", true},
    {Option::kPasses, "passes", true},
    {Option::kStability, "stability", true},
    {Option::kBasins, "basins", true},
    {Option::kFlowDifference, "flow-difference", true},
    {Option::kExplain, "step", true},
    {Option::kGradient, "gradient", true},
    {Option::kWireframe, "wireframe", true},
    {Option::kDensity, "density", true},
    {Option::kSlice, "slice", true},
    {Option::kFlat, "flat", false},
    {Option::kLightTheme, "light", false},
    {Option::kPanels, "panels", false},
    {Option::kMergeTree, "merge-tree", false},
    {Option::kFollowCamera, "follow-camera", true},
    {Option::kReducedMotion, "less-motion", false},
};

constexpr const char* kScales[] = {"linear", "log", "power"};
constexpr Coloring kColorings[] = {Coloring::kDestination, Coloring::kOutcome, Coloring::kMethod};

}  // namespace

std::span<const OptionName> option_names() { return kOptionNames; }

const char* name(Option option) {
  for (const OptionName& o : kOptionNames)
    if (o.option == option) return o.name;
  return "";
}

Option option_named(const std::string& name) {
  std::vector<std::string> names;
  for (const OptionName& o : kOptionNames) {
    if (name == o.name) return o.option;
    names.emplace_back(o.name);
  }
  unknown_name("option", name, names);
}

std::vector<std::string> layer_names() {
  std::vector<std::string> names;
  for (const OptionName& o : kOptionNames)
    if (o.layer) names.emplace_back(o.name);
  return names;
}

void check_layers(const std::vector<std::string>& names) {
  for (const std::string& name : names) layer_named(name);
}

Option layer_named(const std::string& name) {
  for (const OptionName& o : kOptionNames)
    if (o.layer && name == o.name) return o.option;
  unknown_name("layer", name, layer_names());
}

const char* name(Coloring coloring) {
  constexpr const char* kNames[] = {"destination", "outcome", "method"};
  return kNames[std::size_t(coloring)];
}

Coloring coloring_named(const std::string& text) {
  std::vector<std::string> names;
  for (const Coloring c : kColorings) {
    if (text == name(c)) return c;
    names.emplace_back(name(c));
  }
  unknown_name("colouring", text, names);
}

const char* name(HeightScale scale) { return kScales[std::size_t(scale)]; }

HeightScale scale_named(const std::string& text) {
  for (std::size_t i = 0; i < std::size(kScales); i++)
    if (text == kScales[i]) return HeightScale(i);
  unknown_name("scale", text, std::vector<std::string>(std::begin(kScales), std::end(kScales)));
}

}  // namespace thalweg::viewer
