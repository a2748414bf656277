// SPDX-License-Identifier: MIT
#include "reference.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "cpu/flush_denormals.h"
#include "schedules/reduce_on_plateau.h"

namespace thalweg::test {

namespace {

template <class S>
struct Particle {
  Vec<S, 2> p;
  ReduceOnPlateau::State<S> plateau;
  std::vector<std::max_align_t> state;
  u8 status = kMoving;
  u32 steps = 0;
};

template <class S>
class ScalarMachine {
 public:
  explicit ScalarMachine(const Plan& plan)
      : plan_(plan),
        surface_(scalar_surface<S>(plan.landscape.surface->type)),
        rule_(scalar_rule<S>(plan.optimizer->type, plan.variant)),
        noise_(scalar_noise<S>(plan.noise->type)),
        noise_constants_(rounded<S>(plan.noise_constants)),
        plateau_constants_(rounded<S>(plan.plateau_constants)) {
    const Point middle = centre(plan.landscape.domain);
    reach_ = {{{S(middle.x), S(middle.y)}},
              {{S(kEscapeReach * 0.5 * width(plan.landscape.domain)),
                S(kEscapeReach * 0.5 * height(plan.landscape.domain))}},
              S(plan.pauses)};
  }

  Vec<S, 2> start(u64 i) const {
    const Point p = start_point(plan_.start, i);
    return {{S(p.x), S(p.y)}};
  }

  S loss(const Vec<S, 2>& p) const { return surface_.value(plan_.landscape.functor.data(), nullptr, p); }

  // Step k with the learning rate of step lr_of.
  void step(Particle<S>& a, u64 i, i64 k, i64 lr_of) const {
    std::vector<double> row(std::size_t(rule(plan_).constants));
    rule(plan_).at(plan_.hyper, learning_rate(plan_, lr_of), k + 1, row.data());
    const std::vector<S> constants = rounded<S>(row);
    const Vec<S, 2> before = a.p;
    for (const ScalarStage<S>& stage : rule_.stages) {
      const auto words = [&](Stream stream) { return random_words(plan_.spec.seed, stream, u32(k), i); };
      const Answer<S, 2> answer =
          ask(stage.probe(a.state.data(), a.p, constants.data()), words(Stream::noise), u32(k), i);
      stage.absorb(a.state.data(), a.p, answer, constants.data(), words(Stream::optimizer));
    }
    if (!plateau_constants_.empty()) {
      a.p = ReduceOnPlateau::slowed(a.plateau, before, a.p);
      ReduceOnPlateau::Constants<S> c;
      std::memcpy(&c, plateau_constants_.data(), sizeof c);
      ReduceOnPlateau::observe(a.plateau, loss(a.p), c);
    }
  }

  // What the rule is told at a point: of a batch or of everything, moved, noisy and clipped.
  Answer<S, 2> ask(Vec<S, 2> at, const Words<u32>& words, u32 k, u64 i) const {
    const void* const functor = plan_.landscape.functor.data();
    const void* const c = noise_constants_.data();
    Batch rows;
    const Batch* batch = nullptr;
    if (noise_.batch) {
      rows = noise_.batch(c, u32(plan_.landscape.data->rows()), plan_.spec.seed, k, i);
      batch = &rows;
    }
    if (noise_.shift) at = noise_.shift(at, words, c);
    Answer<S, 2> answer{};
    if (rule_.request == Request::gradient) {
      answer.gradient = surface_.gradient(functor, batch, at);
    } else if (rule_.request == Request::value) {
      answer.value = surface_.value(functor, batch, at);
    } else {
      const Jet<S, 2> j = surface_.jet(functor, batch, at);
      answer = {j.v, j.g, j.h};
    }
    if (noise_.apply) answer.gradient = noise_.apply(answer.gradient, words, c);
    if (clips(plan_))
      answer.gradient = clipped(answer.gradient, Clip<S>{S(plan_.clip.value), S(plan_.clip.norm)});
    return answer;
  }

  // The record of particle i after `steps` steps goes to element i.
  void run(u64 i, i64 steps, Record& record) const {
    const cpu::FlushDenormals flush(cpu::flushes(plan_.spec.precision, plan_.spec.math));
    const TrailSpec& trail = plan_.spec.trail;
    Particle<S> a{
        start(i), {}, std::vector<std::max_align_t>(rule_.state_bytes / sizeof(std::max_align_t) + 1)};
    rule_.reset(a.state.data());
    for (i64 t = 1; t <= steps; t++) {
      if (a.status == kMoving) {
        const Vec<S, 2> before = a.p;
        step(a, i, t - 1, t - 1);
        if (t % kCheckEvery == 0 || t == plan_.spec.steps) a.status = u8(stop_status(before, a.p, reach_));
        if (a.status != kMoving) a.steps = u32(t);
      }
      if (trail.length > 0 && t % trail.every == 0)
        record.trails[std::size_t((t / trail.every - 1) % trail.length * plan_.spec.particles) + i] =
            drawn(a.p);
    }
    if (a.status == kMoving) a.steps = u32(steps);
    record.positions[i] = drawn(a.p);
    record.losses[i] = one_nan(double(loss(a.p)));
    record.ends[i] = {one_nan(double(a.p[0])), one_nan(double(a.p[1])), 0, a.steps, watched(a, i, steps)};
  }

 private:
  static double one_nan(double a) { return std::isnan(a) ? std::nan("") : a; }
  static PointF drawn(const Vec<S, 2>& p) {
    return {float(one_nan(double(p[0]))), float(one_nan(double(p[1])))};
  }

