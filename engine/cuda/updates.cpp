// SPDX-License-Identifier: Apache-2.0
// The optimizers' updates: the arithmetic of engine/cpu/optim_kernels.cpp, element by element.
#include "engine/cuda/texts.h"
#include "engine/optim/device_updates.h"

namespace tl::gpu {
namespace {

const char* const update_body = R"(
TL_KERNEL(sgd, T* p, T* buffer, const T* gradient, T lr, T momentum, T dampening, T decay, int nesterov, int first, long long n) {
  const T fresh = first ? (T)1 : (T)1 - dampening, old = first ? (T)0 : momentum;
  const T straight = nesterov ? (T)1 : (T)0, through = nesterov ? momentum : (T)1;
  for (long long i = TL_FIRST; i < n; i += TL_STEP) {
    const T d = gradient[i] + decay * p[i];
    if (buffer) {
      buffer[i] = old * buffer[i] + fresh * d;
      p[i] -= lr * (straight * d + through * buffer[i]);
    } else {
      p[i] -= lr * d;
    }
  }
}
__device__ inline float tl_sqrt(float x) { return sqrtf(x); }
__device__ inline double tl_sqrt(double x) { return sqrt(x); }
TL_KERNEL(adam, T* p, T* m, T* v, T* top, const T* gradient, T beta1, T beta2, T rest1, T rest2, T eps, T decay, T keep, T size, T root, long long n) {
  for (long long i = TL_FIRST; i < n; i += TL_STEP) {
    const T before = p[i] * keep, g = gradient[i] + decay * before;
    m[i] = beta1 * m[i] + rest1 * g;
    v[i] = beta2 * v[i] + rest2 * g * g;
    T second = v[i];
    if (top) top[i] = second = top[i] > second ? top[i] : second;
    p[i] = before - size * m[i] / (tl_sqrt(second) / root + eps);
  }
}
)";
KernelText text(ScalarType t) { return {str("update/", dtype_name(t)), str(text_head, "#define T ", cuda_type(t), "\n", update_body)}; }

template <class T>
CUfunction kernel(Gpu& g, const char* name) {
  static const auto* t = new KernelText(text(CppTypeToScalarType<T>::value));
  return g.function(*t, name);
}
template <class T>
void sgd(const cpu::SgdUpdate<T>& u, int64_t n, Device device) {
  Gpu& g = gpu(device);
  g.launch(kernel<T>(g, "sgd"), blocks_for(n), block_threads, u.parameter, u.momentum_buffer, u.gradient, u.lr, u.momentum, u.dampening, u.weight_decay,
           int{u.nesterov}, int{u.first}, static_cast<long long>(n));
}
template <class T>
void adam(const cpu::AdamUpdate<T>& u, int64_t n, Device device) {
  Gpu& g = gpu(device);
  g.launch(kernel<T>(g, "adam"), blocks_for(n), block_threads, u.parameter, u.exp_avg, u.exp_avg_sq, u.max_exp_avg_sq, u.gradient, u.beta1, u.beta2, u.rest1, u.rest2, u.eps,
           u.weight_decay, u.keep, u.step_size, u.root_correction, static_cast<long long>(n));
}
}  // namespace

void register_updates() {
  optim::device_updates(kCUDA) = {sgd<float>, sgd<double>, adam<float>, adam<double>};
}
void update_texts(Texts& all) {
  all.push_back(text(kFloat));
  all.push_back(text(kDouble));
}

}  // namespace tl::gpu
