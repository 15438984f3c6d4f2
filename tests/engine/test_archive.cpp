// SPDX-License-Identifier: Apache-2.0
// Saving and loading: every kind of value, every kind of target and source, what is kept, where storages go, and what is refused.
#include <QTemporaryDir>
#include <cmath>
#include <cstring>
#include <fstream>
#include <sstream>

#include "engine/io/bounded_reader.h"
#include "engine/io/checkpoint.h"
#include "engine/io/durable_writer.h"
#include "engine/io/save.h"
#include "engine/nn/modules/batchnorm.h"
#include "engine/nn/modules/linear.h"
#include "engine/ops/functions.h"
#include "engine/optim/adam.h"
#include "engine/optim/sgd.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;
using test::error_of;
using test::has;

namespace {
bool same(const Tensor& a, const Tensor& b) {
  return a.dtype() == b.dtype() && a.sizes() == b.sizes() && a.strides() == b.strides() && a.storage_offset() == b.storage_offset() &&
         a.requires_grad() == b.requires_grad() && equal(a.detach(), b.detach());
}
Tensor counting(IntArrayRef sizes) {
  int64_t n = 1;
  for (const int64_t s : sizes) n *= s;
  return arange(n).to(kFloat).reshape(sizes);
}
std::string bytes_of(const Value& value, const serialize::ExtraFilesMap& files = {}) {
  std::ostringstream out;
  save_with_files(value, files, out);
  return out.str();
}
Value value_of(const std::string& bytes, const serialize::MapLocation& where = {}) {
  Value v;
  load(v, bytes.data(), bytes.size(), where);
  return v;
}

struct NetImpl : nn::Cloneable<NetImpl> {
  NetImpl() { NetImpl::reset(); }
  void reset() override {
    first = register_module("first", nn::Linear(3, 4));
    norm = register_module("norm", nn::BatchNorm1d(4));
    last = register_module("last", nn::Linear(nn::LinearOptions(4, 2).bias(false)));
  }
  Tensor forward(const Tensor& x) { return last->forward(norm->forward(first->forward(x))); }
  nn::Linear first{nullptr}, last{nullptr};
  nn::BatchNorm1d norm{nullptr};
};
TL_MODULE(Net);

/// Joins in with two functions of its own.
struct Point {
  int64_t x = 0;
  Tensor mark;
};
serialize::OutputArchive& operator<<(serialize::OutputArchive& a, const Point& p) {
  a("x", Value(p.x));
  a("mark", p.mark);
  return a;
}
serialize::InputArchive& operator>>(serialize::InputArchive& a, Point& p) {
  Value x;
  a("x", x);
  p.x = x.to_int();
  a("mark", p.mark);
  return a;
}

template <class F>
void each_way(F&& round_trip) {
  // Path, stream, buffer, functions.
  for (int way = 0; way < 4; ++way) round_trip(way);
}
}  // namespace

class TestArchive : public QObject {
  Q_OBJECT
  QTemporaryDir dir_;
  std::string file(const char* name = "a") const { return dir_.path().toStdString() + "/" + name; }

  /// Saves and loads along one of the ways.
  template <class T, class U>
  void round_trip(int way, const T& from, U& to, const serialize::MapLocation& where = {}) {
    if (way == 0) {
      save(from, file());
      load(to, file(), where);
    } else if (way == 1) {
      std::stringstream stream;
      save(from, stream);
      load(to, stream, where);
    } else {
      std::string bytes;
      save(from, [&](const void* data, size_t n) {
        bytes.append(static_cast<const char*>(data), n);
        return n;
      });
      if (way == 2) return load(to, bytes.data(), bytes.size(), where);
      const auto read = [&](uint64_t at, void* out, size_t n) {
        n = std::min<size_t>({n, 7, bytes.size() - at});  // in small pieces
        std::memcpy(out, bytes.data() + at, n);
        return n;
      };
      load(to, read, [&] { return bytes.size(); }, where);
    }
  }

