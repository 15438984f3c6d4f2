// SPDX-License-Identifier: Apache-2.0
// Kernels on triangular factors: triangular systems and the Cholesky factorisation.
#include "engine/core/value.h"
#include "engine/cpu/lapack.h"
#include "engine/cpu/lapack_batch.h"

namespace tl::ops::lapack {

KernelPtr prepare_triangular_solution(const PrepareArgs& a) {
  return for_floating(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    const Batch batch(a.out[0], 2);
    const Operand right = batch.operand(a.in[0], 2), left = batch.operand(a.in[1], 2), out = batch.operand(a.out[0], 2);
    const Int n = checked_int("triangular_solve", left.rows), k = checked_int("triangular_solve", right.cols), ld = static_cast<Int>(leading(n));
    const char *uplo = a.attr[0].b() ? "U" : "L", *trans = a.attr[1].b() ? "T" : "N", *diag = a.attr[2].b() ? "U" : "N";
    Space space;
    const size_t m = space.add<T>(left.rows * left.cols), x = space.add<T>(right.rows * right.cols);
    return make_batch_kernel(
        batch, static_cast<double>(left.rows * left.rows) * k, space,
        [=](int64_t b, char* work, const RunArgs& r) -> Int {
          const T one = 1;
          load(batch.at(r.i<T>(1), left, b), left, piece<T>(work, m), ld);
          load(batch.at(r.i<T>(0), right, b), right, piece<T>(work, x), ld);
          if (n && k) routines<T>().trsm("L", uplo, trans, diag, &n, &k, &one, piece<T>(work, m), &ld, piece<T>(work, x), &ld, 1, 1, 1, 1);
          store(piece<T>(work, x), ld, batch.at(r.o<T>(0), out, b), out);
          return 0;
        },
        [](int64_t, Int) {});
  });
}

KernelPtr prepare_cholesky(const PrepareArgs& a) {
  return for_floating(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    const Batch batch(a.in[0], 2);
    const Operand in = batch.operand(a.in[0], 2), out = batch.operand(a.out[0], 2);
    const Int n = checked_int("cholesky", in.rows), ld = static_cast<Int>(leading(n));
    const bool upper = a.attr[0].b();
    Space space;
    const size_t m = space.add<T>(in.rows * in.cols);
    return make_batch_kernel(
        batch, static_cast<double>(in.rows * in.rows) * static_cast<double>(in.rows) / 3, space,
        [=](int64_t b, char* work, const RunArgs& r) -> Int {
          T* f = piece<T>(work, m);
          load(batch.at(r.i<T>(0), in, b), in, f, ld);
          Int code = 0;
          routines<T>().potrf(upper ? "U" : "L", &n, f, &ld, &code, 1);
          for (int64_t j = 0; j < n; ++j)
            for (int64_t i = upper ? j + 1 : 0; i < (upper ? n : j); ++i) f[j * ld + i] = 0;
          store(f, ld, batch.at(r.o<T>(0), out, b), out);
          return code;
        },
        [=](int64_t b, Int code) {
          fail("cholesky", batch.place(b),
               str("the factorization could not be completed because the input is not positive definite (the leading minor of order ", code, " is not)"),
               "The input must be symmetric with positive eigenvalues; adding a small multiple of the identity may help.");
        });
  });
}

KernelPtr prepare_cholesky_solve(const PrepareArgs& a) {
  return for_floating(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    const Batch batch(a.out[0], 2);
    const Operand right = batch.operand(a.in[0], 2), factor = batch.operand(a.in[1], 2), out = batch.operand(a.out[0], 2);
    const Int n = checked_int("cholesky_solve", factor.rows), k = checked_int("cholesky_solve", right.cols), ld = static_cast<Int>(leading(n));
    const char* uplo = a.attr[0].b() ? "U" : "L";
    Space space;
    const size_t m = space.add<T>(factor.rows * factor.cols), x = space.add<T>(right.rows * right.cols);
    return make_batch_kernel(
        batch, 2 * static_cast<double>(factor.rows * factor.rows) * k, space,
        [=](int64_t b, char* work, const RunArgs& r) -> Int {
          load(batch.at(r.i<T>(1), factor, b), factor, piece<T>(work, m), ld);
          load(batch.at(r.i<T>(0), right, b), right, piece<T>(work, x), ld);
          Int code = 0;
          routines<T>().potrs(uplo, &n, &k, piece<T>(work, m), &ld, piece<T>(work, x), &ld, &code, 1);
          store(piece<T>(work, x), ld, batch.at(r.o<T>(0), out, b), out);
          return code;
        },
        [=](int64_t b, Int code) { fail("cholesky_solve", batch.place(b), str("the library refused the operands (error code ", code, ")")); });
  });
}

}  // namespace tl::ops::lapack