  u8 watched(Particle<S> a, u64 i, i64 steps) const {
    u8 status = a.status;
    if (loss(a.p) > S(2) * std::abs(loss(start(i)))) status |= kRisen;
    if (a.status != kMoving) return status;
    Watch<S, 2> watch{};
    for (int k = 0; k < kWatchSteps; k++) {
      const Vec<S, 2> before = a.p;
      step(a, i, steps + k, std::min<i64>(steps + k, std::max<i64>(0, plan_.spec.steps - 1)));
      observe(watch, k, before, a.p);
    }
    return oscillates(watch) != 0 ? u8(status | kOscillating) : status;
  }

  const Plan& plan_;
  const ScalarSurface<S>& surface_;
  const ScalarRule<S>& rule_;
  const ScalarNoise<S>& noise_;
  std::vector<S> noise_constants_, plateau_constants_;
  Reach<S, 2> reach_;
};

Record empty_record(const Plan& plan) {
  const std::size_t n = std::size_t(plan.spec.particles);
  return {std::vector<PointF>(n), std::vector<PointF>(n * std::size_t(plan.spec.trail.length)),
          std::vector<double>(n), std::vector<End>(n)};
}

template <class S>
Record scalar_record_in(const Plan& plan, i64 steps) {
  Record record = empty_record(plan);
  const ScalarMachine<S> machine(plan);
  for (u64 i = 0; i < u64(plan.spec.particles); i++) machine.run(i, steps, record);
  return record;
}

bool same_bits(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0; }
bool same_bits(const PointF& a, const PointF& b) { return std::memcmp(&a, &b, sizeof a) == 0; }
bool same_bits(const End& a, const End& b) {
  return same_bits(a.x, b.x) && same_bits(a.y, b.y) && same_bits(a.z, b.z) && a.steps == b.steps &&
         a.status == b.status;
}

void say(std::ostream& out, double a) { out << a; }
void say(std::ostream& out, const PointF& a) { out << '(' << a.x << ", " << a.y << ')'; }
void say(std::ostream& out, const End& a) {
  out << '(' << a.x << ", " << a.y << ") steps " << a.steps << " status " << int(a.status);
}

template <class T>
std::string first_difference(const char* what, const std::vector<T>& a, const std::vector<T>& b) {
  if (a.size() != b.size()) return std::string(what) + ": sizes differ";
  for (std::size_t i = 0; i < a.size(); i++)
    if (!same_bits(a[i], b[i])) {
      std::ostringstream text;
      text.precision(17);
      text << what << '[' << i << "]: ";
      say(text, a[i]);
      text << " and ";
      say(text, b[i]);
      return text.str();
    }
  return "";
}

// A value that is not the default and that the range accepts.
double other_value(const ParameterInfo& p) {
  if (p.range.scale == Scale::flag) return p.initial == 0 ? 1 : 0;
  if (p.range.scale == Scale::integer) return p.initial + 1 <= p.range.high ? p.initial + 1 : p.range.low;
  return p.initial != 0.5 && p.range.low <= 0.5 && p.range.high >= 0.5 ? 0.5 : p.range.low;
}

}  // namespace

Record scalar_record(const Plan& plan, i64 steps) {
  return plan.spec.precision == Precision::float64 ? scalar_record_in<double>(plan, steps)
                                                   : scalar_record_in<float>(plan, steps);
}

Record record_of(const Plan& plan, Ensemble& ensemble) {
  Record r = empty_record(plan);
  ensemble.positions(0, r.positions);
  ensemble.losses(0, r.losses);
  ensemble.ends(0, r.ends);
  const TrailView trails = ensemble.trails();
  const i64 slots = std::min(trails.written, trails.length);
  std::copy_n(trails.xy.begin(), slots * trails.particles, r.trails.begin());
  return r;
}

std::string difference(const Record& a, const Record& b) {
  for (const std::string& d :
       {first_difference("end", a.ends, b.ends), first_difference("position", a.positions, b.positions),
        first_difference("loss", a.losses, b.losses), first_difference("trail", a.trails, b.trails)})
    if (!d.empty()) return d;
  return "";
}

std::vector<Choice> choices_of(const OptimizerEntry& optimizer) {
  const Parameters& parameters = optimizer.parameters;
  std::vector<Choice> choices;
  std::vector<std::pair<int, std::vector<double>>> seen;
  // All subsets of parameters that differ from their defaults, the small ones first enough for every variant.
  const std::size_t n = std::min<std::size_t>(parameters.size(), 12);
  for (unsigned subset = 0; subset < 1u << n; subset++) {
    Choice choice{optimizer.info.name};
    Values values;
    std::vector<double> switches;
    for (std::size_t k = 0; k < parameters.size(); k++) {
      const bool other = k < n && (subset >> k & 1) != 0;
      values.push_back(other ? other_value(parameters[k]) : parameters[k].initial);
      if (other) choice.parameters.push_back({parameters[k].name, values.back()});
      if (parameters[k].range.scale == Scale::flag) switches.push_back(values.back());
    }
    if (optimizer.conflict(values)) continue;
    const std::pair<int, std::vector<double>> key{optimizer.variant(values), switches};
    if (std::find(seen.begin(), seen.end(), key) != seen.end()) continue;
    seen.push_back(key);
    choices.push_back(choice);
  }
  return choices;
}

std::string name_of(const Choice& choice) {
  std::ostringstream text;
  text << choice.name;
  for (const auto& [name, value] : choice.parameters) text << ':' << name << '=' << value;
  return text.str();
}

}  // namespace thalweg::test
