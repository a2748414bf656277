// SPDX-License-Identifier: MIT
// The members of a run spec as text, shared by the command line and by saved specs: "sgd:momentum=0.9",
// "normal:sigma=0.5", "-5,5,-5,5", "cuda:1".  All parse functions throw InputError that says what is
// accepted; the caller adds where it was written (in_context).
#pragma once

#include <string>
#include <string_view>

#include "core/error.h"
#include "core/hd.h"
#include "engine/run_spec.h"

namespace thalweg {

/// Runs f and puts "WHERE: " before the text of an InputError.
template <class F>
auto in_context(const std::string& where, F f) {
  try {
    return f();
  } catch (const InputError& error) {
    throw InputError(where + ": " + error.what());
  }
}

/// A finite number in decimal notation.
double parse_number(std::string_view text);

/// A whole number in [low, high], written plainly or as 1e6.
i64 parse_count(std::string_view text, i64 low, i64 high);
/// 0 to 2^64 - 1.
u64 parse_seed(std::string_view text);

/// Most particles and steps that can be written; what a machine can hold is less.
inline constexpr i64 kMostParticles = 1'000'000'000'000, kMostSteps = 4'000'000'000;
inline constexpr int kMostThreads = 1024, kMostDevices = 1024;

/// NAME[:key=value,...]; true and false stand for 1 and 0.  Names are not looked up here.
Choice parse_choice(std::string_view text);
std::string to_text(const Choice& choice);

/// A schedule, or several that take over at steps: "linear@100+cosine_annealing@900+constant" is linear until
/// step 100, cosine_annealing from there until step 900, then constant.
void parse_schedules(std::string_view text, RunSpec& spec);
std::string schedules_text(const RunSpec& spec);

/// A learning rate, or several that take over at steps: "0.1@200+0.01".
void parse_rates(std::string_view text, RunSpec& spec);
/// Of a spec that has a rate.
std::string rates_text(const RunSpec& spec);

/// "X,Y", or one or three coordinates.
struct ParsedPoint {
  Point at;
  int coordinates;
};
ParsedPoint parse_point(std::string_view text);
std::string to_text(Point p, int coordinates);

/// uniform | sobol | grid | normal[:x=..,y=..,z=..,sigma=..] | box:x0,x1,y0,y1 (two edges per weight) | X,Y
/// (as many coordinates as weights)
Start parse_start(std::string_view text);
std::string to_text(const Start& start);
/// "uniform", ..., "box".
std::string_view to_text(StartKind kind);
StartKind parse_start_kind(std::string_view text);

/// "x0,x1,y0,y1", or two or six numbers.
Domain parse_domain(std::string_view text);
std::string to_text(const Domain& domain);

std::string_view to_text(Scaling scaling);
Scaling parse_scaling(std::string_view text);

/// The landscape as it was asked for: "ellipse:condition=100", "line_fit", or the formula.
std::string landscape_text(const RunSpec& spec);

std::string_view to_text(Precision precision);
Precision parse_precision(std::string_view text);
std::string_view to_text(MathMode math);
MathMode parse_math(std::string_view text);

struct Device {
  DeviceKind kind = DeviceKind::automatic;
  int index = 0;
};
/// auto | cpu | cuda[:INDEX]
Device parse_device(std::string_view text);
std::string to_text(const Device& device);

}  // namespace thalweg
