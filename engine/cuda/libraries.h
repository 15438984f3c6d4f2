// SPDX-License-Identifier: Apache-2.0
// NVIDIA's libraries, opened at first use and never linked: the plugin loads on any machine and says which of them is missing.
// Odd installations name their files by TL_CUDA_DRIVER, TL_NVRTC and TL_CUBLASLT.
#pragma once
#include <cublasLt.h>
#include <cuda.h>
#include <nvrtc.h>

#include <string>

namespace tl::gpu {

// The headers' macros turn the plain names into those of the versions that were compiled against (cuMemAlloc → cuMemAlloc_v2).
#define TL_DRIVER_FUNCTIONS(X)                                                                                                      \
  X(cuInit) X(cuDriverGetVersion) X(cuGetErrorName) X(cuGetErrorString) X(cuDeviceGetCount) X(cuDeviceGet) X(cuDeviceGetName)       \
  X(cuDeviceGetAttribute) X(cuDeviceTotalMem) X(cuDevicePrimaryCtxRetain) X(cuCtxSetCurrent) X(cuMemGetInfo) X(cuMemAlloc)          \
  X(cuMemFree) X(cuMemHostAlloc) X(cuMemFreeHost) X(cuMemcpyHtoDAsync) X(cuMemcpyDtoHAsync) X(cuMemcpyDtoDAsync) X(cuMemsetD8Async) \
  X(cuStreamCreate) X(cuStreamSynchronize) X(cuEventCreate) X(cuEventRecord) X(cuEventSynchronize) X(cuModuleLoadDataEx)            \
  X(cuModuleGetFunction) X(cuLaunchKernel)
#define TL_NVRTC_FUNCTIONS(X)                                                                                                       \
  X(nvrtcVersion) X(nvrtcGetErrorString) X(nvrtcGetNumSupportedArchs) X(nvrtcGetSupportedArchs) X(nvrtcCreateProgram)               \
  X(nvrtcDestroyProgram) X(nvrtcCompileProgram) X(nvrtcGetProgramLogSize) X(nvrtcGetProgramLog) X(nvrtcGetCUBINSize)                \
  X(nvrtcGetCUBIN) X(nvrtcGetPTXSize) X(nvrtcGetPTX)
#define TL_CUBLASLT_FUNCTIONS(X)                                                                                                    \
  X(cublasLtCreate) X(cublasLtGetVersion) X(cublasLtMatmulDescCreate) X(cublasLtMatmulDescDestroy)                                  \
  X(cublasLtMatmulDescSetAttribute) X(cublasLtMatrixLayoutCreate) X(cublasLtMatrixLayoutDestroy)                                    \
  X(cublasLtMatrixLayoutSetAttribute) X(cublasLtMatmulPreferenceCreate) X(cublasLtMatmulPreferenceDestroy)                          \
  X(cublasLtMatmulPreferenceSetAttribute) X(cublasLtMatmulAlgoGetHeuristic) X(cublasLtMatmul)

#define TL_MEMBER(f) decltype(&::f) f = nullptr;
struct Driver { TL_DRIVER_FUNCTIONS(TL_MEMBER) };
struct Nvrtc { TL_NVRTC_FUNCTIONS(TL_MEMBER) };
struct CublasLt { TL_CUBLASLT_FUNCTIONS(TL_MEMBER) };
#undef TL_MEMBER

/// Null when the driver is missing; `why` gets one sentence.
const Driver* find_driver(std::string* why);
/// These throw Error (device) naming what is missing.
const Driver& driver();
const Nvrtc& nvrtc();
const CublasLt& cublaslt();

/// Throws Error (device), or OutOfMemoryError, with the driver's own words.
void check(CUresult result, const char* what);
void check(nvrtcResult result, const char* what);
void check(cublasStatus_t result, const char* what);

}  // namespace tl::gpu
