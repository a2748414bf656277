# thalweg_isa_kernels(TARGET SOURCES file...)
#
# Compiles the block kernels of the CPU machine once per variant = instruction set x maths mode: generated units with some
# rows of the registry each, and SOURCES as they are.  Every unit of a variant sees
#   THALWEG_ISA=avx2  THALWEG_ISA_BYTES=32  THALWEG_MATH=exact  THALWEG_VARIANT=avx2_exact  THALWEG_EXACT=1
# and must keep everything inside a namespace named after the variant: a template of the same name that two variants
# share would be merged by the linker, and the copy with the wrong instructions might win (the test isa_symbols looks).
# generated/registry/cpu_variants.h lists the variants: #define THALWEG_FOR_EACH_VARIANT(X) X(sse2_exact) ...
set(THALWEG_ISA_BYTES_sse2 16)
set(THALWEG_ISA_BYTES_avx2 32)
set(THALWEG_ISA_BYTES_avx512 64)
set(THALWEG_ISA_FLAGS_sse2)
set(THALWEG_ISA_FLAGS_avx2 -mavx2 -mfma)
set(THALWEG_ISA_FLAGS_avx512 -mavx512f -mavx512dq -mavx512vl -mavx512bw -mfma -mprefer-vector-width=512)
# Never -ffast-math: it removes the NaN tests and the rounding tricks that the kernels rely on.
set(THALWEG_MATH_FLAGS -O3 -fno-math-errno -fno-trapping-math)
set(THALWEG_MATH_FLAGS_exact -ffp-contract=off)
set(THALWEG_MATH_FLAGS_fast -ffp-contract=fast -fno-signed-zeros)

function(thalweg_isa_kernels target)
  cmake_parse_arguments(arg "" "" "SOURCES" ${ARGN})
  set(units ${arg_SOURCES})
  thalweg_registry_units(surfaces cpu/surface_kernels.h THALWEG_SURFACE_KERNELS surface_units)
  thalweg_registry_units(problems cpu/problem_kernels.h THALWEG_PROBLEM_KERNELS problem_units)
  thalweg_registry_units(optimizers cpu/optimizer_kernels.h THALWEG_OPTIMIZER_KERNELS optimizer_units)
  # The loops are written out by hand; -O3 takes half as long again for the same speed.
  set_source_files_properties(${problem_units} PROPERTIES COMPILE_OPTIONS -O2)
  list(APPEND units ${surface_units} ${problem_units} ${optimizer_units})
  # Linked after thalweg_options, so that these flags come later on the command line than its -ffp-contract=off.
  foreach(math IN ITEMS exact fast)
    add_library(thalweg_math_${math} INTERFACE)
    target_compile_options(thalweg_math_${math} INTERFACE ${THALWEG_MATH_FLAGS} ${THALWEG_MATH_FLAGS_${math}})
  endforeach()
  set(isas ${THALWEG_ISAS})
  if(NOT CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64|amd64")
    set(isas sse2)  # 16-byte vectors in the machine's own terms
  endif()

  set(variants "")
  foreach(isa IN LISTS isas)
    foreach(math IN ITEMS exact fast)
      set(variant ${isa}_${math})
      string(APPEND variants " X(${variant})")
      if(NOT units)
        continue()
      endif()
      set(exact 0)
      if(math STREQUAL "exact")
        set(exact 1)
      endif()
      add_library(thalweg_cpu_${variant} OBJECT ${units})
      thalweg_configure_target(thalweg_cpu_${variant})
      target_compile_options(thalweg_cpu_${variant} PRIVATE ${THALWEG_ISA_FLAGS_${isa}})
      target_link_libraries(thalweg_cpu_${variant} PRIVATE thalweg_math_${math})
      target_compile_definitions(thalweg_cpu_${variant} PRIVATE
        THALWEG_ISA=${isa} THALWEG_ISA_BYTES=${THALWEG_ISA_BYTES_${isa}} THALWEG_MATH=${math}
        THALWEG_VARIANT=${variant} THALWEG_EXACT=${exact})
      target_sources(${target} PRIVATE $<TARGET_OBJECTS:thalweg_cpu_${variant}>)
      set_property(GLOBAL APPEND PROPERTY THALWEG_VARIANTS ${variant})
    endforeach()
  endforeach()
  file(CONFIGURE OUTPUT ${THALWEG_GENERATED}/registry/cpu_variants.h CONTENT [=[#pragma once
// SPDX-License-Identifier: MIT
// Generated: the variants of the CPU kernels that this build contains.
#define THALWEG_FOR_EACH_VARIANT(X)${variants}
]=])
endfunction()
