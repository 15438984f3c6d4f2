// SPDX-License-Identifier: Apache-2.0
// JSON of a value: none, booleans, integers, finite floats (always with a point or an exponent), texts and lists stand for themselves;
// everything else is an object with one key: {"float": "nan"}, {"ints": […]}, {"tensor": 3 | null}, {"dict": [[key, value], …]} (a list,
// because order counts), {"dtype": "float32"}, {"device": "cuda:0"}, {"bytes": "00ff"}. Tensors that are no plain numbers at strides stand
// as what they are made of: {"sparse": {indices, values, sizes, coalesced, requires_grad}}, {"quantized": {integers, scale, zero_point}} or
// {"quantized": {integers, scales, zero_points, axis}}.
#include "engine/io/archive_manifest.h"

#include <xxhash.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "engine/core/error.h"
#include "engine/io/locations.h"
#include "engine/io/safetensors_header.h"
#include "engine/ops/functions.h"

namespace tl::serialize {
using nlohmann::json;
namespace {
constexpr uint64_t most_elements = uint64_t{1} << 48;

bool is_utf8(const std::string& text) {
  try {
    (void)json(text).dump();
    return true;
  } catch (const json::type_error&) {
    return false;
  }
}

json numbers(const DimVector& v) { return std::vector<int64_t>(v.begin(), v.end()); }

/// A list of integers that are not negative.
DimVector read_numbers(const json& list, const char* what, const Refuse& refuse) {
  DimVector out;
  if (!list.is_array()) refuse(str("a tensor's ", what, " are no list"));
  for (const json& v : list) {
    if (!v.is_number_unsigned() || v.get<uint64_t>() > most_elements) refuse(str("a tensor's ", what, " are no list of sizes"));
    out.push_back(v.get<int64_t>());
  }
  return out;
}

struct TensorRow {
  size_t storage = 0;
  ScalarType dtype = kFloat;
  DimVector sizes, strides;
  int64_t offset = 0;
  bool requires_grad = false;
  uint64_t begin = 0, end = 0;  // bytes of the storage that it can reach
};

bool has_exactly(const json& row, std::initializer_list<const char*> keys) {
  if (!row.is_object() || row.size() != keys.size()) return false;
  for (const char* key : keys)
    if (!row.contains(key)) return false;
  return true;
}

/// The last byte that the tensor can reach must be one of the storage's; arithmetic that leaves 64 bits reaches beyond any.
void check_reach(TensorRow& t, uint64_t bytes, const Refuse& refuse) {
  uint64_t count = 1, last = static_cast<uint64_t>(t.offset), step = 0, end = 0;
  bool empty = false, over = false;
  for (const int64_t n : t.sizes) {
    empty |= n == 0;
    if (n > 0) over |= __builtin_mul_overflow(count, static_cast<uint64_t>(n), &count);
  }
  if (over || count > most_elements) refuse(str("a tensor ", t.sizes, " has more elements than any file"));
  t.begin = t.end = 0;
  if (empty) return;
  for (size_t i = 0; i < t.sizes.size(); ++i) {
    over |= __builtin_mul_overflow(static_cast<uint64_t>(t.sizes[i] - 1), static_cast<uint64_t>(t.strides[i]), &step);
    over |= __builtin_add_overflow(last, step, &last);
  }
  const uint64_t item = element_size(t.dtype);
  over |= __builtin_mul_overflow(last + 1, item, &end) || last == UINT64_MAX;
  if (over || end > bytes)
    refuse(str("a tensor ", t.sizes, " with strides ", t.strides, " and offset ", t.offset, " reaches beyond the ", bytes, " bytes of its storage"));
  t.begin = static_cast<uint64_t>(t.offset) * item;
  t.end = end;
}

TensorRow read_row(const json& row, const std::vector<uint64_t>& bytes, const Refuse& refuse) {
  TensorRow t;
  if (!has_exactly(row, {"storage", "dtype", "sizes", "strides", "offset", "requires_grad"}))
    refuse("a tensor needs exactly storage, dtype, sizes, strides, offset and requires_grad");
  if (!row["storage"].is_number_unsigned() || row["storage"].get<uint64_t>() >= bytes.size()) refuse("a tensor names a storage that is not there");
  t.storage = row["storage"];
  const auto dtype = row["dtype"].is_string() ? dtype_from_name(row["dtype"].get_ref<const std::string&>()) : std::nullopt;
  if (!dtype || element_size(*dtype) == 0 || is_quantized_type(*dtype)) refuse("a tensor has a type that is not known here");
  t.dtype = dtype.value_or(kFloat);
  t.sizes = read_numbers(row["sizes"], "sizes", refuse);
  t.strides = read_numbers(row["strides"], "strides", refuse);
  if (t.sizes.size() != t.strides.size()) refuse(str("a tensor has ", t.sizes.size(), " sizes and ", t.strides.size(), " strides"));
  if (!row["offset"].is_number_unsigned() || row["offset"].get<uint64_t>() > most_elements) refuse("a tensor's offset is no position");
  t.offset = row["offset"];
  if (!row["requires_grad"].is_boolean()) refuse("a tensor's requires_grad is neither true nor false");
  t.requires_grad = row["requires_grad"];
  if (t.requires_grad && !is_floating_point(t.dtype)) refuse(str("a tensor of type ", t.dtype, " cannot require a gradient"));
  check_reach(t, bytes[t.storage], refuse);
  return t;
}

const std::string& text_in(const json& v, const Refuse& refuse) {
  if (!v.is_string()) refuse("a text is missing");
  return v.get_ref<const std::string&>();
}

Value decode_list(const json& list, const std::vector<Tensor>& tensors, const Refuse& refuse, int depth) {
  Value::List out;
  for (const json& v : list) out.push_back(decode(v, tensors, refuse, depth + 1));
  return out;
}

Value decode_dict(const json& list, const std::vector<Tensor>& tensors, const Refuse& refuse, int depth) {
  Value::Dict out;
  std::unordered_set<std::string> keys;
  if (!list.is_array()) refuse("a dict is no list of pairs");
  for (const json& pair : list) {
    if (!pair.is_array() || pair.size() != 2) refuse("a dict is no list of pairs");
    std::string key = decode_text(pair[0], refuse);
    if (!keys.insert(key).second) refuse("the key '" + key.substr(0, 100) + "' appears twice in one dict");
    out.emplace_back(std::move(key), decode(pair[1], tensors, refuse, depth + 1));
  }
  return out;
}

const Tensor& tensor_at(const json& number, const std::vector<Tensor>& tensors, const Refuse& refuse) {
  if (!number.is_number_unsigned() || number.get<uint64_t>() >= tensors.size()) refuse("a value names a tensor that is not there");
  return tensors[number.get<size_t>()];
}

/// Built by the functions that check what a program gives them: what they throw says what is wrong with the file.
Tensor decode_sparse(const json& v, const std::vector<Tensor>& tensors, const Refuse& refuse) {
  if (!has_exactly(v, {"indices", "values", "sizes", "coalesced", "requires_grad"}) || !v["coalesced"].is_boolean() || !v["requires_grad"].is_boolean())
    refuse("a sparse tensor needs exactly indices, values, sizes, coalesced and requires_grad");
  Tensor t;
  try {
    t = sparse_coo_tensor(tensor_at(v["indices"], tensors, refuse), tensor_at(v["values"], tensors, refuse).detach(), read_numbers(v["sizes"], "sizes", refuse));
    if (v["coalesced"]) t = t.coalesce();
    if (v["requires_grad"]) t.requires_grad_();
  } catch (const Error& e) {
    refuse("a sparse tensor is none: " + e.message());
  }
  return t;
}
Tensor decode_quantized(const json& v, const std::vector<Tensor>& tensors, const Refuse& refuse) {
  const bool whole = has_exactly(v, {"integers", "scale", "zero_point"});
  if (whole ? !v["scale"].is_number() || !v["zero_point"].is_number_integer()
            : !has_exactly(v, {"integers", "scales", "zero_points", "axis"}) || !v["axis"].is_number_integer())
    refuse("a quantized tensor needs integers with scale and zero_point, or with scales, zero_points and axis");
  const Tensor& integers = tensor_at(v["integers"], tensors, refuse);
  Tensor t;
  try {
    t = whole ? _make_per_tensor_quantized_tensor(integers, v["scale"].get<double>(), v["zero_point"].get<int64_t>())
              : _make_per_channel_quantized_tensor(integers, tensor_at(v["scales"], tensors, refuse), tensor_at(v["zero_points"], tensors, refuse), v["axis"].get<int64_t>());
  } catch (const Error& e) {
    refuse("a quantized tensor is none: " + e.message());
  }
  return t;
}

Value decode_object(const json& object, const std::vector<Tensor>& tensors, const Refuse& refuse, int depth) {
  if (object.size() != 1) refuse("a value has not exactly one kind");
  const std::string& kind = object.begin().key();
  const json& v = object.begin().value();
  if (kind == "dict") return decode_dict(v, tensors, refuse, depth);
  if (kind == "bytes") return decode_text(object, refuse);
  if (kind == "tensor") {
    if (v.is_null()) return Tensor();
    return tensor_at(v, tensors, refuse);
  }
  if (kind == "sparse") return decode_sparse(v, tensors, refuse);
  if (kind == "quantized") return decode_quantized(v, tensors, refuse);
  if (kind == "ints") {
    Value::Ints ints;
    if (!v.is_array()) refuse("a list of integers is none");
    for (const json& i : v) {
      if (!i.is_number_integer() || (i.is_number_unsigned() && i.get<uint64_t>() > INT64_MAX)) refuse("a list of integers holds something else");
      ints.push_back(i.get<int64_t>());
    }
    return ints;
  }
  if (kind == "float") {
    const std::string& text = text_in(v, refuse);
    if (text == "nan") return std::numeric_limits<double>::quiet_NaN();
    if (text == "inf" || text == "-inf") return text[0] == '-' ? -HUGE_VAL : HUGE_VAL;
    refuse("a float is neither nan nor infinite");
  }
  if (kind == "dtype") {
    const auto dtype = dtype_from_name(text_in(v, refuse));
    if (!dtype) refuse("a type is not known here");
    return dtype.value_or(kFloat);
  }
  if (kind == "device") {
    try {
      return Device(text_in(v, refuse));
    } catch (const ValueError& e) {
      refuse(e.message());
    }
  }
  refuse("the kind of value '" + kind.substr(0, 40) + "' is not known here");
  return {};
}
}  // namespace

std::string checksum(const void* data, size_t bytes) {
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(XXH3_64bits(data, bytes)));
  return text;
}

