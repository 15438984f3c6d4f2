// SPDX-License-Identifier: Apache-2.0
// Kernels on the LU factorisation: factors, inverse, determinants, linear systems.
#include <cmath>
#include <limits>

#include "engine/core/value.h"
#include "engine/cpu/lapack.h"
#include "engine/cpu/lapack_batch.h"

namespace tl::ops::lapack {
namespace {

double cube(int64_t n) { return static_cast<double>(n) * static_cast<double>(n) * static_cast<double>(n); }

[[noreturn]] void singular(const char* op, const std::string& place, Int info, const char* what) {
  fail(op, place, str("the diagonal element ", info, " of its factor U is zero, ", what, " because the input matrix is singular"));
}

/// Loads A and factorises it in column-major memory.
template <class T>
Int factorise(const T* from, const Operand& o, T* lu, Int* pivots) {
  load(from, o, lu, leading(o.rows));
  const Int m = static_cast<Int>(o.rows), n = static_cast<Int>(o.cols), ld = static_cast<Int>(leading(o.rows));
  Int info = 0;
  routines<T>().getrf(&m, &n, lu, &ld, pivots, &info);
  return info;
}

template <class T>
struct Determinant {
  double sign = 1, log_abs = 0, value = 1;
  Determinant(const T* lu, const Int* pivots, int64_t n) {
    for (int64_t i = 0; i < n; ++i) {
      const double u = static_cast<double>(lu[i * n + i]) * (pivots[i] != i + 1 ? -1 : 1);
      value *= u;
      sign = std::isnan(u) ? u : u == 0 ? 0 : u < 0 ? -sign : sign;
      log_abs += std::log(std::abs(u));
    }
    if (sign == 0) log_abs = -std::numeric_limits<double>::infinity();
  }
};
/// Both kinds of determinant: what is written of it decides `write(result, args, batch element)`.
template <class T, class Write>
KernelPtr determinant_kernel(const char* op, const PrepareArgs& a, Write write) {
  const Batch batch(a.in[0], 2);
  const Operand in = batch.operand(a.in[0], 2);
  const int64_t n = in.rows;
  checked_int(op, n);
  Space space;
  const size_t lu = space.add<T>(n * n), pivots = space.add<Int>(n);
  return make_batch_kernel(
      batch, cube(n), space,
      [=](int64_t b, char* work, const RunArgs& r) -> Int {
        factorise(batch.at(r.i<T>(0), in, b), in, piece<T>(work, lu), piece<Int>(work, pivots));
        write(Determinant<T>(piece<T>(work, lu), piece<Int>(work, pivots), n), r, b);
        return 0;
      },
      [](int64_t, Int) {});
}
}  // namespace

KernelPtr prepare_lu(const PrepareArgs& a) {
  return for_floating(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    const Batch batch(a.in[0], 2);
    const Operand in = batch.operand(a.in[0], 2), out = batch.operand(a.out[0], 2), pivots_out = batch.operand(a.out[1], 1), info_out = batch.operand(a.out[2], 0);
    const int64_t k = std::min(in.rows, in.cols);
    checked_int("lu", std::max(in.rows, in.cols));
    Space space;
    const size_t lu = space.add<T>(in.rows * in.cols), pivots = space.add<Int>(k);
    return make_batch_kernel(
        batch, static_cast<double>(in.rows * in.cols) * static_cast<double>(k), space,
        [=](int64_t b, char* work, const RunArgs& r) -> Int {
          *batch.at(r.o<Int>(2), info_out, b) = factorise(batch.at(r.i<T>(0), in, b), in, piece<T>(work, lu), piece<Int>(work, pivots));
          store(piece<T>(work, lu), leading(in.rows), batch.at(r.o<T>(0), out, b), out);
          store(piece<Int>(work, pivots), k, batch.at(r.o<Int>(1), pivots_out, b), pivots_out);
          return 0;
        },
        [](int64_t, Int) {});
  });
}

KernelPtr prepare_pivots_to_matrix(const PrepareArgs& a) {
  return for_floating(a.out[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    const Batch batch(a.out[0], 2);
    const Operand pivots = batch.operand(a.in[1], 1), out = batch.operand(a.out[0], 2);
    const int64_t m = out.rows;
    Space space;
    const size_t order = space.add<int64_t>(m);
    return make_batch_kernel(
        batch, static_cast<double>(m * m), space,
        [=](int64_t b, char* work, const RunArgs& r) -> Int {
          int64_t* rows = piece<int64_t>(work, order);
          for (int64_t i = 0; i < m; ++i) rows[i] = i;
          const Int* p = batch.at(r.i<Int>(1), pivots, b);
          for (int64_t i = 0; i < pivots.rows; ++i) {
            const int64_t other = p[i * pivots.row];
            if (other < 1 || other > m) return static_cast<Int>(i + 1);
            std::swap(rows[i], rows[other - 1]);
          }
          T* to = batch.at(r.o<T>(0), out, b);
          for (int64_t i = 0; i < m; ++i)
            for (int64_t j = 0; j < m; ++j) to[i * out.row + j * out.col] = static_cast<T>(rows[j] == i ? 1 : 0);
          return 0;
        },
        [=](int64_t b, Int info) {
          TL_THROW(value, "lu_unpack", batch.place(b), "pivot ", info - 1, " is not a row of the matrix: pivots count from 1 to ", m);
        });
  });
}

