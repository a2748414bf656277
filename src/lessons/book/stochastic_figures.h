// SPDX-License-Identifier: MIT
// The runs and figures of the lesson about mini-batches: a straight line through points whose inputs are
// standardised, so that the landscape is a round bowl and everything that is not round comes from the noise.
#pragma once

#include <cmath>
#include <numbers>

#include "lessons/lab.h"
#include "noise/minibatch.h"

namespace thalweg::lessons::book::batches {

inline constexpr double kFull = 0;  // batch size that stands for all rows
inline constexpr double kRate = 0.1;
inline constexpr u64 kSeed = 1;

/// Weights zero, mini-batches of so many rows; `again` draws every row from all, else epochs are shuffled.
inline RunSpec line_run(double batch, double rate, i64 steps, bool again = false) {
  RunSpec spec = one_particle_on_problem("line_fit", {0, 0}, rate, steps);
  spec.scaling = Scaling::standard;
  spec.seed = kSeed;
  if (batch != kFull) spec.noise = {"minibatch", {{"size", batch}, {"replacement", again ? 1 : 0}}};
  return spec;
}

inline const Dataset& rows_of_data() {
  static const std::shared_ptr<const Dataset> kData = make_landscape(line_run(kFull, kRate, 0)).data;
  return *kData;
}
inline int row_count() { return int(rows_of_data().rows()); }

/// The best weights and the error there.
inline Stand bottom() {
  static const Stand kBottom = [] {
    const RunSpec spec = line_run(kFull, kRate, 0);
    const Landscape f = make_landscape(spec);
    const Jet<double, 2> j = jet(f, {0, 0});
    const Vec<double, 2> down = solve(j.h, j.g);
    const Point p{-down[0], -down[1]};
    return Stand{p, value(f, p), {}};
  }();
  return kBottom;
}

/// Where so many particles are that start at `from` and draw their own batches.
inline std::vector<Point> cloud(RunSpec spec, Point from, i64 particles, Lab& lab) {
  spec.start.x = from.x;
  spec.start.y = from.y;
  spec.particles = particles;
  const std::unique_ptr<Ensemble> ensemble = lab.backend.start(make_plan(spec));
  ensemble->advance(spec.steps);
  std::vector<End> ends(static_cast<std::size_t>(particles));
  ensemble->ends(0, ends);
  std::vector<Point> points;
  for (const End& e : ends) points.push_back({e.x, e.y});
  return points;
}

/// The slopes at weights zero as batches of so many rows see them: one step of each particle, divided by the
/// rate.
inline std::vector<Point> estimates(double batch, i64 particles, Lab& lab) {
  std::vector<Point> slopes = cloud(line_run(batch, kRate, 1, true), {0, 0}, particles, lab);
  for (Point& p : slopes) p = {-p.x / kRate, -p.y / kRate};
  return slopes;
}
inline Point full_slopes() {
  const Jet<double, 3> j = at(line_run(kFull, kRate, 0), {});
  return {j.g[0], j.g[1]};
}
/// Root of the mean squared distance.
inline double spread_about(const std::vector<Point>& points, Point middle) {
  double sum = 0;
  for (const Point& p : points) sum += sq(p.x - middle.x) + sq(p.y - middle.y);
  return std::sqrt(sum / double(points.size()));
}
inline double spread(double batch, i64 particles, Lab& lab) {
  return spread_about(estimates(batch, particles, lab), full_slopes());
}

/// The mean error above the best one of particles at these weights.
inline double mean_excess(const std::vector<Point>& points) {
  const Landscape f = make_landscape(line_run(kFull, kRate, 0));
  double sum = 0;
  for (const Point& p : points) sum += value(f, p) - bottom().loss;
  return sum / double(points.size());
}

/// Steps after which a noise ball has its size: what is left of the start is exp(-2 * kSettled).
inline constexpr double kSettled = 3;
inline i64 steps_to_settle(double rate) { return i64(std::ceil(0.5 * kSettled / rate)); }
inline std::vector<Point> noise_ball(double batch, double rate, i64 particles, Lab& lab) {
  return cloud(line_run(batch, rate, steps_to_settle(rate), true), bottom().at, particles, lab);
}

inline Plot plane(Spot low, Spot high, Point middle, double reach) {
  const double aspect = (high.y - low.y) / (high.x - low.x);
  return {.low = low,
          .high = high,
          .x = {middle.x - reach, middle.x + reach},
          .y = {middle.y - reach * aspect, middle.y + reach * aspect},
          .x_label = "b",
          .y_label = "w"};
}
/// The landscape is a round bowl: lines of equal error are circles.
inline void add_circle(Figure& figure, const Plot& plot, Point middle, double radius, Stroke stroke) {
  constexpr int kCorners = 72;
  std::vector<Point> ring;
  for (int k = 0; k <= kCorners; k++) {
    const double t = 2 * std::numbers::pi * k / kCorners;
    ring.push_back({middle.x + radius * std::cos(t), middle.y + radius * std::sin(t)});
  }
  add_path(figure, plot, ring, stroke);
}
inline void add_bowl(Figure& figure, const Plot& plot) {
  for (double r = 0.5; r < 8; r += r < 1.9 ? 0.5 : 1)
    add_circle(figure, plot, bottom().at, r, {Ink::quiet, 1, Dash::solid, 0.5});
  add_dot(figure, plot, bottom().at, Ink::gold, Shape::star, 9);
}

inline constexpr i64 kDraws = 300;

inline Figure draw_figure(const Moment& m) {
  const double size = m[0];
  const auto draw = std::size_t(m[1]);
  const std::vector<Point> slopes = estimates(size, kDraws, m.lab);
  const Point full = full_slopes(), mine = slopes[draw];
  Figure figure{.title = "A few rows give a rough idea of the slopes"};
  const Plot data{.low = {60, 60},
                  .high = {440, 500},
                  .x = {-2, 2},
                  .y = {0, 7},
                  .x_label = "input x, standardised",
                  .y_label = "true answer y"};
  add_axes(figure, data);
  const Dataset& rows = rows_of_data();
  for (int i = 0; i < row_count(); i++)
    add_dot(figure, data, {rows.numbers[std::size_t(2 * i)], rows.numbers[std::size_t(2 * i + 1)]},
            Ink::curve, Shape::disc, 4);
  // The very rows that particle `draw` sees in its first step.
  const Batch batch = Minibatch::batch(Minibatch::at({size, 1}), u32(row_count()), kSeed, 0, draw);
  for (u32 j = 0; j < batch.count; j++) {
    const auto i = std::size_t(2 * batch.row(j));
    add_dot(figure, data, {rows.numbers[i], rows.numbers[i + 1]}, Ink::second, Shape::diamond, 8);
  }
  const Plot plot{.low = {540, 60},
                  .high = {930, 500},
                  .x = {-15, 0},
                  .y = {-24, 20},
                  .x_label = "slope for b",
                  .y_label = "slope for w"};
  add_axes(figure, plot);
  for (const Point& p : slopes) add_dot(figure, plot, p, Ink::quiet, Shape::disc, 2.5);
  add_dot(figure, plot, full, Ink::gold, Shape::star, 11);
  add_dot(figure, plot, mine, Ink::second, Shape::diamond, 9);
  figure.marks.push_back(Dot{{80, 570}, Ink::second, Shape::diamond, 8});
  add_words(figure, {96, 575}, "the rows drawn, and what they say", Ink::second);
  figure.marks.push_back(Dot{{380, 570}, Ink::quiet, Shape::disc, 3});
  add_words(figure, {394, 575}, "other draws", Ink::quiet);
  figure.marks.push_back(Dot{{520, 570}, Ink::gold, Shape::star, 10});
  add_words(figure, {538, 575}, "the slopes over all rows", Ink::gold);
  figure.readout = {{"rows drawn", std::to_string(batch.count)},
                    {"slopes from them", shown(mine.x, 1) + ", " + shown(mine.y, 1)},
                    {"slopes over all rows", shown(full.x, 1) + ", " + shown(full.y, 1)},
                    {"spread of the draws", shown(spread_about(slopes, full), 2)}};
  return figure;
}

/// As the figure shows it; kept, because it depends on nothing else.
inline double shown_spread(double batch, Lab& lab) {
  return once(lab, "spread of batches of " + shown(batch), [&] { return spread(batch, kDraws, lab); });
}

inline Figure spread_figure(const Moment& m) {
  const double chosen = m[0];
  Figure figure{.title = "The spread of the estimate against the size of the batch"};
  const Plot plot{.low = {80, 60},
                  .high = {920, 510},
                  .x = {0.7, 40, true},
                  .y = {1, 15, true},
                  .x_label = "rows in a batch",
                  .y_label = "spread of the slopes from draw to draw"};
  add_axes(figure, plot);
  const double one = shown_spread(1, m.lab);
  add_graph(figure, plot, [&](double b) { return one / std::sqrt(b); }, {Ink::first, 2, Dash::dashed});
  for (const double b : {1.0, 2.0, 4.0, 8.0, 16.0, double(row_count())}) {
    const double found = shown_spread(b, m.lab);
    add_dot(figure, plot, {b, found}, Ink::curve, Shape::square, 6);
    add_note(figure, plot, {b, found}, -8, 24, shown(b) + (b == 1 ? " row" : " rows"), Ink::quiet,
             Align::right);
  }
  add_note(figure, plot, {11, one / std::sqrt(11.0)}, 14, -12, "one over the root of the size", Ink::first);
  const double now = shown_spread(chosen, m.lab), four = std::min(4 * chosen, double(row_count()));
  add_path(figure, plot, {{chosen, plot.y.low}, {chosen, now}, {plot.x.low, now}},
           {Ink::second, 2, Dash::dotted});
  add_dot(figure, plot, {chosen, now}, Ink::second, Shape::diamond, 10);
  figure.readout = {{"rows in a batch", shown(chosen)},
                    {"spread", shown(now, 2)},
                    {"with " + shown(four) + " rows", shown(shown_spread(four, m.lab), 2)}};
  return figure;
}

inline constexpr int kRowsRead = 500;

inline Figure paths_figure(const Moment& m) {
  const i64 read = i64(m[0]);
  const double size = m[1], rate = m[2];
  Figure figure{.title = "Small steps often, or one careful step"};
  const Plot ground = plane({60, 60}, {480, 500}, {2.2, 1}, 3.4);
  add_axes(figure, ground);
  add_bowl(figure, ground);
  const Plot chart{.low = {570, 60},
                   .high = {930, 500},
                   .x = {0, kRowsRead},
                   .y = {1e-3, 100, true},
                   .x_label = "rows read",
                   .y_label = "error above the best"};
  add_axes(figure, chart);
  figure.readout = {{"rows read", std::to_string(read)}};
  for (const bool few : {false, true}) {
    // Epochs end with a smaller batch where the size does not divide the rows.
    const i64 rows = few ? i64(size) : row_count();
    const i64 per_epoch = (row_count() - 1) / rows + 1, epochs = kRowsRead / row_count();
    const std::vector<Stand> walk = follow(line_run(few ? size : kFull, rate, per_epoch * epochs), m.lab);
    std::vector<Point> path, error;
    for (std::size_t k = 0; k < walk.size(); k++) {
      const i64 epoch = i64(k) / per_epoch, seen = epoch * row_count() + (i64(k) % per_epoch) * rows;
      if (seen > read) break;
      path.push_back(walk[k].at);
      error.push_back({double(seen), walk[k].loss - bottom().loss});
    }
    const Ink ink = few ? Ink::second : Ink::first;
    const Stroke stroke{ink, few ? 1.5 : 2.5, few ? Dash::solid : Dash::dashed};
    add_path(figure, ground, path, stroke);
    add_path(figure, chart, error, stroke);
    for (const Plot* plot : {&ground, &chart})
      add_dot(figure, *plot, plot == &ground ? path.back() : error.back(), ink,
              few ? Shape::diamond : Shape::disc, 8);
    const double y = 574, x = few ? 380 : 80;
    figure.marks.push_back(Dot{{x, y - 5}, ink, few ? Shape::diamond : Shape::disc, 7});
    const std::string name = few ? "batches of " + shown(size) : "all rows in every step";
    add_words(figure, {x + 14, y}, name, ink);
    figure.readout.push_back(
        {name, std::to_string(path.size() - 1) + " steps, " + shown(error.back().y) + " above the best"});
  }
  return figure;
}

inline Figure ball_figure(const Moment& m) {
  const double rate = m[0], size = m[1];
  // Fewer particles where each one has many rows to read, so that the figure follows the slider.
  constexpr i64 kBall = 500, kOthers = 60, kBudget = 700'000;
  const i64 particles = std::min(kBall, kBudget / (steps_to_settle(rate) * i64(size)));
  Figure figure{.title = "Steps that never come to rest: the noise ball"};
  const Plot ground = plane({60, 60}, {480, 500}, bottom().at, 1.6);
  add_axes(figure, ground);
  for (const double r : {0.5, 1.0, 1.5})
    add_circle(figure, ground, bottom().at, r, {Ink::quiet, 1, Dash::solid, 0.5});
  const std::vector<Point> ball = noise_ball(size, rate, particles, m.lab);
  for (const Point& p : ball) add_dot(figure, ground, p, Ink::first, Shape::disc, 2.5);
  const double radius = spread_about(ball, bottom().at);
  add_circle(figure, ground, bottom().at, radius, {Ink::second, 3, Dash::dashed});
  add_dot(figure, ground, bottom().at, Ink::gold, Shape::star, 10);
  const Plot chart{.low = {580, 60},
                   .high = {930, 500},
                   .x = {0.008, 0.5, true},
                   .y = {1e-4, 2, true},
                   .x_label = "rate",
                   .y_label = "mean error above the best"};
  add_axes(figure, chart);
  for (const double r : {0.01, 0.02, 0.05, 0.1, 0.2, 0.4})
    add_dot(figure, chart, {r, mean_excess(noise_ball(size, r, kOthers, m.lab))}, Ink::curve, Shape::square,
            5);
  add_dot(figure, chart, {rate, mean_excess(ball)}, Ink::second, Shape::diamond, 10);
  figure.readout = {{"rate", shown(rate)},
                    {"rows in a batch", shown(size)},
                    {"radius of the ball", shown(radius)},
                    {"mean error above the best", shown(mean_excess(ball))}};
  return figure;
}

struct NamedSchedule {
  const char* label;
  const char* name;
};
inline constexpr NamedSchedule kSchedules[] = {{"constant", "constant"},
                                               {"in three stairs", "step"},
                                               {"like one over time", "inverse_time"},
                                               {"like half a cosine", "cosine"}};
inline constexpr i64 kDecaySteps = 300;
inline constexpr double kDecayBatch = 1;

inline RunSpec decaying_run(int schedule, double rate) {
  RunSpec spec = line_run(kDecayBatch, rate, kDecaySteps, true);
  spec.schedule = {kSchedules[schedule].name};
  return spec;
}
inline double excess_at_end(int schedule, double rate, i64 particles, Lab& lab) {
  return mean_excess(cloud(decaying_run(schedule, rate), {0, 0}, particles, lab));
}
inline constexpr i64 kJudges = 1000;  ///< particles over which the task's mean is taken

inline Figure decay_figure(const Moment& m) {
  const int schedule = int(m[0]);
  constexpr i64 kParticles = 100, kEvery = 5;
  RunSpec spec = decaying_run(schedule, m[1]);
  spec.particles = kParticles;
  const Plan plan = make_plan(spec);
  const std::unique_ptr<Ensemble> ensemble = m.lab.backend.start(plan);
  std::vector<Point> one, mean, rates;
  std::vector<double> losses(kParticles);
  for (i64 k = 0;; k += kEvery) {
    ensemble->losses(0, losses);
    double sum = 0;
    for (const double loss : losses) sum += loss - bottom().loss;
    one.push_back({double(k), losses[0] - bottom().loss});
    mean.push_back({double(k), sum / kParticles});
    rates.push_back({double(k), learning_rate(plan, std::min(k, kDecaySteps - 1))});
    if (k == kDecaySteps) break;
    ensemble->advance(kEvery);
  }
  Figure figure{.title = "A rate that falls lets the noise settle"};
  const Plot chart{.low = {80, 50},
                   .high = {920, 350},
                   .x = {0, double(kDecaySteps)},
                   .y = {1e-4, 100, true},
                   .y_label = "error above the best"};
  add_axes(figure, chart);
  add_path(figure, chart, one, {Ink::second, 1.5, Dash::solid, 0.8});
  add_path(figure, chart, mean, {Ink::first, 3.5});
  add_line(figure, {{520, 75}, {560, 75}}, {Ink::first, 3.5});
  add_words(figure, {568, 80}, "mean of many runs", Ink::first);
  add_line(figure, {{740, 75}, {780, 75}}, {Ink::second, 1.5});
  add_words(figure, {788, 80}, "one of them", Ink::second);
  const Plot below{.low = {80, 420},
                   .high = {920, 530},
                   .x = {0, double(kDecaySteps)},
                   .y = {0, 0.5},
                   .x_label = "step",
                   .y_label = "rate"};
  add_axes(figure, below);
  add_path(figure, below, rates, {Ink::third, 2.5, Dash::dashed});
  figure.readout = {{"rate at first", shown(rates.front().y)},
                    {"rate at the end", shown(rates.back().y)},
                    {"mean error above the best at the end", shown(mean.back().y)}};
  return figure;
}

inline Figure seeds_figure(const Moment& m) {
  Figure figure{.title = "Two runs with their seeds"};
  const Plot ground = plane({60, 50}, {640, 530}, {2.2, 0.9}, 2.9);
  add_axes(figure, ground);
  add_bowl(figure, ground);
  constexpr i64 kSteps = 60;
  Point ends[2];
  for (const int which : {0, 1}) {
    RunSpec spec = line_run(1, 0.06, kSteps);
    spec.seed = u64(m[which]);
    std::vector<Point> path;
    for (const Stand& s : follow(spec, m.lab)) path.push_back(s.at);
    const Ink ink = which == 0 ? Ink::first : Ink::second;
    add_path(figure, ground, path, {ink, which == 0 ? 5.0 : 2.0});
    add_dot(figure, ground, ends[which] = path.back(), ink, which == 0 ? Shape::disc : Shape::diamond,
            which == 0 ? 9 : 6);
    add_line(figure, {{680, 120 + 40.0 * which}, {720, 120 + 40.0 * which}}, {ink, which == 0 ? 5.0 : 2.0});
    add_words(figure, {732, 125 + 40.0 * which},
              std::string(which == 0 ? "first" : "second") + " run, seed " + shown(m[which]), ink);
  }
  const double apart = std::hypot(ends[0].x - ends[1].x, ends[0].y - ends[1].y);
  add_words(figure, {680, 220}, apart == 0 ? "the same path, to the last bit" : "two different paths",
            apart == 0 ? Ink::good : Ink::text);
  figure.readout = {{"first seed", shown(m[0])},
                    {"second seed", shown(m[1])},
                    {"distance of the ends", apart == 0 ? "exactly zero" : shown(apart)}};
  return figure;
}

}  // namespace thalweg::lessons::book::batches