json encode_text(const std::string& text) {
  if (is_utf8(text)) return text;
  std::string hex;
  constexpr char digits[] = "0123456789abcdef";
  for (const char c : text) hex += {digits[static_cast<uint8_t>(c) >> 4], digits[static_cast<uint8_t>(c) & 15]};
  return json{{"bytes", hex}};
}

std::string decode_text(const json& v, const Refuse& refuse) {
  if (v.is_string()) return v;
  if (!has_exactly(v, {"bytes"}) || !v["bytes"].is_string()) refuse("a text is missing");
  const std::string& hex = v["bytes"].get_ref<const std::string&>();
  const auto digit = [&](char c) -> int {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    refuse("a text holds something else than hexadecimal digits");
    return 0;
  };
  if (hex.size() % 2) refuse("a text has an odd number of hexadecimal digits");
  std::string text;
  for (size_t i = 0; i < hex.size(); i += 2) text += static_cast<char>(digit(hex[i]) << 4 | digit(hex[i + 1]));
  return text;
}

Encoder::Encoder() : tensors_(std::make_unique<json>(json::array())) {}
Encoder::~Encoder() = default;

size_t Encoder::storage_number(const Tensor& t, const std::string& path) {
  const auto [at, fresh] = storage_numbers_.emplace(t.storage().get(), storages_.size());
  if (!fresh) return at->second;
  SavedStorage s;
  s.storage = t.storage();
  s.name = path;
  s.location = location_tag(s.storage);
  const size_t bytes = s.storage->nbytes(), item = t.element_size();
  const bool fits = io::safetensors_type(t.dtype()) && bytes % item == 0;
  s.dtype = fits ? t.dtype() : kByte;
  if (fits && t.is_contiguous() && t.storage_offset() == 0 && t.nbytes() == bytes) s.sizes = DimVector(t.sizes().begin(), t.sizes().end());
  else s.sizes = {static_cast<int64_t>(bytes / element_size(s.dtype))};
  storages_.push_back(std::move(s));
  return at->second;
}