KernelPtr prepare_inverse(const PrepareArgs& a) {
  return for_floating(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    const Batch batch(a.in[0], 2);
    const Operand in = batch.operand(a.in[0], 2), out = batch.operand(a.out[0], 2);
    const Int n = checked_int("inverse", in.rows), query = -1, ld = static_cast<Int>(leading(n));
    Int info = 0, none = 0;
    T answer = 1, nothing = 0;
    if (n > 0) routines<T>().getri(&n, &nothing, &ld, &none, &answer, &query, &info);
    const Int lwork = work_size(answer);
    Space space;
    const size_t lu = space.add<T>(in.rows * in.cols), pivots = space.add<Int>(n), scratch = space.add<T>(lwork);
    return make_batch_kernel(
        batch, 2 * cube(n), space,
        [=](int64_t b, char* work, const RunArgs& r) -> Int {
          T* m = piece<T>(work, lu);
          Int code = factorise(batch.at(r.i<T>(0), in, b), in, m, piece<Int>(work, pivots));
          if (code == 0 && n > 0) routines<T>().getri(&n, m, &ld, piece<Int>(work, pivots), piece<T>(work, scratch), &lwork, &code);
          store(m, ld, batch.at(r.o<T>(0), out, b), out);
          return code;
        },
        [=](int64_t b, Int code) { singular("inverse", batch.place(b), code, "the inversion could not be completed"); });
  });
}

KernelPtr prepare_det(const PrepareArgs& a) {
  return for_floating(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    const Batch batch(a.in[0], 2);
    const Operand out = batch.operand(a.out[0], 0);
    return determinant_kernel<T>("det", a, [=](const Determinant<T>& d, const RunArgs& r, int64_t b) { *batch.at(r.o<T>(0), out, b) = static_cast<T>(d.value); });
  });
}

KernelPtr prepare_slogdet(const PrepareArgs& a) {
  return for_floating(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    const Batch batch(a.in[0], 2);
    const Operand sign = batch.operand(a.out[0], 0), log_abs = batch.operand(a.out[1], 0);
    return determinant_kernel<T>("slogdet", a, [=](const Determinant<T>& d, const RunArgs& r, int64_t b) {
      *batch.at(r.o<T>(0), sign, b) = static_cast<T>(d.sign);
      *batch.at(r.o<T>(1), log_abs, b) = static_cast<T>(d.log_abs);
    });
  });
}

KernelPtr prepare_solve(const PrepareArgs& a) {
  return for_floating(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    const Batch batch(a.out[0], 2);
    const Operand right = batch.operand(a.in[0], 2), left = batch.operand(a.in[1], 2), out = batch.operand(a.out[0], 2), factors = batch.operand(a.out[1], 2);
    const Int n = checked_int("solve", left.rows), k = checked_int("solve", right.cols), ld = static_cast<Int>(leading(n));
    Space space;
    const size_t lu = space.add<T>(left.rows * left.cols), x = space.add<T>(right.rows * right.cols), pivots = space.add<Int>(n);
    return make_batch_kernel(
        batch, cube(n) + static_cast<double>(left.rows * left.rows) * k, space,
        [=](int64_t b, char* work, const RunArgs& r) -> Int {
          Int code = factorise(batch.at(r.i<T>(1), left, b), left, piece<T>(work, lu), piece<Int>(work, pivots));
          load(batch.at(r.i<T>(0), right, b), right, piece<T>(work, x), ld);
          if (code == 0) routines<T>().getrs("N", &n, &k, piece<T>(work, lu), &ld, piece<Int>(work, pivots), piece<T>(work, x), &ld, &code, 1);
          store(piece<T>(work, x), ld, batch.at(r.o<T>(0), out, b), out);
          store(piece<T>(work, lu), ld, batch.at(r.o<T>(1), factors, b), factors);
          return code;
        },
        [=](int64_t b, Int code) { singular("solve", batch.place(b), code, "the system could not be solved"); });
  });
}

}  // namespace tl::ops::lapack
