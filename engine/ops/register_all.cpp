// SPDX-License-Identifier: Apache-2.0
#include "engine/ops/register_all.h"

namespace tl::ops {
void register_all() {
  register_pointwise();
  register_copy();
  register_reduce();
  register_shape();
  register_index();
  register_matmul();
  register_conv();
  register_pool();
  register_norm();
  register_softmax();
  register_loss();
  register_random();
  register_matrix_forms();
  register_scan();
  register_sort();
  register_index_forms();
  register_linalg_factor();
  register_linalg_solve();
  register_linalg_qr();
  register_linalg_spectral();
  register_linalg_products();
  register_einsum();
  register_spectral();
  register_special();
  register_sparse();
  register_quantize();
  register_conv_forms();
  register_pool_forms();
  register_box_pool();
  register_patches();
  register_resample();
  register_grid();
  register_norm_forms();
  register_activation_forms();
  register_distance();
  register_loss_forms();
  register_ctc();
}
}  // namespace tl::ops
