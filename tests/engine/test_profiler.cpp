// SPDX-License-Identifier: Apache-2.0
// What watches operators: callbacks, the profiler, anomaly mode, the usage logger.
#include "engine/autograd/profiler.h"

#include <QTemporaryDir>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "engine/autograd/anomaly.h"
#include "engine/autograd/autograd.h"
#include "engine/autograd/bottleneck.h"
#include "engine/core/api_usage.h"
#include "engine/core/log.h"
#include "engine/nn/module.h"
#include "engine/ops/backcompat.h"
#include "engine/ops/functions.h"
#include "support/test_main.h"

using namespace tl;
using autograd::profiler::profile;

namespace {
template <class F>
std::string error_of(F&& f) {
  try {
    f();
  } catch (const std::exception& e) {
    return e.what();
  }
  return {};
}
struct Fails : autograd::Function<Fails> {
  static Tensor forward(autograd::AutogradContext*, Tensor x) { return x * 2; }
  static autograd::variable_list backward(autograd::AutogradContext*, autograd::variable_list) { throw std::runtime_error("some error in backward"); }
};
const autograd::profiler::FunctionEventAvg* find(const std::vector<autograd::profiler::FunctionEventAvg>& all, const std::string& key) {
  for (const auto& a : all)
    if (a.key == key) return &a;
  return nullptr;
}
#define QCONTAINS(text, part)                                              \
  do {                                                                     \
    const std::string said = text;                                         \
    QVERIFY2(said.find(part) != std::string::npos, said.c_str());          \
  } while (false)
}  // namespace

class TestProfiler : public QObject {
  Q_OBJECT
 private slots:
  void cleanup() {
    clearCallbacks();
    QVERIFY(!autograd::profiler::recording());
  }

  void callbacks_see_name_inputs_and_nesting() {
    std::vector<std::string> seen;
    autograd::profiler::pushCallback(
        [&](const RecordFunction& f) {
          seen.push_back(std::string(static_cast<size_t>(f.depth()), '>') + f.name() + "/" + std::to_string(f.inputs().size()));
          (void)(ones({2}) + 1);  // what a callback calls is not recorded
        },
        [&](const RecordFunction& f) { seen.push_back("end " + f.name()); }, true);
    const Tensor x = ones({3}, kDouble).requires_grad_();
    const Tensor y = x * x;
    Tensor z = zeros({3});
    z.add_(1);
    autograd::profiler::popCallback();
    (void)(x * x);
    const auto at = std::find(seen.begin(), seen.end(), "mul/2");
    QVERIFY(at != seen.end() && at + 1 != seen.end());
    QCOMPARE(*(at + 1), std::string("end mul"));
    QCOMPARE(std::count(seen.begin(), seen.end(), std::string("mul/2")), 1);
    QCOMPARE(std::count(seen.begin(), seen.end(), std::string("add_/2")), 1);
    QCONTAINS(error_of([] { autograd::profiler::popCallback(); }), "no callback was pushed");
  }
  void inputs_are_shown_only_when_asked_for() {
    size_t inputs = 9;
    autograd::profiler::pushCallback([&](const RecordFunction& f) { inputs = f.inputs().size(); });
    (void)(ones({2}) * ones({2}));
    QCOMPARE(inputs, size_t{0});
  }
  void a_sampled_callback_sees_about_its_share() {
    int seen = 0, all = 0;
    const Tensor a = ones({1});
    autograd::profiler::setSamplingProbability(0.1);
    autograd::profiler::pushCallback([&](const RecordFunction&) { ++seen; }, {}, false, true);
    autograd::profiler::pushCallback([&](const RecordFunction&) { ++all; });
    for (int i = 0; i < 20000; ++i) (void)(a * a);
    autograd::profiler::setSamplingProbability(1.0);
    QCOMPARE(all, 20000);
    QVERIFY2(seen > 1700 && seen < 2300, std::to_string(seen).c_str());  // 7 standard deviations
    QCONTAINS(error_of([] { autograd::profiler::setSamplingProbability(1.5); }), "[0, 1]");
  }
  void thread_local_callbacks_stay_on_their_thread() {
    std::atomic<int> seen{0};
    const CallbackHandle h = addThreadLocalCallback({[&](const RecordFunction&) {
                                                       ++seen;
                                                       return std::unique_ptr<ObserverContext>();
                                                     }, {}});
    std::thread([&] { (void)(ones({2}) * 2); }).join();
    QCOMPARE(seen.load(), 0);
    (void)(ones({2}) * ones({2}));
    QVERIFY(seen > 0);
    removeCallback(h);
    QVERIFY(!hasCallbacks());
  }
  void a_failing_callback_disturbs_nobody() {
    autograd::profiler::pushCallback([](const RecordFunction&) { throw std::runtime_error("callback is broken"); });
    QVERIFY((ones({2}) * ones({2})).equal(ones({2})));
    bool logged = false;
    for (const auto& m : logging::log_since(0)) logged |= m.text.find("callback is broken") != std::string::npos;
    QVERIFY(logged);
  }

