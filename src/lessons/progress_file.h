// SPDX-License-Identifier: MIT
// Progress on the disk.  Learning goes on whatever happens to the file.
#pragma once

#include <filesystem>
#include <string>

#include "io/json.h"
#include "lessons/progress.h"

namespace thalweg::lessons {

// {"version": 1, "lessons": {"slope": {"pages": [0, 1],
//   "tasks": [{"page": 0, "task": 0, "right": true, "score": 80}],
//   "series": [{"page": 4, "level": 0, "asked": 7, "right": 5, "streak": 2, "best_streak": 3}],
//   "cards": [{"question": "...", "box": 1, "due": 20000}]}}}
Json to_json(const Progress& progress);
/// Throws InputError for anything that to_json did not write, newer versions included.
Progress progress_from_json(const Json& json);

/// $XDG_DATA_HOME/thalweg/progress.json, or the same in ~/.local/share; empty where neither is known.
std::filesystem::path progress_path();

class ProgressFile {
 public:
  /// Reads the file.  One that cannot be understood is moved aside, to progress.json.damaged or, if there
  /// already is one, progress.json.damaged.1 and so on.
  explicit ProgressFile(std::filesystem::path path = progress_path());

  Progress progress;

  /// Writes the file, and makes its folder; what stands in the way becomes a notice, once.
  void save();

  /// What the learner should be told, in one line; empty if there is nothing new.
  std::string take_notice();

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  bool writable_ = true;
  std::string notice_;
};

}  // namespace thalweg::lessons
