// SPDX-License-Identifier: MIT
// However a study is run, it finds the same.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <csignal>

#include "cpu/thread_pool.h"
#include "tests/engine/messages.h"
#include "tests/io/temporary_folder.h"
#include "tests/study/small_study.h"

namespace thalweg::study {
namespace {

namespace fs = std::filesystem;
using test::expect_input_error;
using testing::results_text;
using testing::small_study;
using thalweg::testing::bytes_of;
using thalweg::testing::put_bytes;
using thalweg::testing::TemporaryFolder;

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& file : fs::directory_iterator(folder)) files.push_back(file.path());
  std::sort(files.begin(), files.end());
  return files;
}

TEST(RunStudy, ThreadsDoNotMatter) {
  const TemporaryFolder one, two;
  EXPECT_EQ(results_text(small_study(), one.path(), 1), results_text(small_study(), two.path(), 3));
}

TEST(RunStudy, CellsOnSeveralMachinesFindTheSame) {
  const StudySpec spec = small_study();
  const TemporaryFolder one, several;
  const auto pool = std::make_shared<cpu::ThreadPool>(3);
  std::vector<std::unique_ptr<Backend>> backends;
  std::vector<Backend*> machines;
  for (int k = 0; k < 3; k++) machines.push_back(backends.emplace_back(make_cpu_backend(1)).get());
  const CellStore store(several.path(), spec);
  i64 cells = 0;
  EXPECT_TRUE(run_study(
      spec, store, {},
      {machines, [&](i64 count, const std::function<void(i64)>& body) { pool->for_each(count, body); }},
      [&](const StudyProgress& p) {
        cells = p.cells_done;
        EXPECT_LE(p.cells_done, p.cells);
        return true;
      }));
  EXPECT_GT(cells, 0);
  EXPECT_EQ(to_text(reproducible(collect(spec, store, "here"))), results_text(spec, one.path()));
}

TEST(RunStudy, ShardsInAnyOrderFindTheSame) {
  const StudySpec spec = small_study();
  const TemporaryFolder whole;
  const std::string expected = results_text(spec, whole.path());
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  for (const int count : {2, 3, 7}) {
    const TemporaryFolder merged;
    const CellStore all(merged.path(), spec);
    for (int i = 0; i < count; i++) {
      const int index = (i * 5 + 2) % count;  // 5 is prime to all counts: every shard once
      const TemporaryFolder folder;
      const CellStore store(folder.path(), spec);
      EXPECT_TRUE(run_study(spec, store, {index, count}, *backend, nullptr));
      if (i + 1 < count) expect_input_error([&] { collect(spec, all, ""); }, {"not done"});
      EXPECT_GT(all.take_from(folder.path()), 0);
      all.take_from(folder.path());  // once more changes nothing
    }
    EXPECT_EQ(to_text(reproducible(collect(spec, all, "elsewhere"))), expected) << count << " shards";
    EXPECT_EQ(files_in(merged.path()).size(), files_in(whole.path()).size());
  }
  const CellStore store(whole.path(), spec);
  expect_input_error([&] { run_study(spec, store, {3, 3}, *backend, nullptr); }, {"shard 3 of 3"});
}

TEST(RunStudy, GoesOnWhereItWasStopped) {
  const StudySpec spec = small_study();
  const TemporaryFolder whole, folder;
  const std::string expected = results_text(spec, whole.path());
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  const CellStore store(folder.path(), spec);
  i64 cells = 0;
  for (const i64 stop : {1, 13, 40}) {
    const bool ran = run_study(spec, store, {}, *backend, [&](const StudyProgress& p) {
      EXPECT_LE(p.cells_done, p.cells);
      EXPECT_LE(p.cost_done, p.cost * (1 + 1e-12));
      cells = p.cells;
      return p.cells_done < stop;
    });
    EXPECT_FALSE(ran);
    EXPECT_EQ(i64(files_in(folder.path()).size()), stop);
  }
  EXPECT_GT(cells, 40);
  expect_input_error([&] { collect(spec, store, ""); }, {"not done"});
  EXPECT_EQ(results_text(spec, folder.path()), expected);
  EXPECT_EQ(i64(files_in(folder.path()).size()), cells);
}

// Cut, flipped, emptied, swapped and foreign files are as if they were not there.
TEST(RunStudy, DamagedCellsAreDoneAgain) {
  const StudySpec spec = small_study();
  const TemporaryFolder folder;
  const std::string expected = results_text(spec, folder.path());
  const std::vector<fs::path> files = files_in(folder.path());
  const auto damage = [&](std::size_t which, const std::string& bytes) {
    const std::string whole = bytes_of(files[which]);
    ASSERT_NE(bytes, whole);
    put_bytes(files[which], bytes);
    const TemporaryFolder other;
    EXPECT_EQ(CellStore(other.path(), spec).take_from(folder.path()), i64(files.size()) - 1);
    EXPECT_EQ(results_text(spec, folder.path()), expected);
    EXPECT_EQ(CellStore(other.path(), spec).take_from(folder.path()), i64(files.size()));
  };
  std::size_t which = 0;
  const auto next = [&] { return which = (which + 11) % files.size(); };
  const std::size_t size = bytes_of(files[0]).size();
  for (const std::size_t length : {std::size_t(0), std::size_t(20), std::size_t(64), size / 2})
    damage(next(), bytes_of(files[which]).substr(0, length));
  for (const double where : {0.0, 0.03, 0.2, 0.5, 0.9, 0.9999}) {
    std::string bytes = bytes_of(files[next()]);
    bytes[std::size_t(where * double(bytes.size()))] ^= 4;
    damage(which, bytes);
  }
  damage(next(), bytes_of(files[which]) + '\0');
  const std::string foreign = bytes_of(files[0]);
  damage(5, foreign);
  damage(next(), "no cell at all");
}

