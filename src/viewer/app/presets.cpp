// SPDX-License-Identifier: MIT
#include "viewer/app/presets.h"

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "core/error.h"
#include "io/json.h"
#include "io/spec_json.h"
#include "viewer/app/looks.h"

namespace thalweg::viewer {
namespace {

constexpr Preset kPresets[] = {
    {"four_valleys", "Four valleys", "Heavy balls swing around the bends and settle in four equal minima.",
     R"({"surface": "himmelblau", "optimizer": "sgd:momentum=0.94", "lr": 5e-5})"},
    {"million", "A million particles",
     "Every start is a particle, and the minima divide them among themselves.",
     R"({"surface": "himmelblau", "optimizer": "sgd:momentum=0.9", "lr": 1e-4, "particles": 1000000,
         "steps": 600})",
     "basins", "trails", true},
    {"banana",
     "The banana valley",
     "Plain descent finds the valley at once and then creeps along its floor.",
     R"({"surface": "rosenbrock", "lr": 1e-3, "particles": 4000, "steps": 3000})",
     "",
     "",
     false,
     {36, 48, 1.15},
     5},
    {"race",
     "Three methods race",
     "From the same starts: momentum swings past the bend, Adam keeps its pace, plain descent slows down.",
     R"({"surface": "himmelblau", "optimizer": "sgd", "lr": 3e-4,
         "start": {"kind": "box", "box": [-1.2, 1.2, -1.2, 1.2]}, "particles": 400, "steps": 600})",
     "",
     "",
     false,
     {36, 52, 1.0},
     0.5,
     "sgd:momentum=0.95@5e-5,adam@0.02"},
    {"overshoot", "Momentum overshoots",
     "With momentum 0.97 the particles shoot across the valley, turn, and come back.",
     R"({"surface": "ellipse:condition=20", "optimizer": "sgd:momentum=0.97", "lr": 0.002,
         "start": {"kind": "box", "box": [-4.5, -3.5, 3.0, 4.5]}, "particles": 2000, "steps": 600})"},
    {"adam_square", "Adam walks squarely",
     "Adam scales each coordinate by itself, so that all steps begin equally long whatever the slope.",
     R"({"surface": "beale", "optimizer": "adam", "lr": 0.02, "start": "grid", "particles": 2500, "steps": 600})",
     "", "", true},
    {"sign_steps", "Steps by sign alone",
     "Only the signs of the gradient count: straight and diagonal lanes, and a quiver at the end.",
     R"({"surface": "three_hump_camel", "optimizer": "signsgd", "lr": 0.01, "particles": 3000, "steps": 600})",
     "", "", true},
    {"saddle", "Leaving a saddle",
     "Started on the ridge, particles linger at the saddle until noise tips them to one side.",
     R"({"surface": "bounded_saddle", "lr": 0.02, "noise": "gaussian:sigma=0.05",
         "start": "normal:x=0,y=1.2,sigma=0.05", "particles": 3000, "steps": 800})",
     "critical"},
    {"newton", "Newton likes saddles",
     "Newton's method goes to where the gradient is zero: saddles and maxima draw it as minima do.",
     R"({"surface": "himmelblau", "optimizer": "newton", "lr": 0.05, "particles": 8000, "steps": 300})",
     "critical"},
    {"fractal", "Fractal borders",
     "Full Newton steps tear the basins apart: between any two there is a third.  Zoom in with Alt and drag.",
     R"({"surface": "himmelblau", "optimizer": "newton", "lr": 1, "particles": 4000, "steps": 60})", "basins",
     "trails,particles", true},
    {"swinging",
     "Basins of a heavy ball",
     "Momentum carries particles over passes: basins wind around each other in spirals.",
     R"({"surface": "himmelblau", "optimizer": "sgd:momentum=0.985", "lr": 1e-4, "particles": 4000,
         "steps": 3000})",
     "basins",
     "trails",
     true,
     {},
     2},
    {"stability",
     "The edge of stability",
     "Hatched ground is too curved for this rate: nothing can rest there, and steps jump across.",
     R"({"surface": "six_hump_camel", "lr": 0.045, "particles": 6000, "steps": 600})",
     "stability",
     "",
     false,
     {30, 50, 1.1},
     0.5},
    {"sharp_and_flat",
     "Noise leaves sharp minima",
     "Noise shakes particles out of the narrow wells, and they gather in wide ones.",
     R"({"surface": "four_gaussians", "lr": 0.005, "noise": "gaussian:sigma=6", "particles": 5000,
         "steps": 2000})",
     "",
     "",
     false,
     {},
     2},
    {"annealing",
     "Annealing on Rastrigin",
     "Loud noise at first, less and less of it later: a cosine takes the particles to lower wells.",
     R"({"surface": "rastrigin", "lr": 0.004, "schedule": "cosine", "noise": "gaussian:sigma=60",
         "particles": 8000, "steps": 1500})",
     "",
     "trails",
     true,
     {},
     2},
    {"flights", "L\u00e9vy flights",
     "Noise with heavy tails: long rests in a well, then one jump across the map.",
     R"({"surface": "ackley", "lr": 0.005, "noise": "alpha_stable:alpha=1.3,scale=1.5", "particles": 1500,
         "steps": 1500})",
     "", "", true},
    {"by_hand", "A rate changed by hand",
     "Raised at step 150, lowered at 400: drag lr while it runs and make your own.",
     R"({"surface": "styblinski_tang", "lr": 0.002, "rates": [{"from": 150, "lr": 0.055}, {"from": 400, "lr": 0.004}],
         "particles": 5000, "steps": 700})"},
    {"camels", "Passes between six humps",
     "Water that rises in one basin runs over its lowest pass into the next.",
     R"({"surface": "six_hump_camel", "lr": 0.004, "particles": 6000, "steps": 500})", "passes,critical"},
    {"molecule", "A reaction's way",
     "The Mueller-Brown surface of chemistry: from state to state over two passes.",
     R"({"surface": "mueller_brown", "particles": 5000, "steps": 600})", "passes"},
    {"logistic", "Learning to classify",
     "A logistic loss over data: every step sees eight rows, so that particles jitter where they gather.",
     R"({"problem": "logistic:l2=0.1", "lr": 0.4, "noise": "minibatch:size=8", "particles": 2000, "steps": 400})"},
    {"small_net", "A small network's loss",
     "Two weights of a network with tanh units: plateaus, a ravine, and two mirror minima.",
     R"({"surface": "tanh_net", "optimizer": "adam", "particles": 5000, "steps": 800})"},
    {"egg_tray", "A formula of your own",
     "Typed as text, with a slider for a: change it, and the landscape follows.",
     R"json({"formula": "a = 10 : 0..20; x^2 + y^2 + a*(cos(2*x) + sin(2*y))", "lr": 0.01, "particles": 6000,
         "steps": 400})json"},
};

