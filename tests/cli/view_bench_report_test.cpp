// SPDX-License-Identifier: MIT
#include "cli/view_bench_report.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

namespace thalweg::cli {
namespace {

TEST(ViewBenchReport, PercentilesAreTimesThatWereMeasured) {
  std::vector<double> seconds;
  for (int k = 100; k >= 1; k--) seconds.push_back(0.001 * k);  // 1..100 ms, in no order to rely on
  const Json all = times_json(seconds);
  EXPECT_DOUBLE_EQ(all["p50"].get<double>(), 50);
  EXPECT_DOUBLE_EQ(all["p90"].get<double>(), 90);
  EXPECT_DOUBLE_EQ(all["p99"].get<double>(), 99);
  EXPECT_DOUBLE_EQ(all["max"].get<double>(), 100);
  const Json one = times_json(std::vector<double>{0.25});
  for (const char* name : {"p50", "p90", "p99", "max"})
    EXPECT_DOUBLE_EQ(one[name].get<double>(), 250) << name;
}

TEST(ViewBenchReport, SaysEverythingThatIsPromised) {
  viewer::ViewBench bench;
  bench.device = "cpu";
  bench.width = 640;
  bench.height = 360;
  bench.update = {0.001, 0.002};
  bench.draw = {0.010, 0.020};
  bench.panels = {0.003, 0.003};
  bench.present = {0.001, 0.001};
  bench.total = {0.015, 0.026};
  bench.latency = {0.041};
  const Json json = view_bench_json(bench, RunSpec(), true);
  for (const char* name :
       {"version",    "device",       "renderer", "size",      "offscreen",         "spec",
        "particles",  "trails",       "quality",  "frames",    "frames_per_second", "first_frame_ms",
        "still_ms",   "processor_ms", "frame_ms", "update_ms", "draw_ms",           "panels_ms",
        "present_ms", "latency_ms"})
    EXPECT_TRUE(json.contains(name)) << name;
  EXPECT_DOUBLE_EQ(json["frames_per_second"].get<double>(), 1000 / 15.0);
  EXPECT_EQ(json["frames"], 2);
  for (const auto& [name, slowest] :
       {std::pair("frame_ms", 26), std::pair("update_ms", 2), std::pair("draw_ms", 20),
        std::pair("panels_ms", 3), std::pair("present_ms", 1), std::pair("latency_ms", 41)})
    EXPECT_DOUBLE_EQ(json[name]["max"].get<double>(), slowest) << name;
}

TEST(ViewBenchReport, TheTextHasTheSameTimesInItsColumns) {
  viewer::ViewBench bench;
  bench.width = 640;
  bench.height = 360;
  bench.renderer = "llvmpipe";
  for (int k = 1; k <= 200; k++) {
    bench.update.push_back(0.0001 * k);
    bench.draw.push_back(0.0007 * k);
    bench.panels.push_back(0.0002 * k);
    bench.present.push_back(0);
    bench.total.push_back(0.001 * k);
    bench.latency.push_back(0.002 * k);
  }
  const std::string text = view_bench_text(bench);
  for (const char* line :
       {"200 pictures of 640 x 360 on llvmpipe\n", "                p50      p90      p99      max   ms\n",
        "picture       100.0    180.0    198.0    200.0\n",  //
        "  run          10.0     18.0     19.8     20.0\n",
        "  scene        70.0    126.0    138.6    140.0\n",
        "  panels       20.0     36.0     39.6     40.0\n",
        "  present       0.0      0.0      0.0      0.0\n",
        "latency       200.0    360.0    396.0    400.0\n"})
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
}

}  // namespace
}  // namespace thalweg::cli
