// SPDX-License-Identifier: MIT
#include "engine/explain.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "core/error.h"
#include "engine/watch.h"

namespace thalweg {

namespace {

constexpr std::size_t kMostWeights = 3, kMostSymmetric = 6;

Point point_of(const std::vector<double>& numbers) {
  Point p{};
  double* const to[] = {&p.x, &p.y, &p.z};
  for (std::size_t k = 0; k < numbers.size(); k++) *to[k] = numbers[k];
  return p;
}

std::vector<double> gradient_of(const Jet<double, 3>& j, int n) {
  std::vector<double> g;
  for (int k = 0; k < n; k++) g.push_back(j.g[k]);
  return g;
}

std::vector<double> hessian_of(const Jet<double, 3>& j, int n) {
  std::vector<double> h;
  for (int i = 0; i < n; i++)
    for (int k = i; k < n; k++) h.push_back(j.h(i, k));
  return h;
}

std::vector<double> difference(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> d(a.size());
  for (std::size_t k = 0; k < d.size(); k++) d[k] = a[k] - b[k];
  return d;
}

template <class F>
auto at_weights(int n, F f) {
  if (n == 1) return f(std::integral_constant<int, 1>());
  if (n == 2) return f(std::integral_constant<int, 2>());
  return f(std::integral_constant<int, 3>());
}

template <int N>
Vec<double, N> vec_of(const std::vector<double>& numbers) {
  Vec<double, N> v;
  std::copy_n(numbers.begin(), N, v.x);
  return v;
}
template <int N>
std::vector<double> numbers_of(const Vec<double, N>& v) {
  return {v.x, v.x + N};
}

const HostSide& host_side(const Plan& plan) { return host_sides(*plan.optimizer)[std::size_t(plan.variant)]; }
const HostRule& host_rule(const Plan& plan) { return host_side(plan).rules[weights(plan.landscape) - 1]; }

/// The words of a stream for one step of one particle.
Words<u32> words_of(const Plan& plan, Stream stream, const FollowedParticle& p) {
  return random_words(plan.spec.seed, stream, u32(p.step), u64(p.particle));
}

/// What the run's landscape, noise and clipping answer at a point.
Inquiry ask(const Plan& plan, const FollowedParticle& p, const std::vector<double>& at) {
  const Landscape& f = plan.landscape;
  const int n = weights(f);
  const Words<u32> words = words_of(plan, Stream::noise, p);
  std::vector<double> asked = at;
  const HostNoise noise = host_noise(*plan.noise);
  if (noise.shift) noise.shift(n, asked.data(), words.w, plan.noise_constants.data());
  const Jet<double, 3> exact = jet3(f, point_of(at));
  Jet<double, 3> seen = asked == at ? exact : jet3(f, point_of(asked));
  if (plan.noise->samples) seen = batch_jet(plan, u32(p.step), u64(p.particle), point_of(asked));
  Inquiry q;
  q.at = point_of(at);
  q.asked = point_of(asked);
  q.value = exact.v;
  q.gradient = gradient_of(exact, n);
  q.told_value = seen.v;
  q.noisy = gradient_of(seen, n);
  if (noise.apply) noise.apply(n, q.noisy.data(), words.w, plan.noise_constants.data());
  q.told = q.noisy;
  if (clips(plan))
    q.told = at_weights(n, [&]<int N>(std::integral_constant<int, N>) {
      return numbers_of<N>(clipped(vec_of<N>(q.noisy), plan.clip));
    });
  if (rule(plan).request == Request::hessian) q.hessian = hessian_of(seen, n);
  return q;
}

std::vector<double> part(const std::vector<double>& numbers, const TermInfo& info) {
  const auto first = numbers.begin() + info.first;
  return {first, first + info.count};
}

std::vector<StepTerm> compare(const std::vector<TermInfo>& terms, const std::vector<double>& before,
                              const std::vector<double>& after) {
  std::vector<StepTerm> all;
  for (const TermInfo& info : terms) all.push_back({info, part(before, info), part(after, info)});
  return all;
}

/// Unlike ==, NaN is the same as NaN.
bool same(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

bool stops(const Plan& plan, const std::vector<double>& before, const std::vector<double>& after) {
  const Box& box = plan.landscape.domain;
  const Point middle = centre(box);
  const double centre[] = {middle.x, middle.y, middle.z}, size[] = {width(box), height(box), depth(box)};
  return at_weights(int(before.size()), [&]<int N>(std::integral_constant<int, N>) {
    Reach<double, N> reach{{}, {}, double(plan.pauses)};
    for (int k = 0; k < N; k++) {
      reach.centre[k] = centre[k];
      reach.half[k] = kEscapeReach * 0.5 * size[k];
    }
    return stop_status(vec_of<N>(before), vec_of<N>(after), reach) != 0;
  });
}

std::vector<double> slowed(const ReduceOnPlateau::State<double>& s, const std::vector<double>& before,
                           const std::vector<double>& after) {
  return at_weights(int(before.size()), [&]<int N>(std::integral_constant<int, N>) {
    return numbers_of<N>(ReduceOnPlateau::slowed(s, vec_of<N>(before), vec_of<N>(after)));
  });
}

void observe(const Plan& plan, FollowedParticle& p) {
  ReduceOnPlateau::Constants<double> c;
  std::memcpy(&c, plan.plateau_constants.data(), sizeof c);
  ReduceOnPlateau::observe(p.plateau, value(plan.landscape, point_of(p.at)), c);
}

/// One step; note(stage, inquiry, state before) sees every stage.
template <class Note>
void take_step(const Plan& plan, FollowedParticle& p, const std::vector<double>& constants, Note note) {
  const HostRule& r = host_rule(plan);
  const std::vector<double> before = p.at;
  const Words<u32> words = words_of(plan, Stream::optimizer, p);
  for (int stage = 0; stage < rule(plan).stages; stage++) {
    std::vector<double> at(p.at.size());
    r.probe(stage, p.state.data(), p.at.data(), constants.data(), at.data());
    Inquiry q = ask(plan, p, at);
    std::array<double, 1 + kMostWeights + kMostSymmetric> answer{q.told_value};
    std::copy(q.told.begin(), q.told.end(), answer.begin() + 1);
    std::copy(q.hessian.begin(), q.hessian.end(), answer.begin() + 1 + std::ptrdiff_t(q.told.size()));
    const std::vector<double> state = p.state;
    r.absorb(stage, p.state.data(), p.at.data(), answer.data(), constants.data(), words.w);
    note(std::move(q), state);
  }
  if (!plan.plateau_constants.empty()) {
    p.at = slowed(p.plateau, before, p.at);
    observe(plan, p);
  }
  p.step++;
  if (p.step % kCheckEvery == 0 || p.step == plan.spec.steps) p.stopped = stops(plan, before, p.at);
}

}  // namespace

FollowedParticle follow(const Plan& plan, i64 particle) {
  FollowedParticle p;
  const int n = weights(plan.landscape);
  p.particle = particle;
  p.at = coordinates(start_point(plan.start, u64(particle)), n);
  p.state.resize(std::size_t(rule(plan).state_numbers[n - 1]));
  host_rule(plan).begin(p.state.data());
  return p;
}

void advance(const Plan& plan, FollowedParticle& particle, i64 steps) {
  for (; steps > 0; steps--) {
    if (particle.stopped) {
      particle.step += steps;
      return;
    }
    take_step(plan, particle, step_constants(plan, particle.step, 1),
              [](Inquiry&&, const std::vector<double>&) {});
  }
}

StepAccount explain(const Plan& plan, FollowedParticle p) {
  const Landscape& f = plan.landscape;
  const HostRule& r = host_rule(plan);
  StepAccount account;
  account.step = p.step;
  account.weights = weights(f);
  account.request = rule(plan).request;
  account.lr = learning_rate(plan, p.step);
  account.random = plan.noise->random;
  account.clips = clips(plan);
  account.stopped = p.stopped;
  account.start = point_of(p.at);
  const Jet<double, 3> here = jet3(f, account.start);
  account.loss_before = here.v;
  account.gradient_before = gradient_of(here, account.weights);
  const FollowedParticle before = p;
  const std::vector<double> constants = step_constants(plan, p.step, 1);
  for (const TermInfo& info : host_side(plan).factors)
    account.factors.push_back({info, part(constants, info)});
  if (!plan.plateau_constants.empty()) account.plateau = p.plateau.scale;
  if (!p.stopped)
    take_step(plan, p, constants, [&](Inquiry&& q, const std::vector<double>& state) {
      for (StepTerm& term : compare(r.terms, state, p.state))
        if (!same(term.before, term.after)) q.absorbed.push_back(std::move(term));
      account.inquiries.push_back(std::move(q));
    });
  account.terms = compare(r.terms, before.state, p.state);
  account.end = point_of(p.at);
  account.move = difference(p.at, before.at);
  account.loss_after = value(f, account.end);
  return account;
}

StepAccount explain_step(const Plan& plan, i64 particle, i64 step) {
  if (particle < 0 || particle >= plan.spec.particles)
    throw InputError("particle " + std::to_string(particle) + " is not in the run, whose particles are 0.." +
                     std::to_string(plan.spec.particles - 1));
  if (step < 0 || step >= plan.spec.steps)
    throw InputError("step " + std::to_string(step) + " is not in the run, which has " +
                     std::to_string(plan.spec.steps) + " steps, the first one number 0");
  FollowedParticle p = follow(plan, particle);
  advance(plan, p, step);
  return explain(plan, std::move(p));
}

}  // namespace thalweg
