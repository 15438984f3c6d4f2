// SPDX-License-Identifier: Apache-2.0
#include "engine/cpu/lapack_library.h"

#include <dlfcn.h>
#include <omp.h>

#include <string>

#include "engine/core/error.h"

namespace tl::lapack {
namespace {

constexpr const char* file_name = "libopenblas.so.0";

[[noreturn]] void missing(const std::string& why) {
  throw NotImplementedError(ErrorCategory::not_implemented, "linear algebra", "needs OpenBLAS, and " + why, "Install the package libopenblas0.");
}

void* library() {
  static void* const handle = [] {
    void* h = dlopen(file_name, RTLD_NOW | RTLD_LOCAL);
    if (!h) {
      const char* why = dlerror();
      missing(why ? why : std::string(file_name) + " cannot be opened");
    }
    // Its own threads would be a second pool, and their number changes bits.
    if (void* set = dlsym(h, "openblas_set_num_threads")) reinterpret_cast<void (*)(int)>(set)(1);
    return h;
  }();
  return handle;
}

template <class F>
void find(F& slot, char type, const char* routine) {
  const std::string name = type + std::string(routine) + '_';
  slot = reinterpret_cast<F>(dlsym(library(), name.c_str()));
  if (!slot) missing(std::string(file_name) + " has no " + name);
}

template <class T>
Routines<T> load(char type) {
  Routines<T> r;
  find(r.getrf, type, "getrf");
  find(r.getri, type, "getri");
  find(r.getrs, type, "getrs");
  find(r.potrf, type, "potrf");
  find(r.potrs, type, "potrs");
  find(r.geqrf, type, "geqrf");
  find(r.orgqr, type, "orgqr");
  find(r.ormqr, type, "ormqr");
  find(r.gesdd, type, "gesdd");
  find(r.syevd, type, "syevd");
  find(r.geev, type, "geev");
  find(r.gels, type, "gels");
  find(r.trsm, type, "trsm");
  find(r.gemm, type, "gemm");
  return r;
}
}  // namespace

OneThread::OneThread() : before_(omp_get_max_threads()) {
  if (before_ != 1) omp_set_num_threads(1);
}
OneThread::~OneThread() {
  if (before_ != 1) omp_set_num_threads(before_);
}

template <>
const Routines<float>& routines() {
  static const Routines<float> r = load<float>('s');
  return r;
}
template <>
const Routines<double>& routines() {
  static const Routines<double> r = load<double>('d');
  return r;
}

}  // namespace tl::lapack