  void a_profile_counts_forward_and_backward() {
    const Tensor x = randn({8, 8}).requires_grad_();
    profile p(true, false, true);
    {
      TL_RECORD_SCOPE("my block");
      for (int i = 0; i < 3; ++i) (x * x).sum().backward();
    }
    QCONTAINS(error_of([&] { p.key_averages(); }), "still running");
    QCONTAINS(error_of([] { profile second; }), "one at a time");
    p.stop();
    const auto averages = p.key_averages();
    QVERIFY(find(averages, "mul_backward") && find(averages, "mul_backward")->count == 3);
    QVERIFY(find(averages, "my block") && find(averages, "my block")->count == 1);
    // The block holds everything: its total is the largest and nearly all of it is spent in calls inside it.
    for (const auto& a : averages) QVERIFY(a.cpu_time_total <= find(averages, "my block")->cpu_time_total && a.self_cpu_time_total >= 0);
    int64_t calls = 0;
    double self = 0;
    for (const auto& a : averages) {
      calls += a.count;
      self += a.self_cpu_time_total;
    }
    QCOMPARE(p.total_average().count, calls);
    QCOMPARE(calls, static_cast<int64_t>(p.function_events().size()));
    QVERIFY(std::abs(self - find(averages, "my block")->cpu_time_total) < 1e-3 * self + 1);  // self times add up to the whole
    const std::string table = p.table("count");
    QCONTAINS(table, "mul_backward");
    QVERIFY(table.find("my block") > table.find("mul_backward"));
    QCONTAINS(error_of([&] { p.table("colour"); }), "cannot sort by 'colour'");
    // The numbers that link a forward call to its backward.
    uint64_t forward = 0, backward = 0;
    for (const auto& e : p.function_events()) {
      if (e.name == "mul" && e.scope == RecordScope::function && e.depth == 1 && !forward) forward = e.sequence_nr;
      if (e.name == "mul_backward" && !backward) backward = e.sequence_nr;
    }
    QCOMPARE(forward, backward);
  }
  void a_trace_is_json_that_viewers_read() {
    QTemporaryDir dir;
    const std::filesystem::path path = dir.filePath("trace.json").toStdString();
    profile p(true, false, true);
    (void)(ones({2, 3}) * ones({2, 3}));
    p.stop();
    p.export_chrome_trace(path);
    const auto j = nlohmann::json::parse(std::ifstream(path));
    bool found = false;
    for (const auto& e : j.at("traceEvents")) {
      QVERIFY(e.at("ph") == "X" && e.at("ts").is_number() && e.at("dur").get<double>() >= 0 && e.contains("pid") && e.contains("tid"));
      found |= e.at("name") == "mul" && e.at("args").at("input_shapes") == nlohmann::json::parse("[[2,3],[2,3]]");
    }
    QVERIFY(found);
    QCONTAINS(error_of([&] { p.export_chrome_trace("/nowhere/at/all/trace.json"); }), "export trace");
  }
  void a_disabled_profile_is_empty() {
    profile p(false);
    (void)(ones({2}) * ones({2}));
    QVERIFY(p.function_events().empty());
    QVERIFY(!autograd::profiler::recording());
  }

