// SPDX-License-Identifier: Apache-2.0
#include "engine/data/idx.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/io/bounded_reader.h"

namespace tl::data {
namespace {
constexpr uint64_t max_file = 8ull << 30;
constexpr const char* operation = "read data";

struct IdxType {
  uint8_t code;
  ScalarType dtype;
};
constexpr IdxType types[] = {{0x08, kByte}, {0x09, kChar}, {0x0B, kShort}, {0x0C, kInt}, {0x0D, kFloat}, {0x0E, kDouble}};

class IdxImages final : public Source {
 public:
  IdxImages(IdxArray images, std::vector<int64_t> labels, std::vector<std::string> names)
      : images_(std::move(images)), labels_(std::move(labels)), names_(std::move(names)) {
    const auto& s = images_.sizes;
    const DimVector pixel_sizes = s.size() == 3 ? DimVector{1, s[1], s[2]} : DimVector{s[1], s[2], s[3]};
    pixels_ = pixel_sizes[0] * pixel_sizes[1] * pixel_sizes[2];
    fields_ = {{"images", pixel_sizes, kFloat}, {"labels", {}, kLong}};
    for (int i = 0; i < 256; ++i) scaled_[i] = static_cast<float>(i) / 255.0f;
  }
  int64_t size() const override { return images_.sizes[0]; }
  const std::vector<FieldSpec>& fields() const override { return fields_; }
  std::optional<int64_t> class_of(int64_t index) const override { return labels_[static_cast<size_t>(index)]; }
  std::vector<std::string> class_names() const override { return names_; }
  Sample get(int64_t index) const override {
    TL_CHECK(index >= 0 && index < size(), index, operation, "sample ", index, " out of range for ", size(), " samples");
    Tensor image = empty_tensor(fields_[0].sizes, kFloat), label = empty_tensor({}, kLong);
    const uint8_t* from = images_.bytes.data() + index * pixels_;
    std::transform(from, from + pixels_, image.data_ptr<float>(), [this](uint8_t v) { return scaled_[v]; });
    *label.data_ptr<int64_t>() = labels_[static_cast<size_t>(index)];
    return {image, label};
  }

 private:
  IdxArray images_;
  std::vector<int64_t> labels_;
  std::vector<std::string> names_;
  std::vector<FieldSpec> fields_;
  int64_t pixels_ = 0;
  float scaled_[256];
};
}  // namespace

IdxArray read_idx(const std::filesystem::path& file) {
  const auto bytes = io::read_file_or_gzip(file, max_file, operation);
  io::BoundedReader reader(bytes, file.string(), operation);
  const uint32_t magic = reader.u32_be("the IDX header");
  const auto* type = std::find_if(std::begin(types), std::end(types), [&](const IdxType& t) { return t.code == (magic >> 8 & 0xff); });
  if (magic >> 16 != 0 || type == std::end(types))
    reader.fail(str("this is not an IDX file: it begins with the magic number ", magic),
                "Choose an IDX file, such as train-images-idx3-ubyte.gz.");
  const uint32_t dims = magic & 0xff;
  if (dims == 0 || dims > 6) reader.fail(str("an IDX file of ", dims, " dimensions is not supported"), "Use one with 1 to 6 dimensions.");
  IdxArray array;
  array.dtype = type->dtype;
  uint64_t count = 1;
  for (uint32_t d = 0; d < dims; ++d) {
    const uint64_t size = reader.u32_be("the sizes");
    array.sizes.push_back(static_cast<int64_t>(size));
    // Kept far below overflow: nothing of 2^48 elements is in a file of 8 GiB.
    count = size == 0 ? 0 : count > (1ull << 48) / size ? 1ull << 48 : count * size;
  }
  const uint64_t width = element_size(array.dtype);
  const auto data = reader.take(count * width, "the data");
  reader.expect_end("the data");
  array.bytes.assign(data.begin(), data.end());
  for (size_t i = 0; width > 1 && i < array.bytes.size(); i += width)
    std::reverse(array.bytes.begin() + static_cast<long>(i), array.bytes.begin() + static_cast<long>(i + width));
  return array;
}

std::shared_ptr<Source> open_idx_images(const std::filesystem::path& image_file, const std::filesystem::path& label_file,
                                        std::vector<std::string> class_names) {
  const auto refuse = [](const std::filesystem::path& file, const std::string& message, const char* remedy) {
    throw Error(ErrorCategory::input, operation, str("'", file.string(), "' ", message), remedy);
  };
  IdxArray images = read_idx(image_file);
  if (images.dtype != kByte || images.sizes.size() < 3 || images.sizes.size() > 4)
    refuse(image_file, str("does not hold images: it is ", images.sizes, " ", dtype_name(images.dtype)),
           "Choose a file of bytes with 3 or 4 dimensions.");
  const IdxArray raw = read_idx(label_file);
  if (raw.dtype != kByte || raw.sizes.size() != 1)
    refuse(label_file, str("does not hold labels: it is ", raw.sizes, " ", dtype_name(raw.dtype)),
           "Choose a file of bytes with 1 dimension.");
  if (raw.sizes[0] != images.sizes[0])
    refuse(label_file, str("has ", raw.sizes[0], " labels for the ", images.sizes[0], " images of '", image_file.string(), "'"),
           "Choose the label file that belongs to the images.");
  const int64_t highest = raw.bytes.empty() ? -1 : *std::max_element(raw.bytes.begin(), raw.bytes.end());
  if (class_names.empty())
    for (int64_t c = 0; c <= highest; ++c) class_names.push_back(std::to_string(c));
  if (highest >= static_cast<int64_t>(class_names.size()))
    refuse(label_file, str("has the label ", highest, ", but only ", class_names.size(), " classes are named"),
           "Name every class, or none.");
  return std::make_shared<IdxImages>(std::move(images), std::vector<int64_t>(raw.bytes.begin(), raw.bytes.end()), std::move(class_names));
}

}  // namespace tl::data
