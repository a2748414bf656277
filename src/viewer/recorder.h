// SPDX-License-Identifier: MIT
// Films what the explorer plays, a picture at a time, as it is asked to.
#pragma once

#include <memory>

#include "io/video.h"
#include "viewer/app/explorer.h"
#include "viewer/scene_picture.h"

namespace thalweg::viewer {

class Recorder {
 public:
  bool recording() const { return film_ != nullptr; }

  /// How much time of the run may pass now that `seconds` have: all of it, unless a film is recorded; then
  /// one of its pictures' or, before that is due, none.  A slow machine makes the recording slow, never the
  /// film fast.
  double time(const SessionState& state, double seconds);

  /// Begins, continues or ends the film that the state asks for; pictures are of the size it began with. What
  /// goes wrong ends it, with a notice.
  void work(Explorer& explorer, ScenePicture& picture, int width, int height);
  /// Ends it, as when the window closes; Error says why there is no film.
  void finish();

 private:
  void end(Explorer& explorer, bool keep);

  std::unique_ptr<VideoWriter> film_;
  FilmWish wish_;
  int width_ = 0, height_ = 0;
  i64 frames_ = 0;
  double waited_ = 0;
  bool due_ = false;
};

}  // namespace thalweg::viewer
