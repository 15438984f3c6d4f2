// SPDX-License-Identifier: Apache-2.0
#include "engine/data/transforms.h"

#include <algorithm>
#include <cstring>

#include "engine/core/error.h"
#include "engine/data/number.h"

namespace tl::data {
namespace {

/// One tensor in, one out; subclasses say how shape and values change.
class OneToOne : public SampleTransform {
 public:
  std::vector<FieldSpec> infer(const std::vector<FieldSpec>& inputs) const override {
    TL_CHECK(inputs.size() == 1, value, name(), "takes 1 input, got ", inputs.size());
    FieldSpec out = inputs[0];
    check(out);
    return {out};
  }
  Sample apply(const Sample& inputs, const SampleRandom& random) const override {
    TL_CHECK(inputs.size() == 1, value, name(), "takes 1 input, got ", inputs.size());
    return {transform(inputs[0].is_contiguous() ? inputs[0] : inputs[0].contiguous(), random)};
  }

 protected:
  virtual const char* name() const = 0;
  /// Refuses what does not fit, and changes `spec` from input to output.
  virtual void check(FieldSpec& spec) const = 0;
  virtual Tensor transform(const Tensor& x, const SampleRandom& random) const = 0;
  void check_image(const FieldSpec& spec) const {
    TL_CHECK(spec.sizes.size() == 3, shape, name(), "needs an image C×H×W, got ", spec.sizes);
  }
  void check_float(const FieldSpec& spec) const {
    TL_CHECK(spec.dtype == kFloat, type, name(), "needs float32 values, got ", dtype_name(spec.dtype), "; put a Cast before it");
  }
};

struct FlipOptions {
  double p = 0.5;
  static FlipOptions prototype() { return {}; }
  static void describe(Describer<FlipOptions>& d) {
    d.field("p", &FlipOptions::p).label("probability").help("Share of the samples that are flipped").min(0).max(1).on_node();
  }
};

template <bool horizontal>
class RandomFlip final : public OneToOne {
 public:
  explicit RandomFlip(FlipOptions o) : o_(o) {}

 protected:
  const char* name() const override { return horizontal ? "RandomHorizontalFlip" : "RandomVerticalFlip"; }
  void check(FieldSpec& spec) const override { check_image(spec); }
  Tensor transform(const Tensor& x, const SampleRandom& random) const override {
    if (random.uniform(0) >= o_.p) return x;
    Tensor out = empty_tensor(DimVector(x.sizes().begin(), x.sizes().end()), x.dtype());
    const int64_t rows = x.size(0) * x.size(1), width = x.size(2), height = x.size(1);
    const auto bytes = static_cast<int64_t>(x.element_size());
    const char* from = static_cast<const char*>(x.data_ptr());
    char* to = static_cast<char*>(out.data_ptr());
    for (int64_t r = 0; r < rows; ++r) {
      const int64_t flipped = r / height * height + (height - 1 - r % height);
      if (!horizontal)
        std::memcpy(to + flipped * width * bytes, from + r * width * bytes, static_cast<size_t>(width * bytes));
      else
        for (int64_t c = 0; c < width; ++c)
          std::memcpy(to + (r * width + width - 1 - c) * bytes, from + (r * width + c) * bytes, static_cast<size_t>(bytes));
    }
    return out;
  }

 private:
  FlipOptions o_;
};

struct CropOptions {
  int64_t padding = 4;
  static CropOptions prototype() { return {}; }
  static void describe(Describer<CropOptions>& d) {
    d.field("padding", &CropOptions::padding)
        .help("Zeros put around the image before a window of its old size is cut out at random")
        .unit("px")
        .min(0)
        .max(1024)
        .on_node();
  }
};

class RandomCrop final : public OneToOne {
 public:
  explicit RandomCrop(CropOptions o) : o_(o) {}

