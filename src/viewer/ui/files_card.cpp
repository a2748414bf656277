// SPDX-License-Identifier: MIT
// The card of files: opening, saving, pictures, films and exports; and the bar of what is being written.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "viewer/ui/panels.h"
#include "viewer/ui/widgets.h"

namespace thalweg::viewer::ui {
namespace {

namespace fs = std::filesystem;

constexpr double kWidth = 584, kRowHeight = 36, kButton = 112, kRecentRow = 24, kHeight = 344;
constexpr const char* kEmpty =
    "What you open or save is listed here. A file dropped on the window opens too.";

struct SizeName {
  const char* title;
  int width, height, scale;  // a width of 0 is the window's
};
constexpr SizeName kSizes[] = {
    {"as the window", 0, 0, 1},     {"2 x the window", 0, 0, 2},    {"4 x the window", 0, 0, 4},
    {"1920 x 1080", 1920, 1080, 1}, {"3840 x 2160", 3840, 2160, 1}, {"7680 x 4320", 7680, 4320, 1},
};
constexpr const char* kRates[] = {"30", "60"};
constexpr const char* kRateMeanings[] = {"pictures per second",
                                         "pictures per second: smoother, larger files"};
constexpr const char* kFilms[] = {".mp4", ".gif"};
constexpr const char* kFilmMeanings[] = {"H.264, for players and slides",
                                         "for pages that show no films; larger"};
constexpr const char* kWhats[] = {"Surface", "Trails", "Particles"};
constexpr const char* kWhatMeanings[] = {"the losses on a grid of 256 nodes per weight",
                                         "where every particle was after every step",
                                         "where the particles are after the last step"};

/// The typed path with the end that the file needs; one that it may have stays.
std::string target(const std::string& typed, const std::vector<std::string>& kinds) {
  fs::path path = typed.empty() ? "thalweg" : typed;
  const std::string kind = path.extension().string();
  if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end()) return path.string();
  // Only ends that mean a file of ours are replaced: "run-0.5" has none.
  constexpr std::array kOurs{".json", ".png", ".mp4", ".gif", ".npy",    ".csv",
                             ".obj",  ".ply", ".vti", ".h5",  ".formula"};
  const bool ours = std::find(kOurs.begin(), kOurs.end(), kind) != kOurs.end();
  return (ours ? path.replace_extension() : path).string() + kinds.front();
}

/// One press asks, and the next one replaces what is there.
bool replaces(FilesMemory& memory, const std::string& path) {
  const bool again = memory.asked == path;
  memory.asked = path;
  return again;
}

float row_left(const Look& look, const char* name, const char* meaning) {
  ImGui::SetCursorPosY(ImGui::GetCursorPosY() + look.px(4));
  row_label(look, name, meaning);
  return ImGui::GetCursorPosX();
}

/// A button at the end of the row that begins at `y`.
bool end_button(const Look& look, const char* text, const char* meaning, float y, bool primary = false) {
  ImGui::SetCursorPos({look.px(kWidth - 24 - kButton), y + look.px(4)});
  return button(look, text, kButton, meaning, primary);
}

/// Choices beside each other, `width` pixels wide at scale 1.
template <std::size_t n>
void choices(const Look& look, const char* id, const char* const (&names)[n],
             const char* const (&meanings)[n], int& chosen, double width) {
  ImGui::BeginChild(id, {look.px(width), look.px(28)}, false, ImGuiWindowFlags_NoScrollbar);
  if (const auto wanted = segments(look, id, names, meanings, chosen)) chosen = *wanted;
  ImGui::EndChild();
}

void save(FilesMemory& memory, Commands& commands) {
  const std::string path = target(memory.path, {".json"});
  commands.push_back(command::SaveSession{path, replaces(memory, path)});
}

void draw_path(const PanelInput& in, FilesMemory& memory, Commands& commands) {
  const bool entered = text_line(in.look, "##path", memory.path, memory.focus);
  if (entered && in.explorer.state().files.saving)
    save(memory, commands);
  else if (entered && !memory.path.empty())
    commands.push_back(command::OpenFile{memory.path});
  memory.focus = false;
}

void draw_session(const PanelInput& in, FilesMemory& memory, Commands& commands) {
  const Look& look = in.look;
  const float y = ImGui::GetCursorPosY();
  row_left(look, "session", "run, view and the moment that is shown, as JSON");
  const std::string& now = in.explorer.state().files.session;
  const float width = look.px(kWidth - 48 - 100 - 2 * kButton - 16);
  ImGui::SetCursorPosY(y + look.px(4));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  text_at(look.text, {at.x, at.y + look.px(6)}, look.secondary(),
          now.empty() ? "not saved yet" : fitting(look.text, now, width, Keep::kEnd));
  ImGui::SetCursorPos({look.px(kWidth - 24 - 2 * kButton - 8), y + look.px(4)});
  const bool saving = in.explorer.state().files.saving;
  if (button(look, "Open", kButton,
             "opens the file above: a session, a run spec, a result, a picture of this program, a formula or "
             "data",
             !saving) &&
      !memory.path.empty())
    commands.push_back(command::OpenFile{memory.path});
  if (end_button(look, "Save", "saves the session to the file above (Ctrl+S: to the last one)", y, saving))
    save(memory, commands);
  ImGui::SetCursorPosY(y + look.px(kRowHeight));
}

void draw_picture(const PanelInput& in, FilesMemory& memory, Commands& commands) {
  const Look& look = in.look;
  const float y = ImGui::GetCursorPosY();
  ImGui::BeginChild("size", {look.px(kWidth - 48 - kButton - 16), look.px(kRowHeight)}, false,
                    ImGuiWindowFlags_NoScrollbar);
  ImGui::Dummy({0, look.px(4)});
  choose(look, "picture", "size of a saved picture in pixels; it remembers its run, and opens as one",
         kSizes[memory.size].title, [&] {
           for (int i = 0; i < int(std::size(kSizes)); i++)
             if (item(look, kSizes[i].title, i == memory.size, "")) memory.size = i;
         });
  ImGui::EndChild();
  if (end_button(look, "Save picture",
                 "a .png with the legend (Ctrl+E: at the window's size, without asking)", y)) {
    const SizeName& s = kSizes[memory.size];
    const std::string path = target(memory.path, {".png"});
    commands.push_back(command::SavePictureAs{{path, s.width, s.height, s.scale}, replaces(memory, path)});
  }
  ImGui::SetCursorPosY(y + look.px(kRowHeight));
}

void draw_film(const PanelInput& in, FilesMemory& memory, Commands& commands) {
  const Look& look = in.look;
  const float y = ImGui::GetCursorPosY();
  row_left(look, "film", "of what plays, from now until it is stopped or the run ends; needs ffmpeg");
  ImGui::SetCursorPosY(y + look.px(5));
  const float x = ImGui::GetCursorPosX();
  choices(look, "rate", kRates, kRateMeanings, memory.rate, 96);
  ImGui::SetCursorPos({x + look.px(104), y + look.px(5)});
  choices(look, "film kind", kFilms, kFilmMeanings, memory.film, 128);
  if (end_button(look, "Record", "films what plays", y)) {
    const std::string path = target(memory.path, {kFilms[memory.film]});
    commands.push_back(command::StartFilm{{path, memory.rate == 0 ? 30 : 60}, replaces(memory, path)});
  }
  ImGui::SetCursorPosY(y + look.px(kRowHeight));
}

void draw_export(const PanelInput& in, FilesMemory& memory, Commands& commands) {
  const Look& look = in.look;
  const float y = ImGui::GetCursorPosY();
  row_left(look, "export", "for other programs; the end of the file's name says which format");
  ImGui::SetCursorPosY(y + look.px(5));
  const float x = ImGui::GetCursorPosX();
  choices(look, "what", kWhats, kWhatMeanings, memory.what, 232);
  const auto what = ExportWhat(memory.what);
  const std::vector<std::string> kinds = export_extensions(what);
  memory.kind = std::min(memory.kind, int(kinds.size()) - 1);
  ImGui::SetCursorPos({x + look.px(240), y + look.px(6)});
  ImGui::SetNextItemWidth(look.px(72));
  if (ImGui::BeginCombo("##kind", kinds[std::size_t(memory.kind)].c_str(), ImGuiComboFlags_NoArrowButton)) {
    for (int i = 0; i < int(kinds.size()); i++)
      if (item(look, kinds[std::size_t(i)].c_str(), i == memory.kind, "")) memory.kind = i;
    ImGui::EndCombo();
  } else {
    tooltip(look, "format: .npy for NumPy, .csv tables, .obj and .ply meshes, .vti for ParaView, .h5");
  }
  if (end_button(look, "Export", "writes the file; a run is done again for it", y)) {
    ExportOptions wanted;
    wanted.path = target(memory.path, {kinds[std::size_t(memory.kind)]});
    wanted.what = what;
    commands.push_back(command::StartExport{wanted, replaces(memory, wanted.path.string())});
  }
  ImGui::SetCursorPosY(y + look.px(kRowHeight));
}

void draw_recent(const PanelInput& in, FilesMemory& memory, Commands& commands) {
  const Look& look = in.look;
  heading(look, "Recent");
  ImGui::Dummy({0, look.px(4)});
  const std::vector<RecentFile>& recent = in.explorer.state().files.recent;
  if (recent.empty()) label(look.text, look.secondary(), kEmpty);
  ImGui::BeginChild("recent", {0, 0}, false);
  for (const RecentFile& file : recent) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, height = look.px(kRecentRow);
    ImGui::PushID(file.path.c_str());
    const bool clicked = ImGui::InvisibleButton("open", {width, height});
    const bool lit = ImGui::IsItemHovered() && file.there;
    tooltip(look, file.path + (file.there ? "\nClick to open." : "\nIt is no longer there."));
    ImGui::PopID();
    if (lit)
      ImGui::GetWindowDrawList()->AddRectFilled({at.x - look.px(6), at.y}, {at.x + width, at.y + height},
                                                look.line(0.55), look.px(6));
    text_at(look.text, {at.x, at.y + look.px(4)}, file.there ? look.ink() : look.secondary(0.55),
            fitting(look.text, file.path, width - look.px(8), Keep::kEnd));
    if (clicked && file.there) {
      memory.path = file.path;
      commands.push_back(command::OpenFile{file.path});
    }
  }
  ImGui::EndChild();
}

