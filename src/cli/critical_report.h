// SPDX-License-Identifier: MIT
// Critical points as text and as JSON.
#pragma once

#include <optional>

#include "analysis/certificate.h"
#include "analysis/critical.h"
#include "io/json.h"

namespace thalweg::cli {

/// {kind, x, y, value, eigenvalues, persistence, global}; eigenvalues are null where there is no Hessian,
/// persistence is null of what is no minimum, and of a minimum that joins no lower one.
Json point_json(const CriticalPoint& p);

/// {version, landscape, domain, points, counts, regions, checksum, grid, certain, reason, certified, proof}
Json critical_json(const RunSpec& spec, const Landscape& f, const CriticalPoints& found,
                   const std::optional<Certificate>& proof, bool agrees);

std::string critical_report(const RunSpec& spec, const Landscape& f, const CriticalPoints& found,
                            const std::optional<Certificate>& proof, bool agrees);

/// "himmelblau   FORMULA" and the domain, as the first two lines of a report.
std::string landscape_heading(const RunSpec& spec, const Landscape& f);

/// A coordinate, a value or a height in at most `width` columns; "-" for NaN, "never" for infinity.
std::string column(double a, int width = 14);

}  // namespace thalweg::cli
