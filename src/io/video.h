// SPDX-License-Identifier: MIT
// Films: pictures are handed to ffmpeg one after the other, through a pipe and without a shell.
#pragma once

#include <filesystem>
#include <memory>

#include "core/image.h"

namespace thalweg {

/// Writes .mp4 (H.264) or .gif (one palette for all pictures).  The file appears when the film is finished; a
/// film that is not finished leaves nothing behind.
class VideoWriter {
 public:
  /// Pictures of width x height pixels, shown `rate` per second.  InputError for another file name, a rate
  /// that is not in (0, 1000], and Error when ffmpeg is not installed.
  VideoWriter(const std::filesystem::path& path, int width, int height, double rate);
  ~VideoWriter();
  VideoWriter(const VideoWriter&) = delete;
  VideoWriter& operator=(const VideoWriter&) = delete;

  /// Throws Error with what ffmpeg said when it gave up, or when the picture has another size.
  void add(const Image& image);
  /// Waits for ffmpeg and puts the file in its place.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace thalweg
