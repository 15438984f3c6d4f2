// SPDX-License-Identifier: Apache-2.0
// IDX, the format of MNIST and its relatives: big-endian magic (type, number of dimensions), sizes, values. Also packed with gzip.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/data/source.h"

namespace tl::data {

struct IdxArray {
  ScalarType dtype = kByte;  ///< uint8, int8, int16, int32, float32 or float64
  DimVector sizes;
  std::vector<uint8_t> bytes;  ///< row-major, in this machine's byte order
};

/// Reads FILE or FILE.gz with magic, sizes and length checked. Throws tl::Error (category input).
IdxArray read_idx(const std::filesystem::path& file);

/// Images N×H×W or N×C×H×W of bytes with one label each: fields `images` (float32 C×H×W in 0…1) and `labels` (int64). The pixels stay
/// bytes in memory and are converted when a sample is fetched. Class names "0", "1", … unless given.
std::shared_ptr<Source> open_idx_images(const std::filesystem::path& images, const std::filesystem::path& labels,
                                        std::vector<std::string> class_names = {});

}  // namespace tl::data
