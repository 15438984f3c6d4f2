// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace tl::ops {
/// Calls every family's registration, in order of dependence; runs once, from the registry's first look-up.
void register_all();

void register_pointwise();
void register_copy();
void register_reduce();
void register_shape();
void register_index();
void register_matmul();
void register_conv();
void register_pool();
void register_conv_forms();
void register_pool_forms();
void register_box_pool();
void register_patches();
void register_resample();
void register_grid();
void register_norm();
void register_norm_forms();
void register_activation_forms();
void register_distance();
void register_loss_forms();
void register_ctc();
void register_softmax();
void register_loss();
void register_random();
void register_matrix_forms();
void register_scan();
void register_sort();
void register_index_forms();
void register_linalg_factor();
void register_linalg_solve();
void register_linalg_qr();
void register_linalg_spectral();
void register_linalg_products();
void register_einsum();
void register_spectral();
void register_special();
void register_sparse();
void register_quantize();
}  // namespace tl::ops