std::vector<std::string> layers_of(const char* names) {
  std::vector<std::string> layers;
  std::string layer;
  for (const char* c = names; *c; c++) {
    if (*c == ',')
      layers.push_back(std::exchange(layer, {}));
    else
      layer += *c;
  }
  if (!layer.empty()) layers.push_back(layer);
  return layers;
}

}  // namespace

std::span<const Preset> presets() { return kPresets; }

const Preset& preset_named(const std::string& name) {
  std::vector<std::string> names;
  for (const Preset& preset : kPresets) {
    if (name == preset.name) return preset;
    names.push_back(preset.name);
  }
  unknown_name("preset", name, names);
}

RunSpec spec_of(const Preset& preset) {
  return spec_from_json(parse_json(preset.spec, std::string("preset ") + preset.name));
}

Camera camera_of(const Preset& preset) { return preset.flat ? flat_camera() : camera_of(preset.camera); }

std::vector<Rival> rivals_of(const Preset& preset) { return parse_rivals(preset.compare, spec_of(preset)); }

void take_look(SessionState& state, const Preset& preset) {
  constexpr Option kKept[] = {Option::kLightTheme, Option::kPanels, Option::kFullScreen,
                              Option::kReducedMotion, Option::kGallery};
  Options options;
  for (const Option option : kKept) options.set(option, state.options[option]);
  set_layers(options, layers_of(preset.show), layers_of(preset.hide));
  options.set(Option::kFlat, preset.flat);
  state.options = options;
  state.speed = preset.speed;
}

std::vector<PresetInfo> preset_infos() {
  std::vector<PresetInfo> infos;
  for (const Preset& preset : kPresets) infos.push_back({preset.name, preset.title, preset.sentence});
  return infos;
}

RunSpec preset_spec(const std::string& name) { return spec_of(preset_named(name)); }

}  // namespace thalweg::viewer