json Encoder::encode_tensor(const Tensor& t, const std::string& path) {
  if (!t.defined()) return nullptr;
  const auto [at, fresh] = tensor_numbers_.emplace(t.unsafe_impl(), tensors_->size());
  if (!fresh) return at->second;
  const size_t number = at->second;
  seen_.push_back(t);  // keeps the address from being taken by another tensor
  const TensorImpl& impl = *t.unsafe_impl();
  tensors_->push_back({{"storage", storage_number(t, path)},
                       {"dtype", dtype_name(t.dtype())},
                       {"sizes", numbers(impl.sizes)},
                       {"strides", numbers(impl.strides)},
                       {"offset", impl.offset},
                       {"requires_grad", t.requires_grad()}});
  return number;
}

json Encoder::encode_parts(const Tensor& t, const std::string& path) {
  if (t.is_sparse()) {
    // Leaves keep their wish for a gradient; history is not saved, as of any tensor.
    const Tensor plain = t.detach();
    return {{"sparse", {{"indices", encode_tensor(plain._indices(), path + ".indices")},
                        {"values", encode_tensor(plain._values(), path + ".values")},
                        {"sizes", numbers(t.unsafe_impl()->sizes)},
                        {"coalesced", t.is_coalesced()},
                        {"requires_grad", t.requires_grad()}}}};
  }
  json parts{{"integers", encode_tensor(t.int_repr(), path)}};
  if (t.qscheme() == kPerTensorAffine) {
    parts["scale"] = t.q_scale();
    parts["zero_point"] = t.q_zero_point();
  } else {
    parts["scales"] = encode_tensor(t.q_per_channel_scales(), path + ".scales");
    parts["zero_points"] = encode_tensor(t.q_per_channel_zero_points(), path + ".zero_points");
    parts["axis"] = t.q_per_channel_axis();
  }
  return {{"quantized", std::move(parts)}};
}

