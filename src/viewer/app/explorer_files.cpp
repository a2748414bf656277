// SPDX-License-Identifier: MIT
// The explorer's part in files: what needs neither a window nor OpenGL.
#include "core/error.h"
#include "viewer/app/explorer.h"
#include "viewer/app/session_file.h"

namespace thalweg::viewer {

bool Explorer::busy_with_files() const {
  const FilesState& files = state_.files;
  return files.save || files.picture || files.start_export || files.exporting || files.to_clipboard ||
         state_.save_picture;
}

void Explorer::work_on_files(double seconds) {
  FilesState& files = state_.files;
  try {
    if (const auto path = std::exchange(files.save, {})) {
      write_session(*path, state_, simulation_.step());
      files.session = files.last = *path;
      state_.options.set(Option::kFiles, false);
      state_.notice = "saved " + *path;
    }
    if (const auto wish = std::exchange(files.start_export, {})) {
      export_.emplace(*wish, state_.spec, *backend_);
      files.exporting = true;
      files.exported = 0;
    }
    if (std::exchange(files.cancel_export, false)) {
      export_.reset();
      files.exporting = false;
      state_.notice = "the export was stopped; nothing was written";
    }
    if (!export_) return;
    const bool done = export_->work(seconds);
    files.exported = double(export_->done()) / double(export_->total());
    if (!done) return;
    state_.notice = "wrote " + export_->options().path.string();
    export_.reset();
    files.exporting = false;
  } catch (const Error& error) {
    export_.reset();
    files.exporting = false;
    state_.notice = error.what();
  }
}

void Explorer::film_ended(std::string notice) {
  state_.files.film.reset();
  state_.notice = std::move(notice);
}

}  // namespace thalweg::viewer