 private slots:
  void tensors_of_every_type_and_way() {
    each_way([&](int way) {
      for (const ScalarType t : {kByte, kChar, kShort, kInt, kLong, kHalf, kFloat, kDouble, kBool, kBFloat16}) {
        const Tensor x = (counting({2, 3}) - 2).to(t);
        Tensor y;
        round_trip(way, x, y);
        QVERIFY(same(x, y));
      }
      for (const Tensor& x : {zeros({}), zeros({0, 3}), zeros({3, 0})}) {
        Tensor y;
        round_trip(way, x, y);
        QVERIFY(same(x, y));
      }
    });
  }
  void strides_offset_gradient_flag() {
    const Tensor base = counting({4, 5});
    for (const Tensor& x : {base.t(), base.narrow(1, 1, 2), base.select(0, 2), base[1][2], base.narrow(0, 0, 1).expand({3, 5})}) {
      Tensor y;
      round_trip(1, x, y);
      QVERIFY(same(x, y));
    }
    Tensor leaf = counting({3}).requires_grad_(), y;
    round_trip(1, leaf, y);
    QVERIFY(y.requires_grad() && y.is_leaf());
    round_trip(1, leaf * 2, y);  // what has a history becomes a leaf
    QVERIFY(y.requires_grad() && y.is_leaf() && !y.grad_fn());
  }
  void shared_memory_stays_shared() {
    const Tensor x = counting({3});
    const std::vector<Tensor> from{x, x.narrow(0, 1, 2), x, counting({3})};
    each_way([&](int way) {
      std::vector<Tensor> to;
      round_trip(way, from, to);
      QCOMPARE(to.size(), size_t{4});
      to[1].fill_(9);
      QVERIFY(equal(to[0], tensor({0.f, 9.f, 9.f})) && to[2].is_same(to[0]) && equal(to[3], counting({3})));
    });
    QVERIFY(bytes_of(Value::List{Value(x), Value(x), Value(x.t())}).size() < bytes_of(x).size() + 600);
  }
  void values() {
    const Value v = Value::Dict{{"none", {}}, {"yes", true}, {"n", INT64_MIN}, {"big", INT64_MAX}, {"three", 3.0}, {"tiny", 5e-324}, {"zero", -0.0},
                                {"nan", std::nan("")}, {"inf", -HUGE_VAL}, {"text", "ä\"\n"}, {"bytes", std::string("\xff\0x", 3)},
                                {"\xfe key", 1}, {"ints", std::vector<int64_t>{-1, 2}}, {"type", kHalf}, {"device", Device("cuda:1")},
                                {"list", Value::List{Value(1), Value(Value::List{}), Value(Value::Dict{})}}, {"", "an empty key"}};
    each_way([&](int way) {
      Value w;
      round_trip(way, v, w);
      QVERIFY(w == v);
      QVERIFY(std::signbit(w.find("zero")->to_double()) && w.find("three")->is_double());
    });
    QVERIFY(value_of(bytes_of(Value())).is_none());
    QVERIFY(!value_of(bytes_of(Value(Tensor()))).to_tensor().defined());
  }
  void sparse_and_quantized_tensors() {
    const Tensor dense = tensor({{0.0f, 2.0f, 0.0f}, {3.0f, 0.0f, -1.0f}});
    Tensor coalesced = dense.to_sparse().coalesce(), twice = sparse_coo_tensor(tensor({{1, 1}, {0, 0}}), tensor({1.5, 2.5}), {2, 3}), hybrid = dense.to_sparse(1);
    coalesced.requires_grad_();
    const Tensor q = quantize_per_tensor(dense, 0.1, 10, kQUInt8);
    const Tensor channels = quantize_per_channel(dense, tensor({0.1, 0.5}, kDouble), tensor({0, 3}), 0, kQInt8);
    each_way([&](int way) {
      Value v;
      round_trip(way, Value(Value::Dict{{"a", coalesced}, {"b", twice}, {"c", hybrid}, {"q", q}, {"p", channels}}), v);
      const auto read = [&](const char* key) { return v.find(key)->to_tensor(); };
      QVERIFY(read("a").is_coalesced() && read("a").requires_grad() && read("a").is_leaf() && equal(read("a").detach().to_dense(), dense));
      QVERIFY(!read("b").is_coalesced() && read("b")._nnz() == 2 && equal(read("b").to_dense(), twice.to_dense()));
      QVERIFY(read("c").dense_dim() == 1 && equal(read("c").to_dense(), dense));
      QVERIFY(read("q").dtype() == kQUInt8 && read("q").q_scale() == 0.1 && read("q").q_zero_point() == 10 && equal(read("q").int_repr(), q.int_repr()));
      QVERIFY(equal(read("p").dequantize(), channels.dequantize()) && read("p").q_per_channel_axis() == 0);
    });
    Tensor alone;
    const std::string bytes = bytes_of(twice);
    load(alone, bytes.data(), bytes.size());
    QVERIFY(equal(alone.to_dense(), twice.to_dense()));
  }
  void order_of_keys() {
    Value::Dict d;
    for (const char* key : {"weight", "bias", "a"}) d.emplace_back(key, 1);
    const Value w = value_of(bytes_of(d));
    QCOMPARE(w.to_dict()[0].first, std::string("weight"));
    QCOMPARE(w.to_dict()[2].first, std::string("a"));
  }
  void modules() {
    each_way([&](int way) {
      Net from, to;
      from->train();
      from->forward(randn({8, 3}));  // moves the running statistics
      const Tensor weight = to->first->weight;
      round_trip(way, from, to);
      from->eval(), to->eval();
      const Tensor x = randn({5, 3});
      QVERIFY(equal(from->forward(x), to->forward(x)));
      QVERIFY(weight.is_same(to->first->weight) && weight.requires_grad() && equal(weight.detach(), from->first->weight.detach()));
      std::shared_ptr<NetImpl> pointer = std::make_shared<NetImpl>();
      round_trip(way, from.ptr(), pointer);
      pointer->eval();
      QVERIFY(equal(from->forward(x), pointer->forward(x)));
    });
  }
  void other_programs_read_the_weights() {
    Net net;
    save(net, file("net.safetensors"));
    const auto tensors = io::load_safetensors(file("net.safetensors"));
    const auto state = net->state_dict();
    QCOMPARE(tensors.size(), state.size());
    for (const auto& [name, t] : tensors) QVERIFY(equal(t, state[name].detach()));
  }
  void modules_that_do_not_fit() {
    save(nn::Linear(3, 4), file());
    nn::Linear other(3, 5), bare(nn::LinearOptions(3, 4).bias(false));
    QVERIFY(has(error_of([&] { load(other, file()); }), "input|load: size mismatch for weight: the saved shape is [4, 3], the module's is [5, 3]"));
    Net net;
    QVERIFY(has(error_of([&] { load(net, file()); }), "no such serialized submodule 'first'"));
    save(bare, file("bare"));
    nn::Linear full(3, 4);
    QVERIFY(has(error_of([&] { load(full, file("bare")); }), "the archive holds no data for 'bias', which is [4] float32 here"));
  }
  void optimizers() {
    const auto make = [] { return std::vector<Tensor>{randn({3}).requires_grad_(), randn({2, 2}).requires_grad_()}; };
    const auto step = [](optim::Optimizer& o) {
      o.zero_grad();
      Tensor loss;
      for (const Tensor& p : o.parameters()) loss = loss.defined() ? loss + p.pow(2).sum() : p.pow(2).sum();
      loss.backward();
      o.step();
    };
    const auto params = make(), copies = [&] {
      std::vector<Tensor> all;
      for (const Tensor& p : params) all.push_back(p.detach().clone().requires_grad_());
      return all;
    }();
    optim::Adam a(params, optim::AdamOptions(0.1).betas({0.8, 0.9}).amsgrad(true));
    step(a), step(a);
    {
      NoGradGuard guard;
      for (size_t i = 0; i < params.size(); ++i) Tensor(copies[i]).copy_(params[i]);
    }
    optim::Adam b(copies, optim::AdamOptions(0.5));
    each_way([&](int way) { round_trip(way, a, b); });
    QVERIFY(static_cast<optim::AdamOptions&>(b.param_groups()[0].options()) == static_cast<optim::AdamOptions&>(a.param_groups()[0].options()));
    step(a), step(b);
    for (size_t i = 0; i < params.size(); ++i) QVERIFY(equal(params[i].detach(), copies[i].detach()));

    save(a, file());
    optim::SGD sgd(make(), optim::SGDOptions(0.1));
    QVERIFY(has(error_of([&] { load(sgd, file()); }), "the archive holds the state of tl::optim::Adam, not of tl::optim::SGD"));
    optim::Adam fewer(std::vector<Tensor>{make()[0]}, optim::AdamOptions(0.3));
    QVERIFY(has(error_of([&] { load(fewer, file()); }), "parameter group 0 has 2 parameters in the archive and 1 here"));
    optim::Adam wrong(std::vector<Tensor>{randn({4}).requires_grad_(), randn({2}).requires_grad_()}, optim::AdamOptions(0.3));
    QVERIFY(has(error_of([&] { load(wrong, file()); }), "its parameter is [4]"));
    QCOMPARE(wrong.param_groups()[0].options().get_lr(), 0.3);  // nothing was taken over
  }
  void archives_by_hand() {
    serialize::OutputArchive out, nested;
    nested.write("w", counting({2}));
    out.write("a", counting({3}), true);
    out.write("inner", nested);
    out.write("n", Value(7));
    QVERIFY(has(error_of([&] { out.write("a", Value(1)); }), "the archive has a 'a' already"));
    out.save_to(file());
    serialize::InputArchive in, inner;
    in.load_from(file());
    QCOMPARE(in.keys(), (std::vector<std::string>{"a", "inner", "n"}));
    Tensor a, w;
    in.read("a", a, true);
    in.read("inner", inner);
    inner.read("w", w);
    QVERIFY(equal(a, counting({3})) && equal(w, counting({2})));
    Value n;
    QVERIFY(in.try_read("n", n) && n.to_int() == 7 && !in.try_read("m", n) && !in.try_read("n", a) && !in.try_read("a", inner));
    QVERIFY(has(error_of([&] { inner.read("v", w); }), "no such serialized tensor 'inner.v'"));
    QVERIFY(has(error_of([&] { in.read("b", inner); }), "no such serialized submodule 'b'"));
    // A defined tensor keeps its identity.
    Tensor mine = zeros({1}).requires_grad_();
    const Tensor alias = mine;
    in.read("a", mine);
    QVERIFY(alias.is_same(mine) && alias.requires_grad() && equal(alias.detach(), counting({3})));
  }
  void types_of_ones_own() {
    Point p{4, counting({2})}, q;
    each_way([&](int way) {
      round_trip(way, p, q);
      QVERIFY(q.x == 4 && equal(q.mark, p.mark));
    });
  }
  void several_in_one_stream() {
    std::stringstream stream;
    save(counting({2}), stream);
    save(counting({3}), stream);
    stream << "rest";
    Tensor a, b;
    load(a, stream), load(b, stream);
    QVERIFY(a.numel() == 2 && b.numel() == 3);
    std::string rest;
    stream >> rest;
    QCOMPARE(rest, std::string("rest"));
  }
  void a_stream_that_cannot_be_sought_in() {
    struct Pipe : std::streambuf {
      explicit Pipe(std::string& text) { setg(text.data(), text.data(), text.data() + text.size()); }
    };
    std::string bytes = bytes_of(Value::List{Value(counting({1000})), Value(counting({5}))}, {{"note", "x"}});
    Pipe pipe(bytes);
    std::istream stream(&pipe);
    Value v;
    load(v, stream);
    QVERIFY(equal(v.to_list()[0].to_tensor(), counting({1000})));
    std::string cut = bytes.substr(0, bytes.size() - 3);
    Pipe short_pipe(cut);
    std::istream short_stream(&short_pipe);
    QVERIFY(has(error_of([&] { load(v, short_stream); }), "are left"));
  }

