// SPDX-License-Identifier: Apache-2.0
// Kernels on Householder reflectors: QR factorisation, its parts, and least squares.
#include "engine/core/value.h"
#include "engine/cpu/lapack.h"
#include "engine/cpu/lapack_batch.h"

namespace tl::ops::lapack {
namespace {

template <class T>
Int geqrf_work(Int m, Int n) {
  const Int query = -1, ld = static_cast<Int>(leading(m));
  Int info = 0;
  T answer = 1, nothing = 0;
  if (m && n) routines<T>().geqrf(&m, &n, &nothing, &ld, &nothing, &answer, &query, &info);
  return work_size(answer);
}
template <class T>
Int orgqr_work(Int m, Int n, Int k) {
  const Int query = -1, ld = static_cast<Int>(leading(m));
  Int info = 0;
  T answer = 1, nothing = 0;
  if (m && n) routines<T>().orgqr(&m, &n, &k, &nothing, &ld, &nothing, &answer, &query, &info);
  return work_size(answer);
}
double product3(int64_t a, int64_t b, int64_t c) { return static_cast<double>(a) * static_cast<double>(b) * static_cast<double>(c); }

const auto never = [](int64_t, Int) {};
}  // namespace

KernelPtr prepare_geqrf(const PrepareArgs& a) {
  return for_floating(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    const Batch batch(a.in[0], 2);
    const Operand in = batch.operand(a.in[0], 2), out = batch.operand(a.out[0], 2), tau_out = batch.operand(a.out[1], 1);
    const Int m = checked_int("geqrf", in.rows), n = checked_int("geqrf", in.cols), lwork = geqrf_work<T>(m, n), ld = static_cast<Int>(leading(m));
    Space space;
    const size_t packed = space.add<T>(in.rows * in.cols), tau = space.add<T>(std::min(m, n)), scratch = space.add<T>(lwork);
    return make_batch_kernel(
        batch, product3(m, n, std::min(m, n)), space,
        [=](int64_t b, char* work, const RunArgs& r) -> Int {
          load(batch.at(r.i<T>(0), in, b), in, piece<T>(work, packed), ld);
          Int code = 0;
          if (m && n) routines<T>().geqrf(&m, &n, piece<T>(work, packed), &ld, piece<T>(work, tau), piece<T>(work, scratch), &lwork, &code);
          store(piece<T>(work, packed), ld, batch.at(r.o<T>(0), out, b), out);
          store(piece<T>(work, tau), std::min(m, n), batch.at(r.o<T>(1), tau_out, b), tau_out);
          return 0;
        },
        never);
  });
}

KernelPtr prepare_qr(const PrepareArgs& a) {
  return for_floating(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    const Batch batch(a.in[0], 2);
    const Operand in = batch.operand(a.in[0], 2), q_out = batch.operand(a.out[0], 2), r_out = batch.operand(a.out[1], 2);
    const Int m = checked_int("qr", in.rows), n = checked_int("qr", in.cols), k = std::min(m, n), columns = static_cast<Int>(q_out.cols);
    const Int lwork = std::max(geqrf_work<T>(m, n), orgqr_work<T>(m, columns, k)), ld = static_cast<Int>(leading(m));
    Space space;
    const size_t packed = space.add<T>(in.rows * std::max(in.cols, q_out.cols)), tau = space.add<T>(k), scratch = space.add<T>(lwork);
    return make_batch_kernel(
        batch, 2 * product3(m, std::max(n, columns), k), space,
        [=](int64_t b, char* work, const RunArgs& r) -> Int {
          T* f = piece<T>(work, packed);
          load(batch.at(r.i<T>(0), in, b), in, f, ld);
          Int code = 0;
          if (m && n) routines<T>().geqrf(&m, &n, f, &ld, piece<T>(work, tau), piece<T>(work, scratch), &lwork, &code);
          T* upper = batch.at(r.o<T>(1), r_out, b);
          for (int64_t j = 0; j < n; ++j)
            for (int64_t i = 0; i < r_out.rows; ++i) upper[i * r_out.row + j * r_out.col] = i <= j ? f[j * ld + i] : T(0);
          if (m && columns) routines<T>().orgqr(&m, &columns, &k, f, &ld, piece<T>(work, tau), piece<T>(work, scratch), &lwork, &code);
          store(f, ld, batch.at(r.o<T>(0), q_out, b), q_out);
          return 0;
        },
        never);
  });
}

