// SPDX-License-Identifier: Apache-2.0
#include "engine/ops/stand_ins.h"

namespace tl::by_name {

const std::vector<StandIn>& stand_ins() {
  static const auto* rows = new std::vector<StandIn>{
      // Types
      {"torch.dtype", "`tl::ScalarType`, also called `tl::Dtype`; its values are `kFloat`, `kLong` …, by name `torch.float32`, `torch.int64` …"},
      {"torch.layout", "`tl::Layout`; its values are `kStrided` and `kSparse`"},
      // TorchScript and saving
      {"torch.jit.script", "not needed: a network is a graph already. A project (`.json`) is its source, `tensorloom-cli check` its compiler, a `Module` its C++ form"},
      {"torch.jit._fork", "`tl::fork([&] { return f(x); })` gives a `tl::Future` (`engine/core/task.h`)"},
      {"torch.jit._wait", "`tl::wait(future)` or `future.wait()`; an error of the task is thrown there"},
      {"torch.jit.save", "the project with a checkpoint (`tensorloom-cli train --out`), weights alone as safetensors (`tensorloom-cli export`); a module in C++: `tl::save`, `tl::load`"},
      // Extending
      {"torch.autograd.Function", "`tl::autograd::Function<Self>` (`engine/autograd/autograd.h`), called as `Self::apply(x)`"},
      {"torch.autograd.Function.forward", "the static member `forward(AutogradContext*, args…)`"},
      {"torch.autograd.Function.backward", "the static member `backward(AutogradContext*, variable_list)`"},
      {"torch.utils.cpp_extension", "`find_package(Tensorloom)` and `tensorloom_add_library`, shown by [docs/examples/plugin](examples/plugin/README.md)"},
      {"torch.utils.data", "data sources and transforms (`engine/data`), which a project names; a library adds its own"},
      {"torch.utils.data.DataLoaders", "the data node's loader; what is random in it is a function of seed, epoch and sample, so workers need no seeds of their own"},
      {"torch.multiprocessing", "threads instead of processes; memory that forked processes share: `share_memory_()`"},
      // Profilers of the vendor
      {"torch.autograd.profiler.load_nvprof", "none: CUDA 13 has no `nvprof` any more. `nsys` shows the ranges of `emit_nvtx`, and `profile::export_chrome_trace` needs no tool of NVIDIA"},
      {"torch.cuda.profiler.profile", "`nsys profile` around the program, with `tl::autograd::profiler::emit_nvtx` (`engine/autograd/nvtx.h`) around what is to be seen"},
      // Environment and build
      {"OMP_NUM_THREADS", "read at the start, after `TL_THREADS` and `MKL_NUM_THREADS`"},
      {"MKL_NUM_THREADS", "read at the start, after `TL_THREADS` and before `OMP_NUM_THREADS`"},
      {"CUDA_VISIBLE_DEVICES", "read by NVIDIA's driver, which shows only these devices, numbered anew"},
      {"CUDA_LAUNCH_BLOCKING", "read by NVIDIA's driver: with 1 each kernel is waited for, so that an error stands where it was caused"},
      {"ATEN_THREADING", "none: the one pool of threads is the engine's own (`engine/core/pool.h`)"},
      {"MKL_THREADING", "none: OpenBLAS runs with one thread inside a part of the pool's work"},
      {"MKLDNN_THREADING", "none: oneDNN runs with one thread inside a part of the pool's work"},
      {"USE_OPENMP", "none: the pool does not need OpenMP"},
      {"USE_TBB", "none: the pool does not need TBB"},
      {"USE_MKLDNN", "none: oneDNN is always used"},
  };
  return *rows;
}

const StandIn* stand_in(const std::string& documented) {
  for (const StandIn& row : stand_ins())
    if (documented == row.name) return &row;
  return nullptr;
}

}  // namespace tl::by_name