  void map_location_in_all_forms() {
    const std::string bytes = bytes_of(Value::List{Value(counting({2})), Value(counting({3}))});
    const auto device_of = [](const Value& v) { return v.to_list()[0].to_tensor().device(); };
    for (const serialize::MapLocation& where : {serialize::MapLocation(), serialize::MapLocation(Device("cpu")), serialize::MapLocation(kCPU),
                                                serialize::MapLocation("cpu"), serialize::MapLocation(std::optional<Device>()),
                                                serialize::MapLocation(std::map<std::string, std::string>{{"cuda:0", "cpu"}})})
      QVERIFY(device_of(value_of(bytes, where)).is_cpu());
    QVERIFY(device_of(value_of(bytes, "meta")).is_meta());
    QVERIFY(device_of(value_of(bytes, serialize::MapLocation::Map{{"cpu", "meta"}})).is_meta());
    int calls = 0;
    const auto all = [&](const Storage& s, const std::string& tag) {
      calls += tag == "cpu" && s->device().is_cpu();
      return s;
    };
    QVERIFY(equal(value_of(bytes, all).to_list()[1].to_tensor(), counting({3})));
    QCOMPARE(calls, 2);
    QVERIFY(device_of(value_of(bytes, [](const Storage&, const std::string&) { return Storage(); })).is_cpu());  // none: as without it
    QVERIFY(has(error_of([&] { value_of(bytes, "mars"); }), "a tensor was saved from 'mars', a place that is not known here"));
    QVERIFY(has(error_of([&] { value_of(bytes, [](const Storage&, const std::string&) { return Storage(new StorageImpl(1, kCPU)); }); }),
                "reaches beyond the 1 bytes of its storage"));
    // Tensors without data come back without data, and cannot come back with some.
    const std::string meta = bytes_of(empty_tensor({3, 4}, kDouble, kMeta));
    QVERIFY(value_of(meta).to_tensor().is_meta() && value_of(meta).to_tensor().sizes() == IntArrayRef({3, 4}));
    QVERIFY(has(error_of([&] { value_of(meta, "cpu"); }), "on the device meta has no data"));
  }
  void packages() {
    // A place of one's own: storages of 12 bytes are tagged and come back doubled.
    serialize::register_package(
        5, [](const Storage& s) { return s->nbytes() == 12 ? std::optional<std::string>("attic:3") : std::nullopt; },
        [](const Storage& s, const std::string& tag) {
          if (tag != "attic:3") return Storage();
          Storage twice(new StorageImpl(s->nbytes(), kCPU));
          for (size_t i = 0; i < 3; ++i) static_cast<float*>(twice->data())[i] = 2 * static_cast<const float*>(s->data())[i];
          return twice;
        });
    const std::string bytes = bytes_of(Value::List{Value(counting({3})), Value(counting({4}))});
    const Value v = value_of(bytes);
    QVERIFY(equal(v.to_list()[0].to_tensor(), counting({3}) * 2) && equal(v.to_list()[1].to_tensor(), counting({4})));
    QVERIFY(equal(value_of(bytes, "cpu").to_list()[0].to_tensor(), counting({3})));
    QVERIFY(equal(value_of(bytes, serialize::MapLocation::Map{{"attic:3", "cpu"}}).to_list()[0].to_tensor(), counting({3})));
    QVERIFY(has(error_of([] { serialize::register_package(1, {}, {}); }), "needs both functions"));
  }

