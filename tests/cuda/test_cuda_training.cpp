// SPDX-License-Identifier: Apache-2.0
// A project trained with `--device cuda` by the command line, on the stand-ins: the same numbers as on the CPU, the same bits on each run
// and after a resume, and one sentence where something is missing.
#include <cmath>

#include "cli/cli_run.h"
#include "engine/io/checkpoint.h"
#include "engine/ops/functions.h"
#include "engine/train/checkpoint.h"
#include "support/expect.h"
#include "support/fake_cuda/use_fake_cuda.h"
#include "support/test_main.h"

using namespace tl;
using namespace tl::test;

class TestCudaTraining : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() { use_fake_cuda(); }

  void digits_mlp_learns_on_the_device_what_it_learns_on_the_cpu() {
    const Folder folder;
    const auto train = [&](const char* name, QStringList more) {
      const CliResult r = run_cli(QStringList{"train", project_path("digits-mlp"), "--out", folder.at(name), "--epochs", "2", "--json", "-q"} + more);
      if (r.code != 0) qWarning("%s", r.err.constData());
      return r;
    };
    const CliResult cpu = train("cpu", {}), one = train("one", {"--device", "cuda"}), two = train("two", {"--device", "cuda"});
    QCOMPARE(cpu.code, 0);
    QCOMPARE(one.code, 0);
    for (const char* key : {"train/loss", "validation/loss", "validation/accuracy"}) {
      QVERIFY2(cpu.last().contains(key), key);
      QVERIFY2(std::abs(cpu.last()[key].get<double>() - one.last()[key].get<double>()) < 2e-3, key);
    }
    QVERIFY(one.last()["validation/accuracy"].get<double>() > 0.7);
    const auto weights = [&](const char* name) { return train::read_checkpoint(folder.path(name)); };
    const auto a = weights("cpu"), b = weights("one"), c = weights("two");
    QCOMPARE(b.progress.fingerprint.at("device").substr(0, 8), std::string("Stand-in"));
    for (size_t i = 0; i < a.model.size(); ++i) {
      QVERIFY2(allclose(a.model[i].second, b.model[i].second, 1e-2, 2e-3), a.model[i].first.c_str());
      QVERIFY2(b.model[i].second.equal(c.model[i].second), "two runs on the device differ");
    }
    // one epoch, then on from its checkpoint
    const QString project = project_path("digits-mlp"), out = folder.at("resumed");
    QCOMPARE(run_cli({"train", project, "--out", out, "--epochs", "1", "--device", "cuda", "-q"}).code, 0);
    const CliResult resumed = run_cli({"train", project, "--out", out, "--epochs", "2", "--device", "cuda", "--resume"});
    QCOMPARE(resumed.code, 0);
    QVERIFY2(resumed.err.contains("bit for bit as if it had not been interrupted"), resumed.err.constData());
    const auto d = weights("resumed");
    for (size_t i = 0; i < b.model.size(); ++i) QVERIFY2(b.model[i].second.equal(d.model[i].second), "the resumed run differs");
    for (size_t i = 0; i < b.optimizer.size(); ++i) QVERIFY(b.optimizer[i].second.equal(d.optimizer[i].second));
    // trained here, measured there
    const CliResult there = run_cli({"eval", project, "--checkpoint", folder.at("one"), "--json"});
    const CliResult here = run_cli({"eval", project, "--checkpoint", folder.at("one"), "--device", "cuda", "--json"});
    QCOMPARE(here.code, 0);
    QVERIFY(std::abs(there.last()["loss"].get<double>() - here.last()["loss"].get<double>()) < 1e-5);
    QCOMPARE(there.last()["accuracy"].get<double>(), here.last()["accuracy"].get<double>());
    // a run begun on the device goes on without one, and says that the bits will not be the same
    const CliResult elsewhere = run_cli({"train", project, "--out", out, "--epochs", "3", "--device", "cpu", "--resume"});
    QCOMPARE(elsewhere.code, 0);
    QVERIFY2(elsewhere.err.contains("not bit for bit") && elsewhere.err.contains("device was Stand-in"), elsewhere.err.constData());
  }

  void clipping_momentum_and_dropout_agree_with_the_cpu() {
    const Folder folder;
    const QString project = changed_project(folder, "digits-mlp", "clipped.json", [](nlohmann::json& p) {
      p["run"]["clip_grad_norm"] = 0.5;
      p["run"]["clip_grad_value"] = 0.1;
      p["run"]["accumulation"] = 2;
      for (auto& [id, node] : p["nodes"].items())
        if (node["type"] == "Adam") node = {{"name", "sgd"}, {"type", "SGD"}, {"params", {{"lr", 0.5}, {"momentum", 0.9}, {"nesterov", true}}}};
    });
    CliResult results[2];
    for (const int i : {0, 1}) {
      results[i] = run_cli({"train", project, "--out", folder.at(i ? "gpu" : "cpu"), "--epochs", "1", "--json", "-q", "--device", i ? "cuda" : "cpu"});
      QVERIFY2(results[i].code == 0, results[i].err.constData());
    }
    QVERIFY(std::abs(results[0].last()["validation/loss"].get<double>() - results[1].last()["validation/loss"].get<double>()) < 2e-3);
  }

  void what_diverges_is_told_by_node_and_step() {
    const Folder folder;
    const QString project = changed_project(folder, "digits-mlp", "wild.json", [](nlohmann::json& p) {
      for (auto& [id, node] : p["nodes"].items())
        if (node["type"] == "Adam") node = {{"name", "sgd"}, {"type", "SGD"}, {"params", {{"lr", 1e30}}}};
    });
    const CliResult r = run_cli({"train", project, "--out", folder.at("run"), "--epochs", "1", "-q", "--device", "cuda"});
    QCOMPARE(r.code, 4);
    QVERIFY2(r.err.contains("in step") || r.err.contains("step "), r.err.constData());
  }

  void devices_are_listed() {
    const CliResult r = run_cli({"devices"});
    QCOMPARE(r.code, 0);
    QVERIFY2(r.out.contains("cpu     ") && r.out.contains("cuda:0  Stand-in device of the tests, compute capability 8.0"), r.out.constData());
  }

  void what_is_missing_is_one_sentence() {
    const Folder folder;
    const auto refused = [&](const char* variable, const char* value, const char* sentence) {
      const QByteArray before = qgetenv(variable);
      qputenv(variable, value);
      const CliResult r = run_cli({"train", project_path("digits-mlp"), "--out", folder.at("never"), "--device", "cuda", "-q"});
      const CliResult list = run_cli({"devices"});
      const CliResult fine = run_cli({"train", project_path("iris-mlp"), "--out", folder.at(variable), "--epochs", "1", "-q"});
      before.isNull() ? qunsetenv(variable) : qputenv(variable, before);
      QVERIFY2(r.code == 1 && r.err.contains(sentence) && r.err.contains("cpu"), r.err.constData());
      QCOMPARE(r.err.trimmed().count('\n'), 0);
      QCOMPARE(list.code, 0);
      QCOMPARE(fine.code, 0);
    };
    refused("TL_CUDA_DRIVER", "/nonexistent/libcuda.so.1", "no NVIDIA driver found (/nonexistent/libcuda.so.1");
    refused("TL_CUDA_PLUGIN", "/nonexistent/libtensorloom_cuda.so", "this installation has no CUDA back end");
    refused("TL_NVRTC", "/nonexistent/libnvrtc.so", "the CUDA run-time compiler is missing (/nonexistent/libnvrtc.so");
    refused("TL_CUBLASLT", "/nonexistent/libcublasLt.so", "cuBLASLt is missing (/nonexistent/libcublasLt.so");
    refused("FAKE_CUDA_DEVICES", "0", "the NVIDIA driver finds no GPU");
  }

  void damaged_cached_code_is_compiled_anew() {
    namespace fs = std::filesystem;
    const Folder folder;
    const QByteArray before = qgetenv("XDG_CACHE_HOME");
    qputenv("XDG_CACHE_HOME", folder.at("cache").toUtf8());
    const QStringList eval{"train", project_path("iris-mlp"), "--out", folder.at("run"), "--epochs", "1", "-q", "--overwrite", "--device", "cuda", "--json"};
    const CliResult first = run_cli(eval);
    size_t files = 0;
    for (const auto& entry : fs::directory_iterator(folder.path("cache/tensorloom/cuda"))) {
      if (files == 0) fs::resize_file(entry.path(), fs::file_size(entry.path()) / 2);
      else if (files == 1) write_text(entry.path(), "rubbish");
      ++files;
    }
    const CliResult second = run_cli(eval);
    qputenv("XDG_CACHE_HOME", before);
    QVERIFY2(first.code == 0 && second.code == 0, second.err.constData());
    QVERIFY(files > 5);
    QCOMPARE(first.last()["train/loss"].get<double>(), second.last()["train/loss"].get<double>());
  }
};
TL_TEST_CLASS(TestCudaTraining)
#include "test_cuda_training.moc"
