// SPDX-License-Identifier: Apache-2.0
// For the authors of libraries (library.h): a shared object built with the headers of the very build that loads it, with
//
//     TL_LIBRARY(registrar) {
//       registrar.op(…);
//     }
//
// in one of its sources. docs/examples/plugin is a whole one.
#pragma once
#include <exception>
#include <string>

#include "engine/build_id.h"
#include "engine/ops/library.h"

#define TL_LIBRARY_TEXT2(x) #x
#define TL_LIBRARY_TEXT(x) TL_LIBRARY_TEXT2(x)
/// What must be equal on both sides: version, headers, the compiler's and the library's own conventions.
#define TL_LIBRARY_ABI TL_BUILD_ID "/" TL_LIBRARY_TEXT(__GXX_ABI_VERSION) "/" TL_LIBRARY_TEXT(_GLIBCXX_USE_CXX11_ABI)

/// The entry of a library; once in it.
#define TL_LIBRARY(registrar)                                                                                        \
  static void tl_library_body(::tl::LibraryRegistrar& registrar);                                                   \
  extern "C" __attribute__((visibility("default"))) const char* tl_library_abi() { return TL_LIBRARY_ABI; }        \
  extern "C" __attribute__((visibility("default"))) int tl_library_register(::tl::LibraryRegistrar* to, void* why) { \
    try {                                                                                                           \
      tl_library_body(*to);                                                                                         \
      return 0;                                                                                                     \
    } catch (const std::exception& e) {                                                                             \
      *static_cast<std::string*>(why) = e.what();                                                                   \
    } catch (...) {                                                                                                 \
      *static_cast<std::string*>(why) = "something that is no exception was thrown";                                \
    }                                                                                                               \
    return 1;                                                                                                       \
  }                                                                                                                 \
  static void tl_library_body([[maybe_unused]] ::tl::LibraryRegistrar& registrar)