TEST(RunStudy, CellsOfAnotherStudyAreNotTaken) {
  StudySpec spec = small_study();
  const TemporaryFolder mine, theirs;
  const std::string expected = results_text(spec, mine.path());
  spec.target_low = -3;
  results_text(spec, theirs.path());
  EXPECT_EQ(CellStore(mine.path(), small_study()).take_from(theirs.path()), 0);
  for (const fs::path& file : files_in(theirs.path()))
    fs::copy_file(file, mine / file.filename().string(), fs::copy_options::overwrite_existing);
  EXPECT_EQ(results_text(small_study(), mine.path()), expected);
}

// The same run measured from another lowest value is another result.
TEST(RunStudy, CellsMeasuredFromAnotherLowestValueAreNotTaken) {
  StudySpec spec = small_study();
  spec.tasks.resize(1);
  const TemporaryFolder used, fresh;
  results_text(spec, used.path());
  spec.tasks[0].f_best = -0.5;
  EXPECT_EQ(results_text(spec, used.path()), results_text(spec, fresh.path()));
}

// The same method under two names ties in everything.
TEST(RunStudy, EqualMethodsTie) {
  StudySpec spec = small_study();
  spec.methods = {spec.methods[1], spec.methods[1], spec.methods[0]};
  spec.methods[0].label = "one";
  spec.methods[1].label = "other";
  const TemporaryFolder folder;
  results_text(spec, folder.path());
  const StudyResults r = collect(spec, CellStore(folder.path(), spec), "");
  Json one = reproducible(r)["pairs"];
  for (std::size_t t = 0; t < 3; t++) {
    Json a = one[t], b = one[3 + t];
    a.erase("method");
    b.erase("method");
    EXPECT_EQ(a, b);
  }
  for (const Comparison& c : r.comparisons) {
    if (c.a != 0 || c.b != 1) continue;
    EXPECT_TRUE(c.ratio.value == 1 || std::isnan(c.ratio.value));
    EXPECT_EQ(c.a12, 0.5);
    EXPECT_EQ(c.pairs.first, 0);
    EXPECT_EQ(c.pairs.ties, 1);
    EXPECT_EQ(c.p, 1);
    EXPECT_EQ(c.p_adjusted, 1);
  }
  EXPECT_EQ(r.overall[0].y, r.overall[1].y);
}

// A disk without room, as the system says it: an Error, and nothing torn.
TEST(RunStudy, AFullDiskStopsWithoutATornCell) {
  const StudySpec spec = small_study();
  const TemporaryFolder whole, folder;
  const std::string expected = results_text(spec, whole.path());
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  const CellStore store(folder.path(), spec);
  rlimit old{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &old), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit small = old;
  small.rlim_cur = 100;  // bytes per file
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  std::string message;
  try {
    run_study(spec, store, {}, *backend, nullptr);
  } catch (const Error& error) {
    message = error.what();
  }
  ::setrlimit(RLIMIT_FSIZE, &old);
  std::signal(SIGXFSZ, handler);
  EXPECT_NE(message.find("cannot write"), std::string::npos) << message;
  EXPECT_TRUE(files_in(folder.path()).empty());
  EXPECT_EQ(results_text(spec, folder.path()), expected);
}

TEST(RunStudy, LowestValuesArePublishedOrOfTheFirstPass) {
  const StudySpec spec = small_study();
  const TemporaryFolder folder;
  const std::unique_ptr<Backend> backend = make_cpu_backend(1);
  const CellStore store(folder.path(), spec);
  EXPECT_FALSE(lowest_values(spec, store));
  EXPECT_TRUE(run_study(spec, store, {}, *backend, nullptr));
  const LowestValues lowest = lowest_values(spec, store).value();
  EXPECT_EQ(lowest.published, (std::vector<bool>{true, false, true}));
  EXPECT_EQ(lowest.f_best[0], 0);
  // The least of x^2 + sin(3 x): 2 x + 3 cos(3 x) = 0 at x = -0.4270..; Adam and SGD come close in 60 steps.
  double x = -0.43;
  for (int i = 0; i < 20; i++) x -= (2 * x + 3 * std::cos(3 * x)) / (2 - 9 * std::sin(3 * x));
  EXPECT_NEAR(lowest.f_best[1], x * x + std::sin(3 * x), 1e-6);
  for (const i64 instance : {1, 2}) {
    const Landscape f = make_landscape(Choice{"bbob03", {{"instance", double(instance)}}});
    EXPECT_EQ(lowest_value(spec, lowest, 2, instance), f.minima.front().value);
  }
  EXPECT_NE(lowest_value(spec, lowest, 2, 1), lowest_value(spec, lowest, 2, 2));
}

}  // namespace
}  // namespace thalweg::study
