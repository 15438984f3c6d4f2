// SPDX-License-Identifier: Apache-2.0
// Kernels on singular values and eigenvalues.
#include "engine/core/value.h"
#include "engine/cpu/lapack.h"
#include "engine/cpu/lapack_batch.h"

namespace tl::ops::lapack {
namespace {

/// U, S and Vᵀ of one column-major matrix; job "A": full factors, "S": thin ones, "N": S alone.
template <class T>
class Svd {
 public:
  Svd(const char* op, int64_t rows, int64_t cols, const char* job, Space& space) : job_(job), m_(checked_int(op, rows)), n_(checked_int(op, cols)) {
    const int64_t k = std::min(rows, cols);
    u_cols_ = *job == 'A' ? rows : *job == 'S' ? k : 0;
    vt_rows_ = *job == 'A' ? cols : *job == 'S' ? k : 0;
    const Int query = -1, lda = ld(), ldu = static_cast<Int>(leading(rows)), ldvt = ld_vt();
    Int info = 0, none = 0;
    T answer = 1, nothing = 0;
    if (k) routines<T>().gesdd(job, &m_, &n_, &nothing, &lda, &nothing, &nothing, &ldu, &nothing, &ldvt, &answer, &query, &none, &info, 1);
    lwork_ = work_size(answer);
    a_ = space.add<T>(rows * cols);
    s_ = space.add<T>(k);
    u_ = space.add<T>(rows * u_cols_);
    vt_ = space.add<T>(vt_rows_ * cols);
    work_ = space.add<T>(lwork_);
    iwork_ = space.add<Int>(8 * k);
  }
  Int ld() const { return static_cast<Int>(leading(m_)); }
  Int ld_vt() const { return static_cast<Int>(leading(vt_rows_)); }
  T* s(char* work) const { return piece<T>(work, s_); }
  T* u(char* work) const { return piece<T>(work, u_); }
  T* vt(char* work) const { return piece<T>(work, vt_); }
  double cost() const { return 8.0 * m_ * static_cast<double>(n_) * std::min(m_, n_); }

  Int run(const T* from, const Operand& in, char* work) const {
    if (m_ == 0 || n_ == 0) {  // no values; the factors of an empty matrix are identities
      identity(u(work), m_, u_cols_);
      identity(vt(work), vt_rows_, n_);
      return 0;
    }
    T* a = piece<T>(work, a_);
    load(from, in, a, ld());
    if (!cpu::all_finite(a, in.rows * in.cols)) return not_finite;
    const Int lda = ld(), ldvt = ld_vt();
    Int code = 0;
    routines<T>().gesdd(job_, &m_, &n_, a, &lda, s(work), u(work), &lda, vt(work), &ldvt, piece<T>(work, work_), &lwork_, piece<Int>(work, iwork_), &code, 1);
    return code;
  }

 private:
  static void identity(T* to, int64_t rows, int64_t cols) {
    for (int64_t j = 0; j < cols; ++j)
      for (int64_t i = 0; i < rows; ++i) to[j * rows + i] = static_cast<T>(i == j ? 1 : 0);
  }
  const char* job_;
  Int m_, n_, lwork_ = 1;
  int64_t u_cols_ = 0, vt_rows_ = 0;
  size_t a_, s_, u_, vt_, work_, iwork_;
};

template <class T>
void zero(T* to, const Operand& o) {
  for (int64_t i = 0; i < o.rows; ++i)
    for (int64_t j = 0; j < o.cols; ++j) to[i * o.row + j * o.col] = 0;
}
}  // namespace

KernelPtr prepare_svd(const PrepareArgs& a) {
  return for_floating(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    const Batch batch(a.in[0], 2);
    const Operand in = batch.operand(a.in[0], 2), u = batch.operand(a.out[0], 2), s = batch.operand(a.out[1], 1), vectors = batch.operand(a.out[2], 2);
    const bool some = a.attr[0].b(), with_vectors = a.attr[1].b();
    Space space;
    const Svd<T> svd("svd", in.rows, in.cols, !with_vectors ? "N" : some ? "S" : "A", space);
    return make_batch_kernel(
        batch, svd.cost(), space,
        [=](int64_t b, char* work, const RunArgs& r) -> Int {
          const Int code = svd.run(batch.at(r.i<T>(0), in, b), in, work);
          if (code) return code;
          store(svd.s(work), leading(s.rows), batch.at(r.o<T>(1), s, b), s);
          if (with_vectors) {
            store(svd.u(work), svd.ld(), batch.at(r.o<T>(0), u, b), u);
            store(svd.vt(work), svd.ld_vt(), batch.at(r.o<T>(2), vectors, b), vectors.transposed());
          } else {
            zero(batch.at(r.o<T>(0), u, b), u);
            zero(batch.at(r.o<T>(2), vectors, b), vectors);
          }
          return 0;
        },
        [=](int64_t b, Int code) { fail_to_converge("svd", batch.place(b), code); });
  });
}

