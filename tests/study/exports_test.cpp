// SPDX-License-Identifier: MIT
// What is written for other programs: names, triggers, COCO, IOHprofiler, arrays.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "core/error.h"
#include "cpu/cpu_backend.h"
#include "io/json.h"
#include "io/npy.h"
#include "study/export_coco.h"
#include "study/export_ioh.h"
#include "study/export_npy.h"
#include "study/file_names.h"
#include "study/trace.h"

namespace thalweg::study {
namespace {

namespace fs = std::filesystem;

class Exports : public testing::Test {
 protected:
  fs::path folder = fs::path(testing::TempDir()) /
                    (std::string("thalweg-") + testing::UnitTest::GetInstance()->current_test_info()->name());
  std::unique_ptr<Backend> cpu = make_cpu_backend(1);
  void SetUp() override { fs::remove_all(folder); }
  void TearDown() override { fs::remove_all(folder); }
};

// Two methods on two landscapes; the second method's step costs two gradients.
StudySpec small_study(const std::string& surface) {
  StudySpec spec;
  spec.methods = {{.label = "half", .optimizer = {"sgd"}, .lr = 0.25},
                  {.label = "two gradients", .optimizer = {"sam", {{"rho", 0.01}}}, .lr = 0.25}};
  Task bowl{.label = "bowl", .kind = LandscapeKind::formula, .landscape = {"formula"}};
  bowl.formula = "x^2 + y^2";
  bowl.domain = Domain({-5, 5, -5, 5});
  bowl.f_best = 0;
  bowl.held_out = {1, 2};
  spec.tasks = {{.label = surface, .landscape = {surface}}, bowl};
  spec.budget = 60;
  spec.starts = 7;
  spec.tuning = 1;
  spec.start = {.kind = StartKind::point, .x = 3, .y = 4};
  return spec;
}

// A rate at which the heavy ball swings: losses rise and fall.
StudySpec swinging_study() {
  StudySpec spec = small_study("bbob01");
  spec.methods = {{.label = "swings", .optimizer = {"sgd", {{"momentum", 0.9}}}, .lr = 0.3}};
  return spec;
}

// As much of the results as exports look at.
StudyResults results_of(const StudySpec& spec) {
  StudyResults results;
  results.spec = spec;
  results.version = "0";
  results.f_best.assign(spec.tasks.size(), 0);
  results.f_best_published.assign(spec.tasks.size(), true);
  for (int m = 0; m < std::ssize(spec.methods); m++)
    for (int t = 0; t < std::ssize(spec.tasks); t++) {
      MethodOnTask pair{};
      pair.method = m;
      pair.task = t;
      pair.lr = 0.25;
      pair.cost_per_step = m == 0 ? 1 : 2;
      results.pairs.push_back(pair);
    }
  return results;
}

std::vector<std::string> lines_of(const fs::path& file) {
  std::ifstream stream(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::vector<double> numbers_of(const std::string& line) {
  std::istringstream stream(line);
  std::vector<double> numbers;
  for (double a; stream >> a;) numbers.push_back(a);
  return numbers;
}

TEST(FileNames, AreSafeAndDifferent) {
  const std::vector<std::string> names =
      file_names({"adam", "sgd:momentum=0.9", "sgd momentum 0.9", "../../etc", "", ".", std::string(500, 'x'),
                  "\xc3\xa9", "sgd_momentum_0.9"});
  EXPECT_EQ(names[0], "adam");
  EXPECT_EQ(names[1], "sgd_momentum_0.9");
  EXPECT_EQ(names[8], "sgd_momentum_0.9-3");
  for (const std::string& name : names) {
    EXPECT_EQ(name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."),
              std::string::npos);
    EXPECT_NE(name[0], '.');
    EXPECT_LE(name.size(), 80u);
  }
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size());
}

TEST(Triggers, Hits) {
  HitTrigger hit;
  EXPECT_TRUE(hit(150));   // below 10^(44/20) = 158.5, not below 141.3
  EXPECT_FALSE(hit(142));  // still
  EXPECT_TRUE(hit(141));
  EXPECT_FALSE(hit(1e6));
  EXPECT_FALSE(hit(std::nan("")));
  EXPECT_TRUE(hit(1.5e-8));
  EXPECT_TRUE(hit(1e-9));
  EXPECT_FALSE(hit(0));  // as good as 1e-8
  EXPECT_FALSE(hit(-1));
  HitTrigger from_infinity;
  EXPECT_FALSE(from_infinity(INFINITY));
  EXPECT_TRUE(from_infinity(1e200));
}

TEST(Triggers, Times) {
  std::set<i64> expected;
  for (int i = 0; i <= 100; i++) expected.insert(i64(std::floor(std::pow(10, i / 20.0))));
  for (i64 j = 1; j <= 100'000; j *= 10)
    for (const i64 k : {1, 2, 5}) expected.insert(2 * k * j);
  TimeTrigger trigger(2);
  for (i64 n = 1; n <= 100'000; n++) ASSERT_EQ(trigger(n), expected.contains(n)) << n;
  // A step that passes several fires once, as does the next one beyond another.
  TimeTrigger coarse(2);
  EXPECT_TRUE(coarse(1));
  EXPECT_TRUE(coarse(7));
  EXPECT_FALSE(coarse(7));
  EXPECT_TRUE(coarse(8));
}

TEST_F(Exports, TracesAreTheDescentInClosedForm) {
  // Rate 1/4 halves both coordinates: the loss after k steps is 25 / 4^k, exactly.
  const StudyResults results = results_of(small_study("bbob01"));
  const Trace trace = trace_starts(results, results.pairs[1], 1, 1, *cpu).front();
  ASSERT_EQ(trace.moments.front().step, 0);
  ASSERT_EQ(trace.moments.back().step, 60);
  std::set<i64> hits;
  for (const Moment& m : trace.moments) {
    EXPECT_EQ(m.loss, 25 * std::pow(0.25, double(m.step)));
    EXPECT_EQ(m.at.x, 3 * std::pow(0.5, double(m.step)));
    EXPECT_EQ(m.evaluations, m.step + 1);
    if (m.hit) hits.insert(m.step);
  }
  // Every step passes several targets until 25 / 4^k <= 1e-8, k = 16, is as good as reached.
  std::set<i64> expected;
  for (i64 k = 0; k <= 16; k++) expected.insert(k);
  EXPECT_EQ(hits, expected);
  EXPECT_EQ(trace.lowest.step, 60);
  // At two gradients per step half as many steps are paid for.
  const Trace dear = trace_starts(results, results.pairs[3], 1, 1, *cpu).front();
  EXPECT_EQ(dear.moments.back().step, 30);
  EXPECT_EQ(dear.moments.back().evaluations, 61);
}

TEST_F(Exports, TheBestSoFarIsThatOfAllSteps) {
  const StudyResults results = results_of(swinging_study());
  const MethodOnTask& pair = results.pairs[1];
  const Trace trace = trace_starts(results, pair, 1, 1, *cpu).front();
  // Heavy ball on x^2 + y^2: v <- 0.9 v + 2 p, p <- p - 0.3 v.
  double x = 3, y = 4, vx = 0, vy = 0, best = 25;
  std::vector<double> lowest{best};
  for (int k = 1; k <= 60; k++) {
    vx = 0.9 * vx + 2 * x;
    vy = 0.9 * vy + 2 * y;
    x -= 0.3 * vx;
    y -= 0.3 * vy;
    lowest.push_back(best = std::min(best, x * x + y * y));
  }
  bool above = false;
  for (const Moment& m : trace.moments) {
    EXPECT_NEAR(m.best, lowest[std::size_t(m.step)], 1e-9);
    above = above || m.loss > 2 * m.best;
  }
  EXPECT_TRUE(above);
  EXPECT_EQ(trace.lowest.loss, trace.moments.back().best);
}

TEST_F(Exports, Coco) {
  const StudyResults results = results_of(small_study("bbob01"));
  export_coco(folder, results, *cpu);
  for (const std::string method : {"half", "two_gradients"}) {
    const std::vector<std::string> info = lines_of(folder / method / "bbobexp_f1.info");
    ASSERT_EQ(info.size(), 3u);
    EXPECT_TRUE(info[0].starts_with("suite = 'bbob', funcId = 1, DIM = 2, Precision = 1.000e-08, algId = '" +
                                    method + "'"));
    EXPECT_EQ(info[1][0], '%');
    EXPECT_TRUE(info[2].starts_with("data_f1/bbobexp_f1_DIM2.dat, 1:61|"));
    for (const char* kind : {"dat", "tdat"}) {
      int instance = 0;
      std::vector<double> before;
      double optimum = 0;
      for (const std::string& line :
           lines_of(folder / method / (std::string("data_f1/bbobexp_f1_DIM2.") + kind))) {
        if (line[0] == '%') {
          if (instance > 0) {
            EXPECT_EQ(before[0], 61) << "the last row is at the end";
          }
          instance++;
          const RunSpec run = landscape_of(results.spec.tasks[0], instance);
          const Landscape f = make_landscape(run);
          optimum = f.minima.front().value;
          EXPECT_NE(line.find(fmt::format("({:.12e})", optimum)), std::string::npos);
          before.clear();
          continue;
        }
        const std::vector<double> row = numbers_of(line);
        ASSERT_EQ(row.size(), 7u);
        if (before.empty()) {
          EXPECT_EQ(row[0], 1);
        } else {
          EXPECT_TRUE(row[0] > before[0] && row[2] <= before[2]);
        }
        EXPECT_EQ(row[1], 0);
        EXPECT_LE(row[2], row[3] - optimum + 1e-9 * std::abs(row[3]));
        EXPECT_NEAR(row[4], row[2] + optimum, 1e-9 * std::abs(optimum) + 1e-9);
        if (row[0] == 1) {
          EXPECT_EQ(std::vector<double>(row.begin() + 5, row.end()), (std::vector<double>{3, 4}));
        }
        before = row;
      }
      EXPECT_EQ(instance, 15);
    }
  }
  EXPECT_FALSE(fs::exists(folder / "half" / "bbobexp_f2.info"));
}

TEST_F(Exports, Ioh) {
  const StudyResults results = results_of(small_study("bbob01"));
  export_ioh(folder, results, *cpu);
  EXPECT_FALSE(fs::exists(folder / "half" / "IOHprofiler_f1_bbob01.json")) << "COCO's";
  const Json json = read_json(folder / "half" / "IOHprofiler_f2_bowl.json");
  const Json& scenario = json["scenarios"][0];
  ASSERT_EQ(scenario["runs"].size(), 10u);  // five starts on two instances
  EXPECT_EQ(scenario["runs"][9]["instance"], 2);
  EXPECT_EQ(scenario["runs"][0]["evals"], 61);
  EXPECT_EQ(scenario["runs"][0]["best"]["y"], 25 * std::pow(0.25, 60));
  int headers = 0;
  for (const std::string& line : lines_of(folder / "half" / scenario["path"].get<std::string>())) {
    if (line.starts_with("evaluations")) {
      EXPECT_EQ(line, "evaluations raw_y raw_y_best x0 x1");
      headers++;
      continue;
    }
    const std::vector<double> row = numbers_of(line);
    ASSERT_EQ(row.size(), 5u);
    EXPECT_EQ(row[1], 25 * std::pow(0.25, row[0] - 1));
    EXPECT_EQ(row[3], 3 * std::pow(0.5, row[0] - 1));
  }
  EXPECT_EQ(headers, 10);
}

TEST_F(Exports, HittingTimes) {
  StudySpec spec = small_study("sphere");
  const StudyResults results = results_of(spec);
  const CellStore store(folder / "cells", spec);
  EXPECT_THROW(export_npy(folder / "hits", store, results), InputError) << "no cells";
  for (const MethodOnTask& pair : results.pairs)
    for (const i64 instance : spec.tasks[std::size_t(pair.task)].held_out) {
      const CellId cell{Phase::test, pair.method, pair.task, instance, 0};
      store.save(cell, run_of(spec, cell, {}), run_cell(spec, cell, {}, 0, *cpu));
    }
  export_npy(folder / "hits", store, results);
  const Json manifest = read_json(folder / "hits" / "manifest.json");
  EXPECT_EQ(manifest["arrays"].size(), 2u * (5 + 2));
  const auto hits = read_npy<u32>(folder / "hits" / "half" / "bowl" / "2.npy");
  ASSERT_EQ(hits.shape, (std::vector<std::size_t>{51, 7}));
  const std::vector<double> targets = targets_of(spec);
  for (std::size_t t = 0; t < targets.size(); t++) {
    u32 first = 0;
    while (25 * std::pow(0.25, first) > targets[t]) first++;
    for (std::size_t i = 0; i < 7; i++) EXPECT_EQ(hits.values[t * 7 + i], first);
    EXPECT_EQ(manifest["targets"][t], targets[t]);
  }
}

}  // namespace
}  // namespace thalweg::study