  void anomaly_mode_names_the_forward_call() {
    Tensor x = tensor({-1.0, 4.0}, kDouble).requires_grad_();
    autograd::DetectAnomalyGuard guard;
    const std::string why = error_of([&] { sqrt(x).sum().backward(); });
    QCONTAINS(why, "nan");
    QCONTAINS(why, "sqrt([2] float64)");
    bool stack = false;
    for (const auto& m : logging::log_since(0)) stack |= m.text.find("Call stack of the forward call sqrt") != std::string::npos;
    QVERIFY(stack);
  }
  void anomaly_mode_tells_when_the_forward_was_not_recorded() {
    Tensor x = tensor({-1.0}, kDouble).requires_grad_();
    const Tensor y = sqrt(x).sum();
    autograd::DetectAnomalyGuard guard;
    QCONTAINS(error_of([&] { y.backward(); }), "not recorded");
  }
  void anomaly_mode_without_the_check_lets_nan_pass_and_ends() {
    Tensor x = tensor({-1.0}, kDouble).requires_grad_();
    {
      autograd::DetectAnomalyGuard guard(false);
      sqrt(x).sum().backward();
    }
    QVERIFY(std::isnan(x.grad().item<double>()));
    QVERIFY(!autograd::AnomalyMode::is_enabled());
    Tensor z = tensor({-1.0}, kDouble).requires_grad_();
    sqrt(z).sum().backward();
    QVERIFY(std::isnan(z.grad().item<double>()));
  }
  void anomaly_mode_places_errors_of_custom_functions() {
    Tensor x = tensor({1.0}, kDouble).requires_grad_();
    autograd::DetectAnomalyGuard guard;
    const uint64_t before = logging::log_since(0).empty() ? 0 : logging::log_since(0).back().sequence;
    QCONTAINS(error_of([&] { Fails::apply(x).backward(); }), "some error in backward");
    bool named = false;
    for (const auto& m : logging::log_since(before)) named |= m.text.find("Fails([1] float64)") != std::string::npos;
    QVERIFY(named);
  }
  void anomaly_mode_names_the_parent_of_a_second_derivative() {
    Tensor x = tensor({0.0}, kDouble).requires_grad_();
    autograd::DetectAnomalyGuard guard;
    // d/dx x^1.5 = 1.5·sqrt(x), whose derivative at 0 is infinite, and 0·inf is not a number.
    const std::string why = error_of([&] {
      const Tensor g = autograd::grad({(sqrt(x * x) * 2).sum()}, {x}, {}, true, true)[0];
      (g * g).sum().backward();
    });
    QCONTAINS(why, "nan");
  }

  void usage_is_told_once() {
    std::vector<std::string> told;
    SetAPIUsageLogger([&](const std::string& key) { told.push_back(key); });
    for (int i = 0; i < 3; ++i) TL_LOG_API_USAGE_ONCE("test.point");
    LogAPIUsage("test.each");
    LogAPIUsage("test.each");
    SetAPIUsageLogger({});
    LogAPIUsage("test.each");
    QCOMPARE(told, (std::vector<std::string>{"test.point", "test.each", "test.each"}));
  }
  void debug_info_belongs_to_the_thread_and_reaches_callbacks() {
    struct Model : DebugInfoBase {
      int id = 7;
    };
    int seen = 0;
    autograd::profiler::pushCallback([&](const RecordFunction& f) {
      const auto info = std::dynamic_pointer_cast<Model>(getThreadLocalDebugInfo());
      if (info && f.name() == "mul_backward") seen = info->id;
    });
    Tensor x = ones({2}).requires_grad_();
    {
      const DebugInfoGuard guard(std::make_shared<Model>());
      (x * x).sum().backward();
    }
    QCOMPARE(seen, 7);
    QVERIFY(!getThreadLocalDebugInfo());
  }
  void a_bottleneck_is_named() {
    const Tensor a = ones({300, 300}), b = ones({2});
    const std::string report = utils::bottleneck([&] {
      TL_RECORD_SCOPE("the slow part");
      for (int i = 0; i < 20; ++i) a.matmul(a);
      b.add(1);
    }, 2);
    QCONTAINS(report, "Environment\n");
    const size_t operators = report.find("\nOperators by"), calls = report.find("\nLongest calls");
    QVERIFY(operators != std::string::npos && calls > operators && calls != std::string::npos);
    QCONTAINS(report.substr(operators, calls - operators), "20 calls  ");
    QCONTAINS(report.substr(calls), "[300, 300]");
    QCOMPARE(std::count(report.begin() + static_cast<std::ptrdiff_t>(calls) + 1, report.end(), '\n'), 3);  // the head and two rows
    QCONTAINS(error_of([] { utils::bottleneck([] { throw std::runtime_error("its own error"); }); }), "its own error");
    profile afterwards;  // the failed one let go
    afterwards.stop();
    QCONTAINS(error_of([] { utils::bottleneck({}); }), "there is no program");
  }
  void broadcasting_that_was_none_before() {
    const auto warnings = [](auto&& call) {
      const auto before = logging::log_since(0);
      const uint64_t last = before.empty() ? 0 : before.back().sequence;
      call();
      std::string all;
      for (const auto& m : logging::log_since(last)) all += m.text + "\n";
      return all;
    };
    const auto call = [] { add(ones({4, 1}), ones({4})); };
    QVERIFY(warnings(call).empty());
    utils::backcompat::set_broadcast_warning(true);
    const std::string heard = warnings(call), silent = warnings([] {
      add(ones({4, 1}), ones({4, 1}));
      add(ones({4, 1}), ones({3}));
      add(ones({1, 1}), 2.0);
    });
    utils::backcompat::set_broadcast_warning(false);
    QCONTAINS(heard, "add: operands of the shapes [4, 1] and [4] do not have the same shape, but are broadcastable");
    QCOMPARE(silent, std::string());
  }
};
TL_TEST_CLASS(TestProfiler)
#include "test_profiler.moc"
