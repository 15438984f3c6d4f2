// SPDX-License-Identifier: Apache-2.0
// Points the CUDA back end at the stand-ins; before the first use of CUDA in the process.
#pragma once
#include <cstdlib>

namespace tl::test {

inline void use_fake_cuda() {
  ::setenv("TL_CUDA_PLUGIN", TL_BINARY_DIR "/lib/libtensorloom_cuda.so", 1);
  ::setenv("TL_CUDA_DRIVER", TL_BINARY_DIR "/lib/libfake_cuda.so", 1);
  ::setenv("TL_NVRTC", TL_BINARY_DIR "/lib/libfake_nvrtc.so", 1);
  ::setenv("TL_CUBLASLT", TL_BINARY_DIR "/lib/libfake_cublaslt.so", 1);
  ::setenv("XDG_CACHE_HOME", TL_BINARY_DIR "/test_cache", 1);  // compiled texts, kept between runs of the tests
}

}  // namespace tl::test
