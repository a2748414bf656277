# thalweg_options: the flags that every translation unit of ours gets, and nobody else's.
#
# -Wno-psabi: functions that take vector-extension types are inlined or internal to one variant, so the note about their
# calling convention is noise.  -ffp-contract=off everywhere: the host reference must round like the exact kernels.
add_library(thalweg_options INTERFACE)
set(thalweg_warnings
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wunused -Wnull-dereference
    -Wformat=2 -Wimplicit-fallthrough -Wextra-semi -Wno-psabi)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  list(APPEND thalweg_warnings -Wduplicated-cond -Wduplicated-branches -Wlogical-op)
  if(CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    list(APPEND thalweg_warnings -Wno-restrict)  # false alarms on "literal" + std::string (GCC bug 105651)
  endif()
endif()
if(THALWEG_WERROR)
  list(APPEND thalweg_warnings -Werror)
endif()
target_compile_options(thalweg_options INTERFACE
  "$<$<COMPILE_LANGUAGE:CXX>:${thalweg_warnings};-ffp-contract=off>")
# nvcc passes the host's warnings on; -Wpedantic is left out because its own output is not pedantic.
set(thalweg_cuda_warnings -Xcompiler=-Wall,-Wextra,-Wno-psabi)
if(THALWEG_WERROR)
  list(APPEND thalweg_cuda_warnings --Werror=all-warnings)
endif()
target_compile_options(thalweg_options INTERFACE "$<$<COMPILE_LANGUAGE:CUDA>:${thalweg_cuda_warnings}>")
