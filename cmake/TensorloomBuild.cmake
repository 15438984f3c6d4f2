# SPDX-License-Identifier: Apache-2.0
# Compiler settings shared by every target, and two helpers that keep the folders' lists short.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET default)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release)
endif()
# -O2 everywhere; kernel files ask for -O3 themselves (GCC 12 hardly vectorises at -O2). No debug info: it costs 60 % of build time.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

find_program(TL_CCACHE ccache)
if(TL_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${TL_CCACHE}")
endif()
find_program(TL_MOLD mold)
if(TL_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:-Wall;-Wextra;-Wpedantic>")
# GCC 12 warns of overlaps inside its own std::string (PR 105651).
add_compile_options("$<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CXX_COMPILER_ID:GNU>>:-Wno-restrict>")
# Paths relative to the tree: reproducible objects, and a compiler cache that serves every checkout.
add_compile_options("-ffile-prefix-map=${CMAKE_SOURCE_DIR}=.")
if(TL_SANITIZE)
  add_compile_options(-fsanitize=${TL_SANITIZE} -fno-omit-frame-pointer -g1)
  add_link_options(-fsanitize=${TL_SANITIZE})
  add_compile_definitions(TL_SANITIZE=1)
  # The extra code hides from GCC what is initialised where (its manual says so of sanitizers and warnings).
  add_compile_options("$<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CXX_COMPILER_ID:GNU>>:-Wno-maybe-uninitialized>")
endif()

# tl_sources(VAR DIR…): every .cpp below the given folders of the current source folder.
function(tl_sources var)
  set(all "")
  foreach(dir IN LISTS ARGN)
    file(GLOB found CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${dir}/*.cpp")
    list(APPEND all ${found})
  endforeach()
  set(${var} ${all} PARENT_SCOPE)
endfunction()
