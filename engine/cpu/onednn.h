// SPDX-License-Identifier: Apache-2.0
// The only header that names oneDNN types; include it from engine/cpu/onednn_*.cpp alone.
#pragma once
#include <oneapi/dnnl/dnnl.hpp>
#include <omp.h>

#include "engine/ops/kernel.h"

namespace tl::ops::onednn {

inline dnnl::engine& engine() {
  static dnnl::engine e(dnnl::engine::kind::cpu, 0);
  return e;
}
/// One stream per thread: execution is synchronous on the CPU.
inline dnnl::stream& stream() {
  thread_local dnnl::stream s(engine());
  return s;
}
/// Primitives are made and run with one library thread: our pool cuts the work (see docs on threads and determinism).
struct OneThread {
  OneThread() : before(omp_get_max_threads()) { if (before != 1) omp_set_num_threads(1); }
  ~OneThread() { if (before != 1) omp_set_num_threads(before); }
  int before;
};
inline dnnl::memory::dims dims(const DimVector& v) { return {v.begin(), v.end()}; }
inline dnnl::memory::desc plain(dnnl::memory::dims d) {
  dnnl::memory::dims strides(d.size());
  int64_t step = 1;
  for (size_t i = d.size(); i-- > 0;) {
    strides[i] = step;
    step *= d[i];
  }
  return {std::move(d), dnnl::memory::data_type::f32, std::move(strides)};
}
/// Scratch memory comes from us: the library's own is shared between the primitives of one thread, and parts run on any.
inline dnnl::primitive_attr user_scratch() {
  dnnl::primitive_attr a;
  a.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  return a;
}
inline size_t round64(size_t n) { return (n + 63) / 64 * 64; }
inline dnnl::memory view(const dnnl::memory::desc& d, const void* p) { return {d, engine(), const_cast<void*>(p)}; }

}  // namespace tl::ops::onednn