void opened(const PanelInput& in, FilesMemory& memory) {
  const SessionState& state = in.explorer.state();
  memory.focus = true;
  memory.asked.clear();
  if (!state.files.session.empty()) memory.path = state.files.session;
  if (memory.path.empty()) memory.path = "thalweg-" + state.spec.surface.name + ".json";
}

}  // namespace

void draw_files(const PanelInput& in, Commands& commands) {
  FilesMemory& memory = in.memory.files;
  const bool open = in.explorer.state().options[Option::kFiles];
  if (open && !memory.open) opened(in, memory);
  memory.open = open;
  if (!open) return;
  const Look& look = in.look;
  const ImVec2 window = ImGui::GetIO().DisplaySize;
  const double recent =
      kRecentRow * double(std::clamp<std::size_t>(in.explorer.state().files.recent.size(), 1, 6));
  const double width = look.px(kWidth),
               height = std::min<double>(look.px(kHeight - 60 + recent), double(window.y));
  const Area area{std::max(0.0, std::round(0.5 * (double(window.x) - width))),
                  std::max(0.0, std::round(0.5 * (double(window.y) - height))), width, height};
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, look.px(10));
  ImGui::PushStyleColor(ImGuiCol_WindowBg, look.vec(look.colors->panel, 0.985));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
  begin_panel("files", area, 24, 20, look.scale, 0);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(2);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  label(look.title, look.ink(), "Files");
  ImGui::SetCursorPos({look.px(kWidth - 24 - 20), look.px(20)});
  const bool closed = cross_button(look, "close", 20, "close (Esc)");
  ImGui::SetCursorPosY(look.px(56));
  draw_path(in, memory, commands);
  ImGui::Dummy({0, look.px(6)});
  draw_session(in, memory, commands);
  draw_picture(in, memory, commands);
  draw_film(in, memory, commands);
  draw_export(in, memory, commands);
  ImGui::Dummy({0, look.px(4)});
  draw_recent(in, memory, commands);
  ImGui::PopStyleVar();
  ImGui::End();
  if (closed || pressed(ImGuiKey_Escape)) commands.push_back(command::SetOption{Option::kFiles, false});
}

