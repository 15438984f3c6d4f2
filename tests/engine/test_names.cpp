// SPDX-License-Identifier: Apache-2.0
// Names of the manual that are no functions: constants, classes, switches, and what stands for the rest.
#include <dlfcn.h>

#include <QFile>
#include <QTemporaryDir>
#include <fstream>
#include <set>

#include "engine/autograd/nvtx.h"
#include "engine/core/api_usage.h"
#include "engine/core/context.h"
#include "engine/core/device_backend.h"
#include "engine/ops/by_name.h"
#include "engine/ops/functions.h"
#include "engine/ops/pinned.h"
#include "engine/ops/stand_ins.h"
#include "engine/ops/tensor_type_names.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;
using test::error_of;
using test::has;

namespace {
Value by(const std::string& name, const by_name::Args& args = {}, const by_name::Kwargs& kwargs = {}) {
  return by_name::call(name, args, kwargs);
}
const std::string fake_nvtx = std::string(TL_BINARY_DIR) + "/lib/test_libraries/fake_nvtx.so";
/// What the stand-in for NVIDIA's library saw since it was last asked.
std::vector<std::string> ranges() {
  using Take = void (*)(void (*)(const char*, void*), void*);
  void* library = dlopen(fake_nvtx.c_str(), RTLD_NOW);
  const auto take = library ? reinterpret_cast<Take>(dlsym(library, "fake_nvtx_take")) : nullptr;
  std::string all;
  if (take) take([](const char* text, void* to) { *static_cast<std::string*>(to) = text; }, &all);
  std::vector<std::string> lines;
  for (size_t at = 0, end; (end = all.find('\n', at)) != std::string::npos; at = end + 1) lines.push_back(all.substr(at, end - at));
  return lines;
}
}  // namespace

