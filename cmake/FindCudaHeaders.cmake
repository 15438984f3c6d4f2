# SPDX-License-Identifier: Apache-2.0
# The three headers that the CUDA plugin needs; its libraries are opened at run time. Sets CudaHeaders_INCLUDE_DIR.
find_path(CudaHeaders_INCLUDE_DIR cublasLt.h HINTS "$ENV{CUDA_HOME}/include" "$ENV{CUDA_PATH}/include" /usr/local/cuda/include)
set(CudaHeaders_MISSING "")
foreach(header IN ITEMS cuda.h nvrtc.h cublasLt.h)
  if(NOT EXISTS "${CudaHeaders_INCLUDE_DIR}/${header}")
    list(APPEND CudaHeaders_MISSING ${header})
  endif()
endforeach()
include(FindPackageHandleStandardArgs)
if(CudaHeaders_MISSING)
  set(CudaHeaders_INCLUDE_DIR CudaHeaders_INCLUDE_DIR-NOTFOUND)
endif()
find_package_handle_standard_args(CudaHeaders REQUIRED_VARS CudaHeaders_INCLUDE_DIR)
