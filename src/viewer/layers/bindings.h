// SPDX-License-Identifier: MIT
// Which texture unit and which block every shader finds its data at.  One table, because the shaders number
// them too.
#pragma once

namespace thalweg::viewer::unit {
inline constexpr unsigned kMeshHeight = 0, kField = 1, kLight = 2, kColorMap = 3, kBasins = 4, kDensity = 5;
inline constexpr unsigned kResolved = 6, kDepth = 7, kAtlas = 8, kSharpness = 9, kBeyond = 10, kCrowd = 11;
inline constexpr unsigned kCrowdHue = 12;
}  // namespace thalweg::viewer::unit

namespace thalweg::viewer::block {
inline constexpr unsigned kFrame = 0, kSwarm = 1;  // the uniform blocks
inline constexpr unsigned kTrails = 0, kLabels = 1, kPositions = 2, kMarkers = 3, kItems = 4;
inline constexpr unsigned kTrailLabels = 5, kWays = 6, kArrows = 7, kGroundArrows = 7;
}  // namespace thalweg::viewer::block
