// SPDX-License-Identifier: Apache-2.0
// The rows of the by-name call, by family. Explicit calls; runs once, from the first look-up.
#pragma once
#include "engine/ops/by_name.h"

namespace tl::by_name {
void register_rows();

void register_manual_2019();      ///< where the manual's meaning or order of arguments is not today's
void register_creation_rows();    ///< factories, queries of library state
void register_autograd_rows();    ///< anomaly detection, the profiler
void register_tensor_rows();      ///< what only a tensor has: size, item, tolist, indexing
void register_function_rows();    ///< functions with several forms or several results, and other names of operators
void register_sort_rows();         ///< sort, topk, median, unique …
void register_linalg_rows();       ///< linear algebra, also by names older than the manual
void register_random_rows();       ///< generators, sampling, fills, quasi-random points
void register_storage_rows();      ///< storage objects, resizing, printing, default types
void register_layout_rows();        ///< sparse and quantized tensors, layouts, memory formats
void register_name_rows();          ///< dtypes, sizes, switches of back ends
void register_functional_rows();   ///< nn.functional
void register_nn_rows();           ///< nn.init, nn.utils (engine/nn/by_name_rows.cpp)
void register_archive_rows();      ///< save, load (engine/io/by_name_rows.cpp)
void register_distribution_rows();  ///< distributions (engine/distributions/by_name_rows.cpp)

/// A storage as by-name calls hand it around, seen as elements of `dtype`.
Value storage_value(const Storage& storage, ScalarType dtype);
/// Null for anything that is no storage.
Storage storage_in_value(const Value& value);
/// "channels_last" and the like; throws for other words.
MemoryFormat memory_format_of(const Value& v);
}  // namespace tl::by_name
