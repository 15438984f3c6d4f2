// SPDX-License-Identifier: Apache-2.0
// Dropout, whose masks equal the CPU's bit for bit, and the two kernels of the losses over classes.
#include "engine/cuda/texts.h"

namespace tl::gpu {
namespace {

// The round and key constants of Philox4x32-10, as engine/core/philox.h.
const char* const dropout_body = R"(
TL_KERNEL(dropout, const T* in, const long long* state, T* out, long long n, long long run, unsigned int limit, T scale) {
  const unsigned long long key = (unsigned long long)state[0], high = (unsigned long long)state[1];
  for (long long e = TL_FIRST; e < n; e += TL_STEP) {
    const long long group = e / (4 * run);
    unsigned int c0 = (unsigned int)group, c1 = (unsigned int)(group >> 32), c2 = (unsigned int)high, c3 = (unsigned int)(high >> 32);
    unsigned int k0 = (unsigned int)key, k1 = (unsigned int)(key >> 32);
    for (int round = 0; round < 10; ++round) {
      const unsigned long long a = 0xD2511F53ULL * c0, b = 0xCD9E8D57ULL * c2;
      c0 = (unsigned int)(b >> 32) ^ c1 ^ k0;
      c1 = (unsigned int)b;
      c2 = (unsigned int)(a >> 32) ^ c3 ^ k1;
      c3 = (unsigned int)a;
      k0 += 0x9E3779B9u;
      k1 += 0xBB67AE85u;
    }
    const long long which = (e - group * 4 * run) / run;
    const unsigned int word = which == 0 ? c0 : which == 1 ? c1 : which == 2 ? c2 : c3;
    out[e] = in[e] * (word >= limit ? scale : (T)0);
  }
}
)";
KernelText dropout_text(ScalarType t) { return {str("dropout/", dtype_name(t)), str(text_head, "#define T ", cuda_type(t), "\n", dropout_body)}; }

template <class T>
KernelPtr dropout_kernel(const PrepareArgs& a) {
  const double p = a.attr[0].d();
  const long long n = a.in[0].numel, run = a.attr[1].i();
  const uint32_t limit = static_cast<uint32_t>(std::min(4294967295.0, p * 4294967296.0));
  const T scale = p < 1 ? static_cast<T>(1.0 / (1.0 - p)) : T(0);
  Gpu* g = &gpu(a.device);
  const CUfunction f = g->function(dropout_text(a.in[0].dtype), "dropout");
  return ops::make_kernel(1, [=](int, const RunArgs& r) { g->launch(f, blocks_for(n), block_threads, r.in[0], r.in[1], r.out[0], n, run, limit, scale); });
}
KernelPtr prepare_dropout(const PrepareArgs& a) {
  if (!dense(a)) return nullptr;
  if (a.in[0].dtype == kFloat) return dropout_kernel<float>(a);
  return a.in[0].dtype == kDouble ? dropout_kernel<double>(a) : nullptr;
}

const char* const loss_body = R"(
TL_KERNEL(nll_pick, const T* in, const long long* target, T* out, long long n, long long classes, long long ignored) {
  for (long long i = TL_FIRST; i < n; i += TL_STEP) {
    const long long t = target[i];
    out[i] = t == ignored || t < 0 || t >= classes ? (T)0 : (T)((T)0 - in[i * classes + t]);
  }
}
TL_KERNEL(nll_spread, const T* grad, const long long* target, T* out, long long n, long long classes, long long ignored) {
  for (long long e = TL_FIRST; e < n * classes; e += TL_STEP) {
    const long long i = e / classes, t = target[i];
    out[e] = t != ignored && t == e - i * classes ? (T)((T)0 - grad[i]) : (T)0;
  }
}
)";
KernelText loss_text(ScalarType t) { return {str("loss/", dtype_name(t)), str(text_head, "#define T ", cuda_type(t), "\n", loss_body)}; }

template <bool Spread>
KernelPtr prepare_nll(const PrepareArgs& a) {
  if (!dense(a)) return nullptr;
  const long long n = a.in[1].numel, classes = Spread ? a.attr[1].i() : a.in[0].sizes[1], ignored = a.attr[0].i();
  Gpu* g = &gpu(a.device);
  const CUfunction check = g->function(range_check_text(), "check_range");
  const CUfunction f = g->function(loss_text(a.in[0].dtype), Spread ? "nll_spread" : "nll_pick");
  const Report report = [classes](int64_t sample, int64_t t) {
    TL_THROW(index, "nll_loss", "target ", t, " of sample ", sample, " in the batch is not a class: there are ", classes, " (0 to ", classes - 1, ")");
  };
  return ops::make_kernel(1, [=](int, const RunArgs& r) {
    void* slot = g->report_slot(report);
    g->launch(check, 1, block_threads, r.in[1], n, 0LL, classes, ignored, slot);
    g->launch(f, blocks_for(Spread ? n * classes : n), block_threads, r.in[0], r.in[1], r.out[0], n, classes, ignored);
  });
}
}  // namespace

void register_random() { ops::set_kernel("philox_dropout", kCUDA, prepare_dropout); }
void random_texts(Texts& all) {
  all.push_back(dropout_text(kFloat));
  all.push_back(dropout_text(kDouble));
}
void register_loss() {
  ops::set_kernel("nll_pick", kCUDA, prepare_nll<false>);
  ops::set_kernel("nll_spread", kCUDA, prepare_nll<true>);
}
void loss_texts(Texts& all) {
  for (const ScalarType t : kernel_types()) all.push_back(loss_text(t));
}

}  // namespace tl::gpu
