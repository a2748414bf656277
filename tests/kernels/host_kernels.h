// SPDX-License-Identifier: MIT
// The device code, compiled by the host compiler: kernels by the name under which NVRTC would compile them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace thalweg::kernels {

/// Runs threads 0 .. threads - 1 with arguments as cudaLaunchKernel takes them.
using HostKernel = std::function<void(std::uint32_t threads, void* const* arguments)>;

/// Throws std::out_of_range for a name that no surface, rule or noise model makes.  Surfaces and noise models
/// are called through pointers here, so that only surfaces + rules are compiled and not all their pairs.
HostKernel host_kernel(const std::string& name);

/// A few pairs compiled as they are, under the same names; empty for the others.
HostKernel direct_host_kernel(const std::string& name);

}  // namespace thalweg::kernels