KernelPtr prepare_orgqr(const PrepareArgs& a) {
  return for_floating(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    const Batch batch(a.out[0], 2);
    const Operand in = batch.operand(a.in[0], 2), tau_in = batch.operand(a.in[1], 1), out = batch.operand(a.out[0], 2);
    const Int m = checked_int("orgqr", in.rows), n = checked_int("orgqr", in.cols), k = static_cast<Int>(tau_in.rows), ld = static_cast<Int>(leading(m));
    const Int lwork = orgqr_work<T>(m, n, k);
    Space space;
    const size_t packed = space.add<T>(in.rows * in.cols), tau = space.add<T>(k), scratch = space.add<T>(lwork);
    return make_batch_kernel(
        batch, product3(m, n, k), space,
        [=](int64_t b, char* work, const RunArgs& r) -> Int {
          load(batch.at(r.i<T>(0), in, b), in, piece<T>(work, packed), ld);
          load(batch.at(r.i<T>(1), tau_in, b), tau_in, piece<T>(work, tau), leading(k));
          Int code = 0;
          if (m && n) routines<T>().orgqr(&m, &n, &k, piece<T>(work, packed), &ld, piece<T>(work, tau), piece<T>(work, scratch), &lwork, &code);
          store(piece<T>(work, packed), ld, batch.at(r.o<T>(0), out, b), out);
          return 0;
        },
        never);
  });
}

KernelPtr prepare_ormqr(const PrepareArgs& a) {
  return for_floating(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    const Batch batch(a.out[0], 2);
    const Operand in = batch.operand(a.in[0], 2), tau_in = batch.operand(a.in[1], 1), mat = batch.operand(a.in[2], 2), out = batch.operand(a.out[0], 2);
    const char *side = a.attr[0].b() ? "L" : "R", *trans = a.attr[1].b() ? "T" : "N";
    const Int m = checked_int("ormqr", mat.rows), n = checked_int("ormqr", mat.cols), k = static_cast<Int>(tau_in.rows);
    const Int ld = static_cast<Int>(leading(in.rows)), ldc = static_cast<Int>(leading(m)), query = -1;
    Int info = 0;
    T answer = 1, nothing = 0;
    if (m && n && k) routines<T>().ormqr(side, trans, &m, &n, &k, &nothing, &ld, &nothing, &nothing, &ldc, &answer, &query, &info, 1, 1);
    const Int lwork = work_size(answer);
    Space space;
    const size_t packed = space.add<T>(in.rows * in.cols), tau = space.add<T>(k), c = space.add<T>(mat.rows * mat.cols), scratch = space.add<T>(lwork);
    return make_batch_kernel(
        batch, 2 * product3(m, n, k), space,
        [=](int64_t b, char* work, const RunArgs& r) -> Int {
          load(batch.at(r.i<T>(0), in, b), in, piece<T>(work, packed), ld);
          load(batch.at(r.i<T>(1), tau_in, b), tau_in, piece<T>(work, tau), leading(k));
          load(batch.at(r.i<T>(2), mat, b), mat, piece<T>(work, c), ldc);
          Int code = 0;
          if (m && n && k)
            routines<T>().ormqr(side, trans, &m, &n, &k, piece<T>(work, packed), &ld, piece<T>(work, tau), piece<T>(work, c), &ldc, piece<T>(work, scratch),
                                &lwork, &code, 1, 1);
          store(piece<T>(work, c), ldc, batch.at(r.o<T>(0), out, b), out);
          return 0;
        },
        never);
  });
}

KernelPtr prepare_lstsq(const PrepareArgs& a) {
  return for_floating(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    const Batch batch(a.out[0], 2);
    const Operand right = batch.operand(a.in[0], 2), left = batch.operand(a.in[1], 2), out = batch.operand(a.out[0], 2), factors = batch.operand(a.out[1], 2);
    const Int m = checked_int("lstsq", left.rows), n = checked_int("lstsq", left.cols), k = checked_int("lstsq", right.cols), query = -1;
    const Int lda = static_cast<Int>(leading(m)), ldb = static_cast<Int>(leading(out.rows));
    Int info = 0;
    T answer = 1, nothing = 0;
    if (m && n && k) routines<T>().gels("N", &m, &n, &k, &nothing, &lda, &nothing, &ldb, &answer, &query, &info, 1);
    const Int lwork = work_size(answer);
    Space space;
    const size_t packed = space.add<T>(left.rows * left.cols), x = space.add<T>(out.rows * out.cols), scratch = space.add<T>(lwork);
    return make_batch_kernel(
        batch, product3(m, n, std::min(m, n) + k), space,
        [=](int64_t b, char* work, const RunArgs& r) -> Int {
          T* solution = piece<T>(work, x);
          std::fill_n(solution, out.rows * out.cols, T(0));
          load(batch.at(r.i<T>(1), left, b), left, piece<T>(work, packed), lda);
          load(batch.at(r.i<T>(0), right, b), right, solution, ldb);
          Int code = 0;
          if (m && n && k) routines<T>().gels("N", &m, &n, &k, piece<T>(work, packed), &lda, solution, &ldb, piece<T>(work, scratch), &lwork, &code, 1);
          store(solution, ldb, batch.at(r.o<T>(0), out, b), out);
          store(piece<T>(work, packed), lda, batch.at(r.o<T>(1), factors, b), factors);
          return code;
        },
        [=](int64_t b, Int code) {
          fail("lstsq", batch.place(b), str("the least squares solution could not be computed because the matrix does not have full rank (error code ", code, ")"),
               "Use pinverse, which takes matrices of any rank.");
        });
  });
}

}  // namespace tl::ops::lapack