json Encoder::encode(const Value& v, const std::string& path, int depth) {
  TL_CHECK(depth <= max_depth, value, "save", "'", path.substr(0, 100), "…' is nested more than ", max_depth, " deep");
  const auto below = [&](const std::string& name) { return path.empty() ? name : path + "." + name; };
  if (v.is_none()) return nullptr;
  if (v.is_bool()) return v.b();
  if (v.is_int()) return v.i();
  if (v.is_double()) {
    if (std::isfinite(v.d())) return v.d();
    return json{{"float", std::isnan(v.d()) ? "nan" : v.d() > 0 ? "inf" : "-inf"}};
  }
  if (v.is_string()) return encode_text(v.to_string());
  if (v.is_ints()) return json{{"ints", numbers(v.ints())}};
  if (v.is_tensor()) {
    const Tensor t = v.to_tensor();
    return t.defined() && (t.is_sparse() || t.is_quantized()) ? encode_parts(t, path) : json{{"tensor", encode_tensor(t, path)}};
  }
  if (v.is_dtype()) return json{{"dtype", dtype_name(v.to_dtype())}};
  if (v.is_device()) return json{{"device", v.to_device().str()}};
  if (v.is_list()) {
    json list = json::array();
    for (const Value& item : v.to_list()) list.push_back(encode(item, below(std::to_string(list.size())), depth + 1));
    return list;
  }
  TL_CHECK(v.is_dict(), type, "save", "'", path, "' is a ", v.to_object()->type_name(), ", which cannot be saved; save its state instead");
  json pairs = json::array();
  std::unordered_set<std::string> keys;
  for (const auto& [key, item] : v.to_dict()) {
    TL_CHECK(keys.insert(key).second, value, "save", "the key '", key, "' appears twice in one dict");
    pairs.push_back(json::array({encode_text(key), encode(item, below(key), depth + 1)}));
  }
  return json{{"dict", std::move(pairs)}};
}

void check_tensors(const json& rows, const std::vector<uint64_t>& bytes, const Refuse& refuse) {
  if (!rows.is_array()) refuse("its tensors are no list");
  for (const json& row : rows) read_row(row, bytes, refuse);
}

std::vector<Tensor> decode_tensors(const json& rows, const std::vector<Storage>& storages, const Refuse& refuse) {
  std::vector<uint64_t> bytes;
  for (const Storage& s : storages) bytes.push_back(s->nbytes());
  std::vector<Tensor> tensors;
  for (const json& row : rows) {
    const TensorRow t = read_row(row, bytes, refuse);
    const Storage& storage = storages[t.storage];
    if (t.dtype == kBool && storage->device().is_cpu())
      io::check_flags(static_cast<const char*>(storage->data()) + t.begin, t.end - t.begin, t.begin, "of a storage",
                      [&](uint64_t, const std::string& rule) { refuse(rule); });
    auto* impl = new TensorImpl;
    Tensor tensor{IntrusivePtr<TensorImpl>(impl)};
    impl->storage = storage;
    impl->dtype = t.dtype;
    impl->sizes = t.sizes;
    impl->strides = t.strides;
    impl->offset = t.offset;
    impl->refresh();
    if (t.requires_grad) tensor.set_requires_grad(true);
    tensors.push_back(std::move(tensor));
  }
  return tensors;
}

Value decode(const json& v, const std::vector<Tensor>& tensors, const Refuse& refuse, int depth) {
  if (depth > max_depth) refuse(str("its values are nested more than ", max_depth, " deep"));
  if (v.is_null()) return {};
  if (v.is_boolean()) return v.get<bool>();
  if (v.is_number_float()) return v.get<double>();
  if (v.is_number_integer()) {
    if (v.is_number_unsigned() && v.get<uint64_t>() > INT64_MAX) refuse("an integer is larger than 64 bits hold");
    return v.get<int64_t>();
  }
  if (v.is_string()) return v.get<std::string>();
  if (v.is_array()) return decode_list(v, tensors, refuse, depth);
  return decode_object(v, tensors, refuse, depth);
}

}  // namespace tl::serialize