KernelPtr prepare_pinverse(const PrepareArgs& a) {
  return for_floating(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    const Batch batch(a.in[0], 2);
    const Operand in = batch.operand(a.in[0], 2), out = batch.operand(a.out[0], 2);
    const double rcond = a.attr[0].d();
    Space space;
    const Svd<T> svd("pinverse", in.rows, in.cols, "S", space);
    const size_t result = space.add<T>(in.rows * in.cols);
    const Int m = static_cast<Int>(in.rows), n = static_cast<Int>(in.cols), k = std::min(m, n);
    return make_batch_kernel(
        batch, svd.cost(), space,
        [=](int64_t b, char* work, const RunArgs& r) -> Int {
          const Int code = svd.run(batch.at(r.i<T>(0), in, b), in, work);
          if (code || k == 0) return code;
          T *s = svd.s(work), *u = svd.u(work), *x = piece<T>(work, result);
          const T cutoff = static_cast<T>(rcond) * s[0], one = 1, zero = 0;
          for (Int j = 0; j < k; ++j) {
            const T scale = s[j] > cutoff ? 1 / s[j] : T(0);
            for (Int i = 0; i < m; ++i) u[static_cast<int64_t>(j) * m + i] *= scale;
          }
          routines<T>().gemm("T", "T", &n, &m, &k, &one, svd.vt(work), &k, u, &m, &zero, x, &n, 1, 1);
          store(x, n, batch.at(r.o<T>(0), out, b), out);
          return 0;
        },
        [=](int64_t b, Int code) { fail_to_converge("pinverse", batch.place(b), code); });
  });
}

KernelPtr prepare_symeig(const PrepareArgs& a) {
  return for_floating(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    const Batch batch(a.in[0], 2);
    const Operand in = batch.operand(a.in[0], 2), values = batch.operand(a.out[0], 1), vectors = batch.operand(a.out[1], 2);
    const bool with_vectors = a.attr[0].b(), upper = a.attr[1].b();
    const char *job = with_vectors ? "V" : "N", *uplo = upper ? "U" : "L";
    const Int n = checked_int("symeig", in.rows), ld = static_cast<Int>(leading(n)), query = -1;
    Int info = 0, integers = 1;
    T answer = 1, nothing = 0;
    if (n) routines<T>().syevd(job, uplo, &n, &nothing, &ld, &nothing, &answer, &query, &integers, &query, &info, 1, 1);
    const Int lwork = work_size(answer), liwork = integers;
    Space space;
    const size_t m = space.add<T>(in.rows * in.cols), w = space.add<T>(n), scratch = space.add<T>(lwork), iscratch = space.add<Int>(liwork);
    return make_batch_kernel(
        batch, 4.0 * n * n * static_cast<double>(n), space,
        [=](int64_t b, char* work, const RunArgs& r) -> Int {
          T* f = piece<T>(work, m);
          load(batch.at(r.i<T>(0), in, b), in, f, ld);
          for (int64_t j = 0; j < n; ++j)  // the other triangle does not count, not even for the check below
            for (int64_t i = upper ? j + 1 : 0; i < (upper ? n : j); ++i) f[j * ld + i] = 0;
          if (!cpu::all_finite(f, in.rows * in.cols)) return not_finite;
          Int code = 0;
          if (n) routines<T>().syevd(job, uplo, &n, f, &ld, piece<T>(work, w), piece<T>(work, scratch), &lwork, piece<Int>(work, iscratch), &liwork, &code, 1, 1);
          if (code) return code;
          store(piece<T>(work, w), ld, batch.at(r.o<T>(0), values, b), values);
          if (with_vectors) store(f, ld, batch.at(r.o<T>(1), vectors, b), vectors);
          else zero(batch.at(r.o<T>(1), vectors, b), vectors);
          return 0;
        },
        [=](int64_t b, Int code) { fail_to_converge("symeig", batch.place(b), code); });
  });
}

KernelPtr prepare_eig(const PrepareArgs& a) {
  return for_floating(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    const Batch batch(a.in[0], 2);
    const bool with_vectors = a.attr[0].b();
    const Operand in = batch.operand(a.in[0], 2), values = batch.operand(a.out[0], 2), vectors = with_vectors ? batch.operand(a.out[1], 2) : Operand();
    const char* job = with_vectors ? "V" : "N";
    const Int n = checked_int("eig", in.rows), ld = static_cast<Int>(leading(n)), one = 1, query = -1;
    Int info = 0;
    T answer = 1, nothing = 0;
    if (n) routines<T>().geev("N", job, &n, &nothing, &ld, &nothing, &nothing, &nothing, &one, &nothing, &ld, &answer, &query, &info, 1, 1);
    const Int lwork = work_size(answer);
    Space space;
    const size_t m = space.add<T>(in.rows * in.cols), w = space.add<T>(2 * in.rows), v_at = space.add<T>(with_vectors ? in.rows * in.cols : 1), scratch = space.add<T>(lwork);
    return make_batch_kernel(
        batch, 25.0 * n * n * static_cast<double>(n), space,
        [=](int64_t b, char* work, const RunArgs& r) -> Int {
          T *f = piece<T>(work, m), *parts = piece<T>(work, w), unused = 0;
          load(batch.at(r.i<T>(0), in, b), in, f, ld);
          if (!cpu::all_finite(f, in.rows * in.cols)) return not_finite;
          Int code = 0;
          if (n) routines<T>().geev("N", job, &n, f, &ld, parts, parts + n, &unused, &one, piece<T>(work, v_at), &ld, piece<T>(work, scratch), &lwork, &code, 1, 1);
          if (code) return code;
          store(parts, n, batch.at(r.o<T>(0), values, b), values);  // real parts, then imaginary parts: two columns
          if (with_vectors) store(piece<T>(work, v_at), ld, batch.at(r.o<T>(1), vectors, b), vectors);
          return 0;
        },
        [=](int64_t b, Int code) { fail_to_converge("eig", batch.place(b), code); });
  });
}

}  // namespace tl::ops::lapack
