// SPDX-License-Identifier: MIT
#include "study/standing.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "study/charts.h"
#include "study/resampling.h"

namespace thalweg::study {

namespace {

Comparison turned(const Comparison& c) {
  const double first = 1 - c.pairs.first - c.pairs.ties;
  const auto inverse = [](double x) { return x == 0 ? std::numeric_limits<double>::infinity() : 1 / x; };
  return {c.task,    c.b,
          c.a,       {inverse(c.ratio.value), inverse(c.ratio.high), inverse(c.ratio.low)},
          1 - c.a12, {first, c.pairs.ties},
          c.p,       c.p_adjusted};
}

Estimate mean_over_tasks(const std::vector<double>& values) {
  constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
  constexpr std::size_t kFew = 6;
  constexpr int kResamples = 1000;
  double sum = 0;
  for (const double v : values) sum += v;
  Estimate mean{sum / double(values.size()), kNaN, kNaN};
  if (values.size() < kFew) return mean;
  std::vector<double> means;
  for (int r = 0; r < kResamples; r++) {
    Draws draws(0, u32(r));
    double drawn = 0;
    for (std::size_t i = 0; i < values.size(); i++) drawn += values[draws.index(u32(values.size()))];
    means.push_back(drawn / double(values.size()));
  }
  mean.low = quantile(means, 0.025);
  mean.high = quantile(std::move(means), 0.975);
  return mean;
}

}  // namespace

std::optional<Comparison> comparison_of(const StudyResults& results, int task, int a, int b) {
  for (const Comparison& c : results.comparisons) {
    if (c.task != task) continue;
    if (c.a == a && c.b == b) return c;
    if (c.a == b && c.b == a) return turned(c);
  }
  return {};
}

bool clearly_faster(const StudyResults& results, int task, int a, int b) {
  const auto c = comparison_of(results, task, a, b);
  return c && c->ratio.high < 1 && c->p_adjusted < 0.05;
}

int task_rank(const StudyResults& results, int task, int method) {
  int rank = 1;
  for (int m = 0; m < int(results.spec.methods.size()); m++)
    rank += m != method && !results.uses_optimum[std::size_t(m)] && clearly_faster(results, task, m, method);
  return rank;
}

Score score_of(const StudyResults& results, int a, int b) {
  Score score{0, 0};
  for (int t = 0; t < int(results.spec.tasks.size()); t++) {
    score.wins += clearly_faster(results, t, a, b);
    score.losses += clearly_faster(results, t, b, a);
  }
  return score;
}

bool ahead(const StudyResults& results, int a, int b) {
  const Score s = score_of(results, a, b);
  if (s.wins <= s.losses) return false;
  if (s.losses == 0) return true;
  std::vector<double> x(std::size_t(s.wins), 0.0), y(std::size_t(s.wins), 1.0);
  x.resize(std::size_t(s.wins + s.losses), 1.0);
  y.resize(std::size_t(s.wins + s.losses), 0.0);
  return sign_test(x, y) < 0.05;
}

double log_area(const Staircase& steps, double low, double high) {
  const double all = std::log(high / low);
  double area = 0;
  for (std::size_t i = 0; i < steps.x.size(); i++) {
    const double from = std::clamp(steps.x[i], low, high),
                 to = i + 1 < steps.x.size() ? std::clamp(steps.x[i + 1], low, high) : high;
    area += steps.y[i] * std::log(to / from) / all;
  }
  return area;
}

std::vector<Standing> standings(const StudyResults& results) {
  const int methods = int(results.spec.methods.size()), tasks = int(results.spec.tasks.size());
  std::vector<Standing> all;
  for (int m = 0; m < methods; m++) {
    const bool told = results.uses_optimum[std::size_t(m)];
    Standing s{m, told ? 0 : 1, {}, 0, 0, 0, 0};
    std::vector<double> areas, ranks;
    for (int t = 0; t < tasks; t++) {
      const MethodOnTask& pair = pair_of(results, m, t);
      areas.push_back(log_area(pair.reached, std::min(1.0, results.spec.budget / 10), results.spec.budget));
      ranks.push_back(task_rank(results, t, m));
      s.first += ranks.back() == 1;
      s.solved += 2 * pair.targets[std::size_t(results.final_target[std::size_t(t)])].reached >= pair.runs;
    }
    s.area = mean_over_tasks(areas);
    s.median_rank = quantile(ranks, 0.5);
    for (int other = 0; other < methods && !told; other++) {
      if (other == m || results.uses_optimum[std::size_t(other)]) continue;
      s.rank += ahead(results, other, m);
      s.behind += ahead(results, m, other);
    }
    all.push_back(s);
  }
  std::stable_sort(all.begin(), all.end(), [](const Standing& a, const Standing& b) {
    if ((a.rank == 0) != (b.rank == 0)) return b.rank == 0;
    if (a.rank != b.rank) return a.rank < b.rank;
    return a.area.value > b.area.value;
  });
  return all;
}

}  // namespace thalweg::study
