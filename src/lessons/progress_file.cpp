// SPDX-License-Identifier: MIT
#include "lessons/progress_file.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/error.h"
#include "io/atomic_file.h"
#include "io/kept_file.h"

namespace thalweg::lessons {

namespace {

namespace fs = std::filesystem;

constexpr i64 kVersion = 1, kMost = i64(1) << 53;
constexpr int kMostNumber = 9999, kBestScore = 100;

i64 whole_number(const Json& value, const char* name, i64 low, i64 high) {
  if (!value.is_number_integer()) throw InputError(std::string(name) + " is not a whole number");
  const i64 n = value.get<i64>();
  if (n < low || n > high) throw InputError(std::string(name) + " is out of range");
  return n;
}
i64 whole(const Json& object, const char* name, i64 low, i64 high) {
  return whole_number(object.at(name), name, low, high);
}
int number(const Json& object, const char* name) { return int(whole(object, name, 0, kMostNumber)); }

const Json& list(const Json& object, const char* name) {
  static const Json none = Json::array();
  const auto found = object.find(name);
  if (found == object.end()) return none;
  if (!found->is_array()) throw InputError(std::string(name) + " is not a list");
  return *found;
}

LessonProgress lesson_from_json(const Json& json) {
  if (!json.is_object()) throw InputError("a lesson is not an object");
  LessonProgress lesson;
  for (const Json& page : list(json, "pages"))
    lesson.pages.insert(int(whole_number(page, "page", 0, kMostNumber)));
  for (const Json& task : list(json, "tasks")) {
    TaskProgress& t = lesson.tasks[{number(task, "page"), number(task, "task")}];
    t.right = task.at("right").get<bool>();
    if (task.contains("score")) t.best_score = int(whole(task, "score", 0, kBestScore));
  }
  for (const Json& series : list(json, "series")) {
    SeriesProgress s{whole(series, "asked", 0, kMost), whole(series, "right", 0, kMost),
                     whole(series, "streak", 0, kMost), whole(series, "best_streak", 0, kMost)};
    if (s.right > s.asked || s.best_streak > s.right || s.streak > s.best_streak)
      throw InputError("a series has more right answers than questions");
    lesson.series[{number(series, "page"), number(series, "level")}] = s;
  }
  for (const Json& card : list(json, "cards"))
    lesson.cards[card.at("question").get<std::string>()] = {int(whole(card, "box", 0, kBoxes - 1)),
                                                            whole(card, "due", -kMost, kMost)};
  return lesson;
}

Json lesson_json(const LessonProgress& lesson) {
  Json tasks = Json::array(), series = Json::array(), cards = Json::array();
  for (const auto& [id, t] : lesson.tasks) {
    tasks.push_back({{"page", id.page}, {"task", id.task}, {"right", t.right}});
    if (t.best_score) tasks.back()["score"] = *t.best_score;
  }
  for (const auto& [id, s] : lesson.series)
    series.push_back({{"page", id.page},
                      {"level", id.level},
                      {"asked", s.asked},
                      {"right", s.right},
                      {"streak", s.streak},
                      {"best_streak", s.best_streak}});
  for (const auto& [question, c] : lesson.cards)
    cards.push_back({{"question", question}, {"box", c.box}, {"due", c.due}});
  return {{"pages", lesson.pages}, {"tasks", tasks}, {"series", series}, {"cards", cards}};
}

}  // namespace

Json to_json(const Progress& progress) {
  Json all = Json::object();
  for (const auto& [name, lesson] : progress.lessons) all[name] = lesson_json(lesson);
  return {{"version", kVersion}, {"lessons", all}};
}

Progress progress_from_json(const Json& json) {
  try {
    if (whole(json, "version", 1, kMost) > kVersion)
      throw InputError("it was written by a newer version of this program");
    Progress progress;
    if (!json.at("lessons").is_object()) throw InputError("lessons is not an object");
    for (const auto& [name, lesson] : json.at("lessons").items())
      progress.lessons[name] = lesson_from_json(lesson);
    return progress;
  } catch (const nlohmann::json::exception&) {
    throw InputError("a member is missing or is of another kind");
  }
}

fs::path progress_path() {
  const fs::path folder = data_folder();
  return folder.empty() ? folder : folder / "progress.json";
}

ProgressFile::ProgressFile(fs::path path) : path_(std::move(path)) {
  std::error_code error;
  if (path_.empty() || !fs::exists(path_, error)) return;
  std::string text;
  try {
    text = read_file(path_, std::size_t(16) << 20);
  } catch (const Error& trouble) {
    // It may well be in order, so it is left alone.
    writable_ = false;
    notice_ = std::string(trouble.what()) + "; progress is not kept this time";
    return;
  }
  try {
    progress = progress_from_json(parse_json(text, "it"));
  } catch (const InputError& trouble) {
    const fs::path moved = move_aside(path_);
    writable_ = !moved.empty();
    notice_ = "'" + path_.string() + "' cannot be understood (" + trouble.what() + "); " +
              (writable_ ? "it is now '" + moved.string() + "', and progress begins anew"
                         : "it cannot be moved either, so progress is not kept this time");
  }
}

void ProgressFile::save() {
  if (!writable_) return;
  try {
    if (path_.empty()) throw Error("neither XDG_DATA_HOME nor HOME names a folder");
    std::error_code error;  // write_file says what is wrong
    fs::create_directories(path_.parent_path(), error);
    write_file(path_, {to_text(to_json(progress))});
  } catch (const Error& trouble) {
    writable_ = false;
    notice_ = std::string(trouble.what()) + "; progress is not kept this time";
  }
}

std::string ProgressFile::take_notice() { return std::exchange(notice_, {}); }

}  // namespace thalweg::lessons