 protected:
  const char* name() const override { return "RandomCrop"; }
  void check(FieldSpec& spec) const override { check_image(spec); }
  Tensor transform(const Tensor& x, const SampleRandom& random) const override {
    const int64_t places = 2 * o_.padding + 1;
    const auto shift = [&](uint32_t i) {
      return std::min(places - 1, static_cast<int64_t>(random.uniform(i) * static_cast<double>(places))) - o_.padding;
    };
    const int64_t down = shift(0), right = shift(1), height = x.size(1), width = x.size(2);
    Tensor out = empty_tensor(DimVector(x.sizes().begin(), x.sizes().end()), x.dtype());
    const auto bytes = static_cast<int64_t>(x.element_size());
    const char* from = static_cast<const char*>(x.data_ptr());
    char* to = static_cast<char*>(out.data_ptr());
    std::memset(to, 0, x.nbytes());
    const int64_t first = std::max<int64_t>(0, -right), count = std::max<int64_t>(0, width - std::abs(right));
    for (int64_t c = 0; c < x.size(0); ++c)
      for (int64_t r = std::max<int64_t>(0, -down); r < std::min(height, height - down); ++r)
        std::memcpy(to + ((c * height + r) * width + first) * bytes, from + ((c * height + r + down) * width + first + right) * bytes,
                    static_cast<size_t>(count * bytes));
    return out;
  }

 private:
  CropOptions o_;
};

struct NormalizeOptions {
  std::string mean = "0.5", std = "0.5";
  static NormalizeOptions prototype() { return {}; }
  static void describe(Describer<NormalizeOptions>& d) {
    d.field("mean", &NormalizeOptions::mean).help("Subtracted: one number, or one per channel separated by commas").on_node();
    d.field("std", &NormalizeOptions::std).help("Divided by: one number, or one per channel separated by commas").on_node();
  }
};

class Normalize final : public OneToOne {
 public:
  explicit Normalize(const NormalizeOptions& o) : mean_(numbers("mean", o.mean)), std_(numbers("std", o.std)) {
    for (const float s : std_) TL_CHECK(s > 0, value, "Normalize", "option 'std' must be above 0, got ", s);
  }

 protected:
  const char* name() const override { return "Normalize"; }
  void check(FieldSpec& spec) const override {
    check_float(spec);
    const int64_t channels = spec.sizes.empty() ? 1 : spec.sizes[0];
    for (const auto* v : {&mean_, &std_})
      TL_CHECK(v->size() == 1 || static_cast<int64_t>(v->size()) == channels, shape, name(), "option '", v == &mean_ ? "mean" : "std",
               "' has ", v->size(), " numbers for an input of ", channels, " channels ", spec.sizes);
  }
  Tensor transform(const Tensor& x, const SampleRandom&) const override {
    FieldSpec spec{"", DimVector(x.sizes().begin(), x.sizes().end()), x.dtype()};
    check(spec);
    Tensor out = empty_tensor(spec.sizes, kFloat);
    const int64_t channels = std::max<int64_t>(1, static_cast<int64_t>(std::max(mean_.size(), std_.size()))), plane = x.numel() / channels;
    const float* from = x.data_ptr<float>();
    float* to = out.data_ptr<float>();
    for (int64_t c = 0; c < channels; ++c) {
      const float mean = mean_[mean_.size() == 1 ? 0 : static_cast<size_t>(c)], std = std_[std_.size() == 1 ? 0 : static_cast<size_t>(c)];
      for (int64_t i = c * plane; i < (c + 1) * plane; ++i) to[i] = (from[i] - mean) / std;
    }
    return out;
  }

 private:
  static std::vector<float> numbers(const char* option, const std::string& text) {
    std::vector<float> values;
    for (size_t at = 0; at <= text.size();) {
      const size_t comma = std::min(text.find(',', at), text.size());
      std::string_view part(text.data() + at, comma - at);
      while (part.starts_with(' ')) part.remove_prefix(1);
      while (part.ends_with(' ')) part.remove_suffix(1);
      const auto value = parse_number(part);
      TL_CHECK(value, value, "Normalize", "option '", option, "': '", part, "' is not a number");
      values.push_back(static_cast<float>(*value));
      at = comma + 1;
    }
    return values;
  }
  std::vector<float> mean_, std_;
};

struct ScaleOptions {
  double factor = 1, offset = 0;
  static ScaleOptions prototype() { return {}; }
  static void describe(Describer<ScaleOptions>& d) {
    d.field("factor", &ScaleOptions::factor).help("Each value is multiplied by it").on_node();
    d.field("offset", &ScaleOptions::offset).help("Then this is added");
  }
};

class Scale final : public OneToOne {
 public:
  explicit Scale(ScaleOptions o) : o_(o) {}