  void extra_files() {
    nn::Linear net(2, 2);
    SetExportModuleExtraFilesHook([&](const nn::Module& m) {
      return serialize::ExtraFilesMap{{"producer_info.json", "{\"user\": \"" + m.name() + "\"}"}};
    });
    save_with_files(net, {{"note", std::string("a\0b\xff", 4)}, {"empty", ""}}, file());
    QVERIFY(has(error_of([&] { save_with_files(net, {{"producer_info.json", ""}}, file("b")); }), "two extra files are named 'producer_info.json'"));
    SetExportModuleExtraFilesHook(nullptr);
    save(net, file("plain"));
    serialize::ExtraFilesMap wanted{{"producer_info.json", ""}, {"absent", "as before"}}, all, none;
    load_with_files(net, wanted, file());
    QCOMPARE(wanted.size(), size_t{2});
    QCOMPARE(wanted["producer_info.json"], std::string("{\"user\": \"Linear\"}"));
    QCOMPARE(wanted["absent"], std::string("as before"));
    load_with_files(net, all, file());
    QCOMPARE(all.size(), size_t{3});
    QCOMPARE(all["note"], std::string("a\0b\xff", 4));
    load_with_files(net, none, file("plain"));
    QVERIFY(none.empty());
  }

  void what_cannot_be_saved() {
    struct Thing : Object {
      std::string type_name() const override { return "Thing"; }
    };
    QVERIFY(has(error_of([&] { bytes_of(Value::Dict{{"a", Value(ObjectPtr(std::make_shared<Thing>()))}}); }), "'a' is a Thing, which cannot be saved"));
    QVERIFY(has(error_of([&] { bytes_of(Value::Dict{{"a", 1}, {"a", 2}}); }), "the key 'a' appears twice"));
    Value deep(1);
    for (int i = 0; i < 100; ++i) deep = Value::List{deep};
    QVERIFY(value_of(bytes_of(deep)) == deep);
    QVERIFY(has(error_of([&] { bytes_of(Value::List{deep}); }), "nested more than 100 deep"));
    Value deep_dict(1);
    for (int i = 0; i < 100; ++i) deep_dict = Value::Dict{{"k", deep_dict}};
    QVERIFY(value_of(bytes_of(deep_dict)) == deep_dict);
    QVERIFY(has(error_of([&] { save(counting({2}), [](const void*, size_t n) { return n / 2; }); }), "io|save: the writer took"));
    std::ofstream closed;
    QVERIFY(has(error_of([&] { save(counting({2}), closed); }), "io|save: the stream does not take"));
    QVERIFY(has(error_of([&] { save(nn::Linear(nullptr), file()); }), "empty module holder"));
    QVERIFY(has(error_of([&] { save(std::shared_ptr<nn::LinearImpl>(), file()); }), "there is no module to save"));
  }
  void a_failed_save_leaves_the_old_file() {
    save(counting({2}), file());
    io::set_fault_hook([](io::IoCall call, const std::filesystem::path&) { return call == io::IoCall::fsync ? ENOSPC : 0; });
    QVERIFY(has(error_of([&] { save(counting({5}), file()); }), "Free some space"));
    io::set_fault_hook(nullptr);
    Tensor t;
    load(t, file());
    QCOMPARE(t.numel(), int64_t{2});
  }
  void what_cannot_be_loaded() {
    Tensor t = counting({1});
    const auto refusal = [&](const std::string& bytes) { return error_of([&] { load(t, bytes.data(), bytes.size()); }); };
    const std::string good = bytes_of(counting({3}));
    QVERIFY(has(refusal(""), "input|load: 'buffer', offset 0: the header's length needs 8 bytes, but only 0 are left"));
    QVERIFY(has(refusal(good.substr(0, good.size() - 1)), "but only 11 are left"));
    QVERIFY(has(refusal(good + "x"), "1 bytes belong to no tensor"));
    QVERIFY(has(refusal(std::string("PK\3\4________", 12)), "this is a zip file, as PyTorch writes them"));
    QVERIFY(has(refusal(std::string(16, '\x7f')), "this is no archive: its header would have"));
    std::string flipped = good;
    flipped.back() ^= 1;
    QVERIFY(has(refusal(flipped), "does not match its checksum"));
    std::string renamed = good;
    renamed.replace(renamed.find("\\\"offset\\\":0"), 12, "\\\"offset\\\":1");
    QVERIFY(has(refusal(renamed), "the manifest does not match its checksum"));
    io::save_safetensors(file("w"), {{"a", counting({2})}});
    QVERIFY(has(error_of([&] { load(t, file("w")); }), "a safetensors file without an archive's manifest"));
    QVERIFY(has(error_of([&] { load(t, file("nowhere")); }), "nowhere"));
    save(std::vector<Tensor>{t, t}, file());
    QVERIFY(has(error_of([&] { load(t, file()); }), "the archive holds a list with 2 entries, not a tensor"));
    std::vector<Tensor> list;
    QVERIFY(has(error_of([&] { load(list, good.data(), good.size()); }), "the archive holds a value of the type tensor, not a list of tensors"));
    QVERIFY(equal(t, counting({1})));  // every refusal left it alone
    QVERIFY(has(error_of([&] { load(t, [](uint64_t, void*, size_t n) { return n + 1; }, [] { return size_t{100}; }); }), "the reader says that it read"));
    QVERIFY(has(error_of([&] { load(t, [](uint64_t, void*, size_t) { return size_t{0}; }, [] { return size_t{100}; }); }), "but only 0 are left"));
  }
};

TL_TEST_CLASS(TestArchive)
#include "test_archive.moc"
