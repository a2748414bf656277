// SPDX-License-Identifier: MIT
#include "viewer/app/keeper.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/error.h"
#include "io/json_values.h"
#include "io/spec_text.h"
#include "viewer/app/session_file.h"

namespace thalweg::viewer {
namespace {

namespace fs = std::filesystem;

constexpr i64 kVersion = 1, kFar = 1'000'000;

std::array<int, 2> pair_of(const Json& json, i64 low, i64 high) {
  if (!json.is_array() || json.size() != 2) wrong_type(json, "an array of two numbers");
  return {int(json_count(json[0], low, high)), int(json_count(json[1], low, high))};
}

bool truth(const Json& json) {
  if (!json.is_boolean()) wrong_type(json, "true or false");
  return json.get<bool>();
}

fs::path in(const fs::path& folder, const char* name) { return folder.empty() ? folder : folder / name; }

/// The session without the step, which changes all the time.
std::string fingerprint(const SessionState& state) {
  SessionState still = state;
  still.seek.reset();
  return to_ascii(session_json(still, 0));
}

}  // namespace

Json settings_json(const Settings& s) {
  Json json{{"version", kVersion}};
  if (s.size) json["size"] = *s.size;
  if (s.place) json["place"] = *s.place;
  if (s.panels) json["panels"] = *s.panels;
  if (s.light) json["light"] = *s.light;
  if (s.hint) json["hint"] = *s.hint;
  json["recent"] = s.recent;
  return json;
}

Settings settings_from_json(const Json& json) {
  check_object(json);
  Settings s;
  for (const auto& [key, value] : json.items())
    in_context(key, [&, &k = key, &v = value] {
      static const std::vector<std::string> keys{"version", "size", "place", "panels",
                                                 "light",   "hint", "recent"};
      if (k == "version") {
        if (json_count(v, 1, i64(1) << 53) > kVersion)
          throw InputError("was written by a newer version of this program");
      } else if (k == "size") {
        s.size = pair_of(v, 16, 16384);
      } else if (k == "place") {
        s.place = pair_of(v, -kFar, kFar);
      } else if (k == "panels") {
        s.panels = truth(v);
      } else if (k == "light") {
        s.light = truth(v);
      } else if (k == "hint") {
        s.hint = truth(v);
      } else if (k == "recent") {
        check_array(v);
        for (const Json& path : v) s.recent.push_back(json_text(path));
        if (s.recent.size() > kMostRecent) s.recent.resize(kMostRecent);
      } else {
        unknown_name("member", k, keys);
      }
    });
  return s;
}

void remember_file(std::vector<std::string>& recent, const std::string& path) {
  const std::string absolute = fs::absolute(path).lexically_normal().string();
  std::erase(recent, absolute);
  recent.insert(recent.begin(), absolute);
  if (recent.size() > kMostRecent) recent.resize(kMostRecent);
}

Keeper::Keeper(const fs::path& folder)
    : file_(in(folder, "settings.json")), session_(in(folder, "last-session.json")) {
  file_.read([&](const Json& json) { settings_ = settings_from_json(json); });
  notice_ = file_.take_notice();
}

void Keeper::show_recent(Explorer& explorer) const {
  std::vector<RecentFile> recent;
  std::error_code ignored;
  std::vector<std::string> paths = settings_.recent;
  if (const std::string last = session_path().string(); !last.empty() && fs::exists(last, ignored))
    paths.push_back(last);
  for (const std::string& path : paths) recent.push_back({path, fs::exists(path, ignored)});
  explorer.show_recent(std::move(recent));
}

void Keeper::look(Explorer& explorer) {
  const FilesState& files = explorer.state().files;
  if (!files.last.empty() && files.last != last_file_) {
    last_file_ = files.last;
    remember_file(settings_.recent, last_file_);
    file_.write(settings_json(settings_));
    shown_ = false;
  }
  // The list is looked up again whenever the card opens: files come and go.
  const bool open = explorer.state().options[Option::kFiles];
  if (open && !shown_) show_recent(explorer);
  shown_ = open;
  std::string now = fingerprint(explorer.state());
  if (now != seen_) {
    unsaved_ = !seen_.empty();
    seen_ = std::move(now);
    rested_ = 0;
  } else if (unsaved_ && rested_ >= kRestSeconds) {
    save_session(explorer);
  }
}

void Keeper::watch(Explorer& explorer, double seconds) {
  if (!notice_.empty()) explorer.notify(std::exchange(notice_, {}));
  since_look_ += seconds;
  rested_ += seconds;
  const bool opened = explorer.state().options[Option::kFiles] && !shown_;
  if (since_look_ < kLookSeconds && !opened) return;
  since_look_ = 0;
  look(explorer);
  if (notice_.empty()) notice_ = file_.take_notice();
}

bool Keeper::save_session(const Explorer& explorer) {
  unsaved_ = false;
  session_.write(session_json(explorer.state(), explorer.simulation().step()));
  notice_ = session_.take_notice();
  return notice_.empty();
}

void Keeper::finish(const Explorer& explorer, const Settings& window) {
  save_session(explorer);
  const std::vector<std::string> recent = settings_.recent;
  settings_ = window;
  settings_.recent = recent;
  file_.write(settings_json(settings_));
}

}  // namespace thalweg::viewer
