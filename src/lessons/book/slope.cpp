// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "lessons/lab.h"

namespace thalweg::lessons::book {

namespace {

// Two valleys, the left one deeper, and a hilltop between them.
constexpr const char* kHills = "w^4/8 - w^2 + 0.4*w + 2.5";
// Flat at 0, and neither a bottom nor a top.
constexpr const char* kStep = "w^3/12 + 2";
constexpr Point kFrame[2] = {{-3, -0.6}, {3, 4.6}};
// Slopes below are called flat, second derivatives below no bend.  Where the step is flat, it has no bend.
constexpr double kFlat = 0.1, kBend = 0.35;

struct Curve {
  Landscape f;
  double value(double w) const { return thalweg::value(f, {w, 0, 0}); }
  double slope(double w) const { return jet3(f, {w, 0, 0}).g[0]; }
};
Curve curve(const char* formula) { return {make_landscape(one_particle_on_formula(formula, {0}, 0.1, 1))}; }

Plot frame(const Figure& figure, double right = 40) {
  return {.low = {70, 60},
          .high = {figure.width - right, figure.height - 70},
          .x = {kFrame[0].x, kFrame[1].x},
          .y = {kFrame[0].y, kFrame[1].y},
          .x_label = "weight w",
          .y_label = "error"};
}

const char* direction(double slope) {
  return std::abs(slope) < kFlat ? "flat" : slope > 0 ? "rising" : "falling";
}
std::string size_of(double slope) {
  const double s = std::abs(slope);
  return s < kFlat ? "flat" : s < 1 ? "gentle" : s < 3 ? "steep" : "very steep";
}

/// Curve, point, tangent and its triangle of run and rise.
void add_tangent(Figure& figure, const Plot& plot, const Curve& c, double w) {
  const double v = c.value(w), s = c.slope(w);
  add_graph(figure, plot, [&](double x) { return c.value(x); }, {Ink::curve, 3});
  add_path(figure, plot, {{plot.x.low, v + s * (plot.x.low - w)}, {plot.x.high, v + s * (plot.x.high - w)}},
           {Ink::first, 2, Dash::dashed});
  const double run = w > 1.4 ? -1 : 1;  // stays in the picture
  const Point corner{w + run, v}, tip{w + run, v + run * s};
  add_path(figure, plot, {{w, v}, corner}, {Ink::second, 2.5});
  add_path(figure, plot, {corner, tip}, {Ink::second, 2.5});
  add_note(figure, plot, {w + 0.5 * run, v}, 0, run * s < 0 ? -8 : 20, "run 1", Ink::second, Align::center);
  add_note(figure, plot, {corner.x, 0.5 * (corner.y + std::clamp(tip.y, plot.y.low, plot.y.high))},
           run > 0 ? 8 : -8, 5, "rise " + shown(run * s, 2), Ink::second,
           run > 0 ? Align::left : Align::right);
  add_dot(figure, plot, {w, v}, Ink::first, Shape::disc, 8);
  figure.handles.push_back({plot, place(plot, w, v), 0, -1});
}

Figure tangent_figure(const Moment& m) {
  const Curve c = curve(kHills);
  const double w = m[0], s = c.slope(w);
  Figure figure{.title = "The slope is the rise of the tangent over a run of one"};
  const Plot plot = frame(figure);
  add_axes(figure, plot);
  add_tangent(figure, plot, c, w);
  figure.readout = {
      {"weight", shown(w, 2)},
      {"error", shown(c.value(w), 2)},
      {"slope", shown(s, 2)},
      {"here it is", size_of(s) + (std::abs(s) < kFlat ? "" : std::string(" and ") + direction(s))}};
  return figure;
}

Feedback judge_flat(const Moment& m) {
  const double s = curve(kHills).slope(m[0]);
  if (std::abs(s) < kFlat) return {true, "The tangent lies level: the slope is " + shown(s, 2) + "."};
  return {false, "The slope here is " + shown(s, 2) + ": the tangent still " +
                     (s > 0 ? "rises to the right." : "falls to the right.")};
}

Figure nudge_figure(const Moment& m) {
  const Curve c = curve(kHills);
  const double w = m[0], h = m[1];
  const double before = c.value(w), after = c.value(w + h), ratio = (after - before) / h;
  Figure figure{.title = "A nudge, and what it does to the error"};
  const Plot plot = frame(figure);
  add_axes(figure, plot);
  add_graph(figure, plot, [&](double x) { return c.value(x); }, {Ink::curve, 3});
  add_path(
      figure, plot,
      {{plot.x.low, before + ratio * (plot.x.low - w)}, {plot.x.high, before + ratio * (plot.x.high - w)}},
      {Ink::second, 2});
  add_path(figure, plot,
           {{plot.x.low, before + c.slope(w) * (plot.x.low - w)},
            {plot.x.high, before + c.slope(w) * (plot.x.high - w)}},
           {Ink::first, 2, Dash::dashed});
  add_dot(figure, plot, {w, before}, Ink::first, Shape::disc, 8);
  add_dot(figure, plot, {w + h, after}, Ink::second, Shape::diamond, 7);
  figure.handles.push_back({plot, place(plot, w, before), 0, -1});
  figure.readout = {{"error before", shown(before, 4)},
                    {"error after", shown(after, 4)},
                    {"change ÷ nudge", shown(ratio, 4)},
                    {"slope", shown(c.slope(w), 4)},
                    {"difference", shown(std::abs(ratio - c.slope(w)))}};
  return figure;
}

/// Beside the tip of an arrow, or above it where there is no room.
void add_arrow_note(Figure& figure, const Plot& plot, Point tip, bool to_the_right, const char* text,
                    Ink ink) {
  constexpr double kRoom = 1.9;
  const bool fits = to_the_right ? tip.x < plot.x.high - kRoom : tip.x > plot.x.low + kRoom;
  tip.x = std::clamp(tip.x, plot.x.low, plot.x.high);
  if (fits)
    add_note(figure, plot, tip, to_the_right ? 8 : -8, 5, text, ink,
             to_the_right ? Align::left : Align::right);
  else
    add_note(figure, plot, tip, 0, -16, text, ink, to_the_right ? Align::right : Align::left);
}

Figure sign_figure(const Moment& m) {
  const Curve c = curve(kHills);
  const double w = m[0], v = c.value(w), s = c.slope(w);
  Figure figure{.title = "The sign of the slope says which way to move"};
  const Plot plot = frame(figure, 400);
  add_axes(figure, plot);
  add_graph(figure, plot, [&](double x) { return c.value(x); }, {Ink::curve, 3});
  const double reach = std::clamp(0.5 * s, -1.2, 1.2);
  if (std::abs(s) >= kFlat) {
    add_path(figure, plot, {{w, v}, {w + reach, v}}, {Ink::bad, 3, Dash::dotted}, true);
    add_path(figure, plot, {{w, v}, {w - reach, v}}, {Ink::good, 4}, true);
    add_arrow_note(figure, plot, {w + reach, v}, s > 0, "uphill: slope", Ink::bad);
    add_arrow_note(figure, plot, {w - reach, v}, s < 0, "downhill: minus slope", Ink::good);
  }
  add_dot(figure, plot, {w, v}, Ink::first, Shape::disc, 8);
  figure.handles.push_back({plot, place(plot, w, v), 0, -1});
  const int row = std::abs(s) < kFlat ? 3 : s > 0 ? 1 : 2;
  const double left = figure.width - 370;
  const Spot end = add_table(figure, {left, 110}, {120, 220},
                             {{"slope", "to lower the error"},
                              {"positive  +", "decrease the weight  ←"},
                              {"negative  −", "increase the weight  →"},
                              {"zero  0", "stop, and look around"}},
                             row);
  add_words(figure, {left + 10, end.y + 34}, "Zero can be a bottom, a top or a flat stretch.", Ink::quiet);
  figure.readout = {{"weight", shown(w, 2)},
                    {"slope", shown(s, 2)},
                    {"move", row == 3   ? "stop"
                             : row == 1 ? "decrease the weight"
                                        : "increase the weight"}};
  return figure;
}

Figure zero_figure(const Moment& m) {
  const bool step = m[1] == 1;
  const Curve c = curve(step ? kStep : kHills);
  const double w = m[0];
  Figure figure{.title = step ? "Flat, and neither a bottom nor a top"
                              : "Two bottoms and a top, all of slope zero"};
  const Plot plot = frame(figure);
  add_axes(figure, plot);
  add_tangent(figure, plot, c, w);
  const double s = c.slope(w), bend = jet3(c.f, {w, 0, 0}).h(0, 0);
  const char* kind = std::abs(s) >= kFlat ? "a slope"
                     : bend > kBend       ? "a bottom: it bends upwards"
                     : bend < -kBend      ? "a top: it bends downwards"
                                          : "a flat stretch: the error falls on one side only";
  figure.readout = {{"slope", shown(s, 2)}, {"this is", kind}};
  return figure;
}

Control weight(double initial) {
  return slider("w", "Weight", initial, {kFrame[0].x + 0.2, kFrame[1].x - 0.2},
                "where the point stands on the curve");
}

}  // namespace

Lesson slope() {
  Lesson lesson{
      .name = "slope",
      .title = "Slope",
      .place = 10,
      .goal = "You can read the slope of an error curve and say which way is down.",
      .facts = {{"flat_left", "−2.09",
                 [](Lab& lab) { return end_of(one_particle_on_formula(kHills, {-2}, 0.1, 400), lab).at.x; }},
                {"flat_right", "1.89",
                 [](Lab& lab) { return end_of(one_particle_on_formula(kHills, {2}, 0.1, 400), lab).at.x; }},
                {"example_w", "−1"},
                {"task_slope", "3"},
                {"example_slope", "1.9",
                 [](Lab&) { return at(one_particle_on_formula(kHills, {0}, 0.1, 1), {-1}).g[0]; }}},
      .pages = {},
      .remember = {"The slope says how quickly the error changes when the weight is nudged.",
                   "Positive slope: the error grows to the right. Negative slope: it falls to the right.",
                   "To lower the error, move against the sign of the slope.",
                   "Slope zero means flat: a bottom, but it may as well be a top or a flat stretch."},
      .terms =
          {{"error", "How wrong a model is, as one number; also called loss. Lower is better."},
           {"weight", "A number inside a model that learning may change."},
           {"slope",
            "How much the error changes per unit of a small change of the weight; also called derivative."},
           {"tangent", "The straight line that touches a curve at a point and has its slope there."}},
      .cards = {{"What does a slope of zero tell you?",
                 "The curve is flat there. It can be a bottom, a top, or a flat stretch."},
                {"The slope is negative. Which way do you move the weight to lower the error?",
                 "Increase it: move against the sign of the slope."}},
      .in_class = {"Let learners walk the curve with an outstretched arm as the tangent before they touch "
                   "the slider: arm up means positive. Then drag the point and compare.",
                   "Common mistake: taking the height of the curve for its slope. The hilltop is high and "
                   "its slope is zero."}};
  lesson.pages = {
      {.title = "How steep is it here?",
       .text = {"This curve shows an error for every value of one weight. High is bad, low is good.",
                "The dashed line touches the curve at the point: the *tangent*. Go one to the right along it "
                "and see how far it rises. That rise is the *slope*.",
                "At `w = {example_w}` the slope is {example_slope}. Drag the point, or use the slider, and "
                "watch sign and size."},
       .controls = {weight(-1)},
       .figure = tangent_figure,
       .tasks = {{"Move the point to a place where the slope is zero.",
                  Aim{"This is flat", judge_flat, {number_in(lesson, "flat_right")}}}}},
      {.title = "Slope from a nudge",
       .text = {"You can measure a slope without knowing the formula: nudge the weight a little, see how "
                "much the error changes, and divide.",
                "Make the nudge smaller. The solid line through both points turns into the tangent, and the "
                "quotient becomes the slope."},
       .controls = {weight(0.6),
                    slider("h", "Nudge", 1, {1e-4, 1, Scale::log}, "how far the weight is moved")},
       .figure = nudge_figure,
       .tasks = {{"You make the nudge ten times smaller. What happens to the difference between the quotient "
                  "and the slope?",
                  Choices{{"It becomes about ten times smaller", "It stays the same",
                           "It becomes ten times larger"},
                          0,
                          {"The error of this quotient shrinks in proportion to the nudge."}}}}},
      {.title = "The sign points the way",
       .text = {"The slope points uphill. So its opposite points downhill.",
                "That gives a rule for the weight, whatever the curve looks like further away."},
       .controls = {weight(1)},
       .figure = sign_figure,
       .tasks = {{"The slope is negative. Should the weight be increased or decreased to lower the error?",
                  Choices{
                      {"Increase it", "Decrease it", "Leave it"},
                      0,
                      {"A negative slope falls to the right: going right, to larger weights, is downhill.",
                       "That would be right for a positive slope. A negative one falls to the right.",
                       "Only a slope of zero gives no direction."}}}}},
      {.title = "When the slope is zero",
       .text = {"The bottoms of this curve are at `w = {flat_left}` and `w = {flat_right}`. The slope is "
                "zero there, and also on the hilltop between them.",
                "The other curve has a place that is flat and neither a bottom nor a top. Slope zero alone "
                "doesn't tell which it is: look at both sides."},
       .controls = {weight(0), choice("curve", "Curve", {"hills", "step"}, "which curve is shown")},
       .figure = zero_figure,
       .tasks = {{"A ball rests where the slope is zero. What do you know?",
                  Choices{{"It is at the lowest point of all", "It is at a bottom, a top or a flat stretch",
                           "The error is zero there"},
                          1,
                          {"Only that it is flat there: there may be lower ground elsewhere, and even "
                           "downhill right beside it.",
                           "Right: flat ground is all that a slope of zero promises.",
                           "The slope is zero, not the error. A high plateau is flat too."}}}}},
      {.title = "Check yourself",
       .text = {"Three questions about what you have just seen."},
       .tasks = {
           {"Which slope belongs to the steepest ground?",
            Choices{
                {"0.5", "−4", "2"}, 1, {"The size counts for steepness, the sign only for the direction."}}},
           {"The curve climbs to the right, gently. Its slope is …",
            Choices{{"a large positive number", "a small positive number", "a small negative number", "zero"},
                    1,
                    {"Climbing to the right means positive; gently means small."}}},
           {"You are on a slope of {task_slope}. Which step lowers the error?",
            Choices{{"a little to the left", "a little to the right"},
                    0,
                    {"Positive slope: the error grows to the right, so left is down."}}}}}};
  return lesson;
}

}  // namespace thalweg::lessons::book
