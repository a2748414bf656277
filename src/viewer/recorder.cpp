// SPDX-License-Identifier: MIT
#include "viewer/recorder.h"

#include <algorithm>
#include <utility>

#include "core/error.h"

namespace thalweg::viewer {

double Recorder::time(const SessionState& state, double seconds) {
  if (!state.files.film) return seconds;
  const double frame = 1.0 / state.files.film->frames_per_second;
  waited_ += seconds;
  due_ = waited_ >= frame;
  if (!due_) return 0;
  waited_ = std::min(waited_ - frame, frame);
  return frame;
}

void Recorder::work(Explorer& explorer, ScenePicture& picture, int width, int height) {
  const FilesState& files = explorer.state().files;
  if (!files.film) {
    if (film_) end(explorer, files.keep_film);
    return;
  }
  if (!due_) return;
  try {
    if (!film_) {
      wish_ = *files.film;
      // Players want even sides.
      width_ = std::max(16, width / 2 * 2);
      height_ = std::max(16, height / 2 * 2);
      frames_ = 0;
      film_ = std::make_unique<VideoWriter>(wish_.path, width_, height_, wish_.frames_per_second);
    }
    film_->add(picture.still(explorer, width_, height_));
    explorer.film_grew(++frames_);
    if (explorer.finished() && !explorer.state().playing) end(explorer, true);
  } catch (const Error& error) {
    film_.reset();
    explorer.film_ended(error.what());
  }
}

void Recorder::end(Explorer& explorer, bool keep) {
  try {
    if (!keep) film_.reset();
    finish();
    explorer.film_ended(keep ? "recorded " + wish_.path + ", " + grouped(frames_) + " pictures"
                             : std::string("nothing was recorded"));
  } catch (const Error& error) {
    explorer.film_ended(error.what());
  }
}

void Recorder::finish() {
  const std::unique_ptr<VideoWriter> film = std::move(film_);
  if (film) film->finish();
}

}  // namespace thalweg::viewer
