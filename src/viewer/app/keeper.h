// SPDX-License-Identifier: MIT
// What the explorer remembers from one time to the next, in the data folder: settings.json with the window
// and the files used last, and last-session.json, written a moment after every change.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "io/kept_file.h"
#include "viewer/app/explorer.h"

namespace thalweg::viewer {

/// {"version": 1, "size": [1280, 720], "place": [40, 20], "panels": true, "light": false,
///  "hint": false, "recent": ["/home/me/saddle.json"]}
struct Settings {
  std::optional<std::array<int, 2>> size, place;  // of the window, in the window system's units
  std::optional<bool> panels, light;
  std::optional<bool> hint;         // how to begin is still to be said
  std::vector<std::string> recent;  // the latest first
  friend bool operator==(const Settings&, const Settings&) = default;
};
inline constexpr std::size_t kMostRecent = 12;

Json settings_json(const Settings& settings);
/// Throws InputError for anything that settings_json did not write, newer versions included.
Settings settings_from_json(const Json& json);

/// Puts a file first, as an absolute path.
void remember_file(std::vector<std::string>& recent, const std::string& path);

class Keeper {
 public:
  /// Reads the settings.  Without a folder nothing is remembered.
  explicit Keeper(const std::filesystem::path& folder = data_folder());

  const Settings& settings() const { return settings_; }
  std::filesystem::path session_path() const { return session_.path(); }

  /// Once per picture: notices files that were opened or saved, and saves a session that changed and then
  /// rested for kRestSeconds.  What goes wrong becomes the explorer's notice, once.
  void watch(Explorer& explorer, double seconds);
  /// A change waits to be saved.
  bool pending() const { return unsaved_; }
  /// At the end: the session, and the window as `window` has it; its files are kept.
  void finish(const Explorer& explorer, const Settings& window);
  /// The session alone, after trouble.  False if that failed too.
  bool save_session(const Explorer& explorer);

  static constexpr double kLookSeconds = 0.5, kRestSeconds = 2;

 private:
  void look(Explorer& explorer);
  void show_recent(Explorer& explorer) const;

  KeptFile file_, session_;
  Settings settings_;
  std::string notice_, seen_, last_file_;
  double since_look_ = kLookSeconds, rested_ = 0;
  bool unsaved_ = false, shown_ = false;
};

}  // namespace thalweg::viewer
