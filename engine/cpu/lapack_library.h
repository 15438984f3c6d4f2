// SPDX-License-Identifier: Apache-2.0
// The routines of LAPACK and BLAS that engine/cpu/lapack_*.cpp call, from OpenBLAS, which is opened at first use: a program that factorises
// nothing starts without its memory and threads. Matrices are column-major; numbers are passed by address, as Fortran wants them. OpenBLAS runs
// with one thread: our pool cuts batches into parts.
#pragma once
#include <cstddef>

namespace tl::lapack {

using Int = int;              ///< LAPACK's integer
using Length = std::size_t;   ///< Fortran's hidden length of a text argument; all texts here are one letter

template <class T>
struct Routines {
  void (*getrf)(const Int* m, const Int* n, T* a, const Int* lda, Int* ipiv, Int* info);
  void (*getri)(const Int* n, T* a, const Int* lda, const Int* ipiv, T* work, const Int* lwork, Int* info);
  void (*getrs)(const char* trans, const Int* n, const Int* nrhs, const T* a, const Int* lda, const Int* ipiv, T* b, const Int* ldb, Int* info, Length);
  void (*potrf)(const char* uplo, const Int* n, T* a, const Int* lda, Int* info, Length);
  void (*potrs)(const char* uplo, const Int* n, const Int* nrhs, const T* a, const Int* lda, T* b, const Int* ldb, Int* info, Length);
  void (*geqrf)(const Int* m, const Int* n, T* a, const Int* lda, T* tau, T* work, const Int* lwork, Int* info);
  void (*orgqr)(const Int* m, const Int* n, const Int* k, T* a, const Int* lda, const T* tau, T* work, const Int* lwork, Int* info);
  void (*ormqr)(const char* side, const char* trans, const Int* m, const Int* n, const Int* k, const T* a, const Int* lda, const T* tau, T* c,
                const Int* ldc, T* work, const Int* lwork, Int* info, Length, Length);
  void (*gesdd)(const char* job, const Int* m, const Int* n, T* a, const Int* lda, T* s, T* u, const Int* ldu, T* vt, const Int* ldvt, T* work,
                const Int* lwork, Int* iwork, Int* info, Length);
  void (*syevd)(const char* job, const char* uplo, const Int* n, T* a, const Int* lda, T* w, T* work, const Int* lwork, Int* iwork,
                const Int* liwork, Int* info, Length, Length);
  void (*geev)(const char* left, const char* right, const Int* n, T* a, const Int* lda, T* wr, T* wi, T* vl, const Int* ldvl, T* vr, const Int* ldvr,
               T* work, const Int* lwork, Int* info, Length, Length);
  void (*gels)(const char* trans, const Int* m, const Int* n, const Int* nrhs, T* a, const Int* lda, T* b, const Int* ldb, T* work, const Int* lwork,
               Int* info, Length);
  void (*trsm)(const char* side, const char* uplo, const char* trans, const char* diag, const Int* m, const Int* n, const T* alpha, const T* a,
               const Int* lda, T* b, const Int* ldb, Length, Length, Length, Length);
  void (*gemm)(const char* trans_a, const char* trans_b, const Int* m, const Int* n, const Int* k, const T* alpha, const T* a, const Int* lda,
               const T* b, const Int* ldb, const T* beta, T* c, const Int* ldc, Length, Length);
};

/// Opens the library once. Throws NotImplementedError with the package to install when it is not there. For float and double; thread-safe.
template <class T>
const Routines<T>& routines();

/// Around calls: the variant of the library that is built on OpenMP asks the calling thread for its number of threads.
class OneThread {
 public:
  OneThread();
  ~OneThread();
  OneThread(const OneThread&) = delete;
  OneThread& operator=(const OneThread&) = delete;

 private:
  int before_;
};

}  // namespace tl::lapack
