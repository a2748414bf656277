// SPDX-License-Identifier: MIT
#include "lessons/progress.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "io/atomic_file.h"
#include "lessons/progress_file.h"

namespace thalweg::lessons {
namespace {

namespace fs = std::filesystem;

Progress some_progress() {
  Progress progress;
  LessonProgress& slope = progress.lessons["slope"];
  note_page(slope, 0);
  note_page(slope, 3);
  note_answer(slope, {0, 1}, {.right = false, .text = "no", .score = 40});
  note_answer(slope, {0, 1}, {.right = true, .text = "yes", .score = 70});
  note_answer(slope, {0, 1}, {.right = false, .text = "no", .score = 10});
  note_answer(slope, {2, 0}, {.right = false, .text = "no"});
  note_series(slope, {4, 1}, true);
  note_card(slope, "Why \"so\"?", true, 20000);
  progress.lessons["unknown_to_this_program"].pages = {7};
  return progress;
}

TEST(Progress, RemembersTheBest) {
  const TaskProgress task = some_progress().lessons["slope"].tasks[{0, 1}];
  EXPECT_TRUE(task.right);
  EXPECT_EQ(task.best_score, 70);
  EXPECT_FALSE(some_progress().lessons["slope"].tasks.at({2, 0}).best_score);
}

TEST(Progress, CountsStreaks) {
  LessonProgress lesson;
  for (const bool right : {true, true, true, false, true, true}) note_series(lesson, {1, 0}, right);
  note_series(lesson, {1, 1}, true);
  const SeriesProgress expected{.asked = 6, .right = 5, .streak = 2, .best_streak = 3};
  EXPECT_EQ((lesson.series[{1, 0}]), expected);
  EXPECT_EQ((lesson.series[{1, 1}].asked), 1);
}

TEST(Cards, ComeBackLaterEachTimeTheyAreKnown) {
  LessonProgress lesson;
  i64 day = 20000;
  EXPECT_TRUE(is_due(lesson, "q", day));
  i64 last_wait = 0;
  for (int k = 1; k < kBoxes; k++) {
    note_card(lesson, "q", true, day);
    EXPECT_FALSE(is_due(lesson, "q", day));
    const i64 wait = lesson.cards["q"].due - day;
    EXPECT_GT(wait, last_wait);
    last_wait = wait;
    day += wait;
    EXPECT_TRUE(is_due(lesson, "q", day));
    EXPECT_FALSE(is_due(lesson, "q", day - 1));
  }
  note_card(lesson, "q", true, day);  // the last box is the last
  EXPECT_EQ(lesson.cards["q"].box, kBoxes - 1);
  note_card(lesson, "q", false, day);
  EXPECT_EQ(lesson.cards["q"].box, 0);
  EXPECT_TRUE(is_due(lesson, "q", day));
}

TEST(Tally, CountsWhatTheLessonHas) {
  Lesson lesson{.name = "slope", .title = "", .place = 1, .goal = "", .remember = {}};
  lesson.pages.resize(2);
  lesson.pages[0].tasks = {{"a", NumberSought{1, 1, ""}}, {"b", NumberSought{1, 1, ""}}};
  Tally t = tally(lesson, {});
  EXPECT_EQ(t.pages, 2);
  EXPECT_EQ(t.tasks, 2);
  EXPECT_EQ(t.seen + t.right, 0);
  EXPECT_FALSE(t.finished());

  t = tally(lesson, some_progress());  // page 3 and the task of page 2 are not in this lesson
  EXPECT_EQ(t.seen, 1);
  EXPECT_EQ(t.right, 1);
  EXPECT_EQ(t.best_score, 70);

  Progress all;
  for (const int page : {0, 1}) note_page(all.lessons["slope"], page);
  for (const int task : {0, 1}) note_answer(all.lessons["slope"], {0, task}, {.right = true, .text = ""});
  EXPECT_TRUE(tally(lesson, all).finished());
}

TEST(NextLesson, IsTheFirstThatIsNotFinished) {
  EXPECT_EQ(&next_lesson({}), &lessons().front());
  Progress progress;
  for (const Lesson& lesson : lessons()) {
    EXPECT_EQ(&next_lesson(progress), &lesson);
    LessonProgress& mine = progress.lessons[lesson.name];
    for (int p = 0; p < int(lesson.pages.size()); p++) {
      note_page(mine, p);
      for (int k = 0; k < int(lesson.pages[std::size_t(p)].tasks.size()); k++)
        note_answer(mine, {p, k}, {.right = true, .text = ""});
    }
  }
  EXPECT_EQ(&next_lesson(progress), &lessons().front());
}

TEST(ProgressJson, ComesBackAsItWas) {
  EXPECT_EQ(progress_from_json(parse_json(to_text(to_json(some_progress())), "text")), some_progress());
  EXPECT_EQ(progress_from_json(to_json({})), Progress());
}

TEST(ProgressJson, RefusesWhatItDidNotWrite) {
  const auto slope = [](const std::string& members) {
    return R"({"version": 1, "lessons": {"slope": {)" + members + "}}}";
  };
  for (const std::string& text :
       {std::string("[]"), std::string("3"), std::string("{}"), std::string(R"({"version": 1})"),
        std::string(R"({"version": 2, "lessons": {}})"), std::string(R"({"version": 0, "lessons": {}})"),
        std::string(R"({"version": "1", "lessons": {}})"), std::string(R"({"version": 1, "lessons": []})"),
        std::string(R"({"version": 1, "lessons": {"slope": 3}})"), slope(R"("pages": 3)"),
        slope(R"("pages": [-1])"), slope(R"("pages": [0.5])"), slope(R"("pages": ["a"])"),
        slope(R"("tasks": [{"page": 0, "task": 0}])"),
        slope(R"("tasks": [{"page": 0, "task": 0, "right": 1}])"),
        slope(R"("tasks": [{"page": 0, "task": 0, "right": true, "score": 101}])"),
        slope(
            R"("series": [{"page": 0, "level": 0, "asked": 1, "right": 2, "streak": 0, "best_streak": 0}])"),
        slope(R"("cards": [{"question": "q", "box": 99, "due": 1}])"),
        slope(R"("cards": [{"question": 3, "box": 1, "due": 1}])")})
    EXPECT_THROW(progress_from_json(parse_json(text, "text")), InputError) << text;
}

class ProgressOnDisk : public testing::Test {
 protected:
  ProgressOnDisk() {
    std::string pattern = (fs::temp_directory_path() / "thalweg-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  ~ProgressOnDisk() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  fs::path file() const { return folder_ / "data/thalweg/progress.json"; }
  void put(const std::string& text) {
    fs::create_directories(file().parent_path());
    std::ofstream(file()) << text;
  }
  fs::path folder_;
};

TEST_F(ProgressOnDisk, IsKept) {
  ProgressFile first(file());
  EXPECT_EQ(first.progress, Progress());
  first.progress = some_progress();
  first.save();
  EXPECT_EQ(first.take_notice(), "");
  ProgressFile second(file());
  EXPECT_EQ(second.progress, some_progress());
  EXPECT_EQ(second.take_notice(), "");
}

TEST_F(ProgressOnDisk, MovesADamagedFileAsideAndNeverOverOne) {
  const char* names[] = {"progress.json.damaged", "progress.json.damaged.1", "progress.json.damaged.2"};
  const char* texts[] = {"{\"version\": 1, \"less", R"({"version": 2, "lessons": {}})", "\x80\xff"};
  for (int k = 0; k < 3; k++) {
    put(texts[k]);
    ProgressFile damaged(file());
    EXPECT_EQ(damaged.progress, Progress());
    const std::string notice = damaged.take_notice();
    EXPECT_NE(notice.find(names[k]), std::string::npos) << notice;
    EXPECT_EQ(notice.find('\n'), std::string::npos) << notice;
    EXPECT_EQ(damaged.take_notice(), "");
    damaged.progress = some_progress();
    damaged.save();
    EXPECT_EQ(ProgressFile(file()).progress, some_progress());
  }
  for (int k = 0; k < 3; k++) EXPECT_EQ(read_file(file().parent_path() / names[k], 1000), texts[k]);
}

TEST_F(ProgressOnDisk, LeavesAloneWhatItCannotRead) {
  fs::create_directories(file());  // a folder in its place
  ProgressFile progress(file());
  EXPECT_NE(progress.take_notice(), "");
  progress.save();
  EXPECT_EQ(progress.take_notice(), "");
  EXPECT_TRUE(fs::is_directory(file()));
}

TEST_F(ProgressOnDisk, SaysOnceThatItCannotBeKept) {
  std::ofstream(folder_ / "data") << "a file where a folder should be";
  ProgressFile progress(file());
  EXPECT_EQ(progress.take_notice(), "");
  progress.save();
  EXPECT_NE(progress.take_notice(), "");
  progress.save();
  EXPECT_EQ(progress.take_notice(), "");
}

class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    if (const char* old = std::getenv(name)) old_ = old;
    value ? setenv(name, value, 1) : unsetenv(name);
  }
  ~Variable() { old_ ? setenv(name_, old_->c_str(), 1) : unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
  std::optional<std::string> old_;
};

TEST(ProgressPath, FollowsTheBaseDirectories) {
  const Variable home("HOME", "/home/ada");
  {
    const Variable data("XDG_DATA_HOME", "/data");
    EXPECT_EQ(progress_path(), "/data/thalweg/progress.json");
  }
  for (const char* unusable : {static_cast<const char*>(nullptr), "", "relative"}) {
    const Variable data("XDG_DATA_HOME", unusable);
    EXPECT_EQ(progress_path(), "/home/ada/.local/share/thalweg/progress.json");
    const Variable no_home("HOME", nullptr);
    EXPECT_EQ(progress_path(), "");
    ProgressFile nowhere;
    nowhere.save();
    EXPECT_NE(nowhere.take_notice(), "");
  }
}

}  // namespace
}  // namespace thalweg::lessons