class TestNames : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() { ::setenv("TL_NVTX", fake_nvtx.c_str(), 1); }  // before the library is first asked for

  void dtypes() {
    for (const auto& [name, type] : std::initializer_list<std::pair<const char*, ScalarType>>{{"float", kFloat},
                                                                                              {"double", kDouble},
                                                                                              {"half", kHalf},
                                                                                              {"short", kShort},
                                                                                              {"int", kInt},
                                                                                              {"long", kLong},
                                                                                              {"bfloat16", kBFloat16},
                                                                                              {"bool", kBool},
                                                                                              {"uint8", kByte}})
      QCOMPARE(by(std::string("torch.") + name).to_dtype(), type);
    // The names with a number are the types' own.
    for (const ScalarType t : by_name::named_types()) QCOMPARE(by(std::string("torch.") + dtype_name(t)).to_dtype(), t);
    QCOMPARE(by("torch.zeros", {2}, {{"dtype", by("torch.int16")}}).to_tensor().dtype(), kShort);
    // A method of the same name is still the method.
    QCOMPARE(by("torch.Tensor.float", {ones({2}, kLong)}).to_tensor().dtype(), kFloat);
  }
  void sizes() {
    QVERIFY(by("torch.Size", {Value::Ints{2, 3}}) == by("torch.Tensor.size", {zeros({2, 3})}));
    QVERIFY(by("torch.Size").to_ints().empty());
    QCOMPARE(by("torch.Size.numel", {Value::Ints{2, 3, 4}}).to_int(), int64_t{24});
    QVERIFY(has(error_of([] { by("torch.Size", {"wide"}); }), "torch.Size"));
  }
  void tensor_types() {
    for (const ScalarType t : by_name::named_types()) {
      const std::string name = by_name::tensor_type_name({t});
      QCOMPARE(by("torch.Tensor.type", {zeros({1}, t)}).to_string(), name);
      QCOMPARE(by("torch.Tensor.type", {zeros({1}), name}).to_tensor().dtype(), t);
      QCOMPARE(by_name::tensor_type_from(by_name::tensor_type_name({t, kCUDA}))->device, kCUDA);
    }
    QCOMPARE(by("torch.Tensor.type", {ones({2}).to_sparse()}).to_string(), std::string("torch.sparse.FloatTensor"));
    QVERIFY(has(error_of([] { by("torch.Tensor.type", {ones({2}), "torch.sparse.FloatTensor"}); }), "use to_sparse()"));
    QVERIFY(has(error_of([] { by("torch.Tensor.type", {ones({2}), "torch.QuadTensor"}); }), "there is no tensor type"));
    const Tensor given = by("torch.IntTensor", {Value::List{1, 2}}).to_tensor();
    QVERIFY(given.dtype() == kInt && given.numel() == 2);
    QVERIFY(by("torch.LongTensor", {2, 3}).to_tensor().sizes() == IntArrayRef({2, 3}));
    by("torch.set_default_tensor_type", {"torch.DoubleTensor"});
    const ScalarType now = default_dtype();
    by("torch.set_default_tensor_type", {"torch.FloatTensor"});
    QCOMPARE(now, kDouble);
    QVERIFY(has(error_of([] { by("torch.set_default_tensor_type", {"torch.LongTensor"}); }), "only floating-point types"));
    QVERIFY(has(error_of([] { by("torch.set_default_tensor_type", {"torch.cuda.FloatTensor"}); }), "the default device is the CPU"));
    if (cuda::is_available()) return;
    QVERIFY(has(error_of([] { by("torch.cuda.FloatTensor", {2}); }), "device|"));
    QVERIFY(has(error_of([] { by("torch.Tensor.type", {ones({2}), "torch.cuda.FloatTensor"}); }), "device|"));
  }
  void pinned_memory_needs_a_device() {
    const Tensor x = ones({2, 3});
    QVERIFY(!is_pinned(x) && !by("torch.Tensor.is_pinned", {x}).to_bool());
    QVERIFY(has(error_of([] { pin_memory(ones({2}).to_sparse()); }), "only dense CPU tensors can be pinned"));
    QVERIFY(has(error_of([] { by("torch.Tensor.record_stream", {ones({2}), 0}); }), "only tensors of a CUDA device"));
    if (cuda::is_available()) return;  // test_cuda_operators pins
    QVERIFY(!x.is_pinned() && has(error_of([&] { x.pin_memory(); }), "device|"));
    QVERIFY(has(error_of([] { by("torch.zeros", {2}, {{"pin_memory", true}}); }), "device|"));
  }
  void switches_are_remembered() {
    QVERIFY(!by("torch.backends.cudnn.benchmark").to_bool() && by("torch.backends.cudnn.deterministic").to_bool());
    QVERIFY(by("torch.backends.cudnn.benchmark", {true}).to_bool() && globalContext().benchmarkCuDNN());
    globalContext().setBenchmarkCuDNN(false);
    QVERIFY(!by("torch.backends.cudnn.benchmark").to_bool());
    QVERIFY(!by("torch.backends.mkl.is_available").to_bool());
    QCOMPARE(hasCUDA(), cuda::is_available());
    QCOMPARE(by("torch.backends.cuda.cufft_plan_cache.size").to_int(), int64_t{0});
    QCOMPARE(by("torch.backends.cuda.cufft_plan_cache.max_size", {10}).to_int(), int64_t{0});
    QVERIFY(by("torch.backends.cuda.cufft_plan_cache.clear").is_none());
    QVERIFY(has(error_of([] { by("torch.backends.cuda.cufft_plan_cache.max_size", {-1}); }), "must not be negative"));
  }
  void usage_is_told_once() {
    std::vector<std::string> told;
    SetAPIUsageLogger([&](const std::string& key) { told.push_back(key); });
    for (int i = 0; i < 3; ++i) by("torch._C._log_api_usage_once", {"test.names"});
    SetAPIUsageLogger({});
    QCOMPARE(told, std::vector<std::string>{"test.names"});
  }
  void before_any_process_group() {
    QVERIFY(!by("torch.distributed.is_initialized").to_bool());
    QCOMPARE(by("torch.distributed.Backend", {"GLOO"}).to_string(), std::string("gloo"));
    QVERIFY(has(error_of([] { by("torch.distributed.Backend", {"carrier pigeon"}); }), "gloo, nccl and mpi"));
  }
  void threads_by_the_names_of_cpp() {
    QCOMPARE(by("at::get_num_threads").to_int(), by("torch.get_num_threads").to_int());
    QVERIFY(by_name::exists("at::set_num_interop_threads"));
  }
  void a_profile_by_its_methods() {
    const Value p = by("torch.autograd.profiler.profile");
    p.to_object()->call("__enter__", {}, {});
    (void)(ones({2}) * ones({2}));
    p.to_object()->call("__exit__", {}, {});
    QVERIFY(has(by("torch.autograd.profiler.profile.table", {p, "count"}).to_string(), "mul"));
    QVERIFY(has(by("torch.autograd.profiler.profile.key_averages", {p}).to_string(), "mul"));
    QVERIFY(has(by("torch.autograd.profiler.profile.total_average", {p}).to_string(), "Total"));
    QTemporaryDir dir;
    const std::string path = dir.filePath("trace.json").toStdString();
    by("torch.autograd.profiler.profile.export_chrome_trace", {p, path});
    QVERIFY(QFile::exists(QString::fromStdString(path)));
    QVERIFY(has(error_of([&] { by("torch.autograd.profiler.profile.table", {p, "colour"}); }), "cannot sort by"));
  }
  void operators_are_ranges_of_nvidias_tools() {
    const Tensor x = ones({2}, kDouble).set_requires_grad(true);
    ranges();
    {
      const autograd::profiler::emit_nvtx shown;
      (x * x).sum().backward();
      QVERIFY(has(error_of([] { autograd::profiler::emit_nvtx second; }), "one emit_nvtx at a time"));
    }
    (void)(x * x);
    const auto seen = ranges();
    int depth = 0;
    std::string forward, backward;
    for (const std::string& line : seen) {
      depth += line == "pop" ? -1 : 1;
      QVERIFY(depth >= 0);
      if (line.rfind("push mul, seq = ", 0) == 0 && forward.empty()) forward = line.substr(16);
      if (line.rfind("push mul_backward, stashed seq = ", 0) == 0) backward = line.substr(33);
    }
    QCOMPARE(depth, 0);
    QVERIFY(!forward.empty());
    QCOMPARE(forward, backward);
    {
      const autograd::profiler::emit_nvtx shown(true, true);
      (void)(ones({2, 3}) * ones({3}));
    }
    bool sized = false;
    for (const std::string& line : ranges())
      sized |= line.rfind("push mul, seq = ", 0) == 0 && line.find("sizes = [[2, 3][3]]") == std::string::npos &&
               line.find("sizes = [[2, 3], [3]]") != std::string::npos;
    QVERIFY(sized);
    const Value off = by("torch.autograd.profiler.emit_nvtx", {false});
    off.to_object()->call("__enter__", {}, {});
    (void)(x * x);
    off.to_object()->call("__exit__", {}, {});
    QVERIFY(ranges().empty());
  }
  void what_cannot_be_called_says_what_stands_for_it() {
    std::ifstream file(std::string(TL_SOURCE_DIR) + "/docs/for-pytorch-users.md");
    const std::string docs((std::istreambuf_iterator<char>(file)), {});
    QVERIFY(!docs.empty());
    std::set<std::string> names;
    for (const by_name::StandIn& row : by_name::stand_ins()) {
      QVERIFY2(names.insert(row.name).second, row.name);
      QVERIFY2(!by_name::exists(row.name), row.name);
      QVERIFY(has(error_of([&] { by(row.name); }), std::string("here stands for it: ") + row.text));
      QVERIFY2(docs.find(std::string("| `") + row.name + "` | " + row.text + " |") != std::string::npos, row.name);
    }
    QVERIFY(has(error_of([] { by("torch.no_such_thing"); }), "there is no function of this name"));
  }
};
TL_TEST_CLASS(TestNames)
#include "test_names.moc"