void draw_files_bar(const PanelInput& in, Commands& commands) {
  const FilesState& files = in.explorer.state().files;
  if (!files.film && !files.exporting) return;
  const Look& look = in.look;
  constexpr double kBar = 400, kBarHeight = 40;
  const double middle = 0.5 * (in.layout.scene_left + in.layout.status.width - in.layout.scene_right);
  const double width = look.px(kBar);
  const Area area{std::max(0.0, std::round(middle - 0.5 * width)), look.px(16), width, look.px(kBarHeight)};
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, look.px(8));
  begin_panel("files bar", area, 16, 6, look.scale, 0);
  ImGui::PopStyleVar();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 at{float(area.x), float(area.y)};
  const float y = at.y + look.px(0.5 * kBarHeight);
  if (files.film) {
    list.AddCircleFilled({at.x + look.px(22), y}, look.px(5), look.color(0xff6b81));
    const double seconds = double(files.film_frames) / files.film->frames_per_second;
    char time[32];
    std::snprintf(time, sizeof time, "%.1f s", seconds);
    text_at(look.text, {at.x + look.px(38), y - look.px(8)}, look.ink(), "Recording");
    text_at(look.number, {at.x + look.px(112), y - look.px(8)}, look.secondary(),
            grouped(files.film_frames) + " pictures  " + time);
    ImGui::SetCursorPos({look.px(kBar - 40 - 64), look.px(6)});
    if (button(look, "Stop", 56, "ends the film and keeps it", true)) commands.push_back(command::StopFilm{});
  } else {
    text_at(look.text, {at.x + look.px(16), y - look.px(8)}, look.ink(), "Exporting");
    const float left = at.x + look.px(96), right = at.x + look.px(kBar - 48);
    list.AddRectFilled({left, y - look.px(2)}, {right, y + look.px(2)}, look.line(), look.px(2));
    list.AddRectFilled({left, y - look.px(2)},
                       {left + float(files.exported) * (right - left), y + look.px(2)}, look.accent(),
                       look.px(2));
  }
  ImGui::SetCursorPos({look.px(kBar - 36), look.px(8)});
  if (cross_button(look, "drop", 24,
                   files.film ? "ends the film and keeps nothing" : "stops; nothing is written")) {
    if (files.film)
      commands.push_back(command::StopFilm{false});
    else
      commands.push_back(command::CancelExport{});
  }
  ImGui::End();
}

}  // namespace thalweg::viewer::ui