 protected:
  const char* name() const override { return "Scale"; }
  void check(FieldSpec& spec) const override { check_float(spec); }
  Tensor transform(const Tensor& x, const SampleRandom&) const override {
    Tensor out = empty_tensor(DimVector(x.sizes().begin(), x.sizes().end()), kFloat);
    const float factor = static_cast<float>(o_.factor), offset = static_cast<float>(o_.offset);
    std::transform(x.data_ptr<float>(), x.data_ptr<float>() + x.numel(), out.data_ptr<float>(),
                   [=](float v) { return v * factor + offset; });
    return out;
  }

 private:
  ScaleOptions o_;
};

struct CastOptions {
  std::string dtype = "float32";
  static CastOptions prototype() { return {}; }
  static void describe(Describer<CastOptions>& d) {
    d.field("dtype", &CastOptions::dtype)
        .choices({"float32", "float64", "int64", "int32", "uint8"})
        .help("Type of the values afterwards")
        .on_node();
  }
};

template <class F>
auto with_type(ScalarType t, F&& f) {
  switch (t) {
    case kByte:
      return f(uint8_t{});
    case kInt:
      return f(int32_t{});
    case kLong:
      return f(int64_t{});
    case kDouble:
      return f(double{});
    case kFloat:
      return f(float{});
    default:
      TL_THROW(type, "Cast", "values of type ", dtype_name(t), " are not supported");
  }
}

class Cast final : public OneToOne {
 public:
  explicit Cast(const CastOptions& o) : dtype_(dtype_from_name(o.dtype).value()) {}

 protected:
  const char* name() const override { return "Cast"; }
  void check(FieldSpec& spec) const override {
    with_type(spec.dtype, [](auto) {});
    spec.dtype = dtype_;
  }
  Tensor transform(const Tensor& x, const SampleRandom&) const override {
    if (x.dtype() == dtype_) return x;
    Tensor out = empty_tensor(DimVector(x.sizes().begin(), x.sizes().end()), dtype_);
    with_type(x.dtype(), [&](auto from) {
      with_type(dtype_, [&](auto to) {
        using From = decltype(from);
        using To = decltype(to);
        std::transform(x.data_ptr<From>(), x.data_ptr<From>() + x.numel(), out.data_ptr<To>(), [](From v) { return static_cast<To>(v); });
      });
    });
    return out;
  }

 private:
  ScalarType dtype_;
};

template <class T, class Options>
TransformDef define(const char* name, const char* doc, const char* port, bool training_only) {
  TransformDef def;
  def.name = name;
  def.category = "Data";
  def.doc = doc;
  def.options = &description_of<Options>();
  def.inputs = {port};
  def.outputs = {"output"};
  def.training_only = training_only;
  def.make = [name = def.name](const Value& values) -> std::shared_ptr<SampleTransform> {
    Options options = Options::prototype();
    if (!values.is_none()) apply_options(description_of<Options>(), &options, values, name);
    return std::make_shared<T>(options);
  };
  return def;
}
}  // namespace

const std::vector<TransformDef>& transforms() {
  static const std::vector<TransformDef> all{
      define<RandomFlip<true>, FlipOptions>("RandomHorizontalFlip", "Mirrors an image left to right with a probability, while training",
                                            "input", true),
      define<RandomFlip<false>, FlipOptions>("RandomVerticalFlip", "Mirrors an image top to bottom with a probability, while training",
                                             "input", true),
      define<RandomCrop, CropOptions>("RandomCrop", "Shifts an image at random by up to its padding, while training", "input", true),
      define<Normalize, NormalizeOptions>("Normalize", "Subtracts a mean and divides by a standard deviation, per channel", "input", false),
      define<Scale, ScaleOptions>("Scale", "Multiplies by a factor and adds an offset", "input", false),
      define<Cast, CastOptions>("Cast", "Converts the values to another type", "input", false),
  };
  return all;
}

const TransformDef* find_transform(const std::string& name) {
  for (const auto& def : transforms())
    if (def.name == name) return &def;
  return nullptr;
}

}  // namespace tl::data
