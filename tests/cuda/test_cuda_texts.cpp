// SPDX-License-Identifier: Apache-2.0
// Every kernel text goes through NVIDIA's own compiler, which needs no GPU.
#include <set>

#include "engine/core/device_backend.h"
#include "engine/core/error.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;

class TestCudaTexts : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() {
    ::setenv("TL_CUDA_PLUGIN", TL_BINARY_DIR "/lib/libtensorloom_cuda.so", 1);
    std::string why;
    backend_ = find_device_backend(kCUDA, &why);
    QVERIFY2(backend_, why.c_str());
    const std::string answer = test::error_of([&] { backend_->compile({"empty", ""}, "sm_80"); });
    if (answer.find("compiler is missing") != std::string::npos) QSKIP(answer.c_str());
    QCOMPARE(answer, std::string("accepted"));
  }
  void each_compiles_data() {
    QTest::addColumn<QString>("name");
    std::string why;
    if (DeviceBackend* backend = find_device_backend(kCUDA, &why))
      for (const KernelText& text : backend->kernel_texts()) QTest::newRow(text.name.c_str()) << QString::fromStdString(text.name);
  }
  void each_compiles() {
    QFETCH(QString, name);
    static const std::vector<KernelText> all = backend_->kernel_texts();
    for (const KernelText& text : all)
      if (text.name == name.toStdString()) {
        // Machine code for one text of each family; to PTX, twice as quick, for the others.
        const std::string family = text.name.substr(0, text.name.find('/'));
        const std::string answer = test::error_of([&] { backend_->compile(text, families_.insert(family).second ? "sm_80" : "compute_80"); });
        QVERIFY2(answer == "accepted", answer.c_str());
      }
  }
  void a_faulty_text_is_refused_with_the_compilers_words() {
    const std::string answer = test::error_of([&] { backend_->compile({"faulty", "__global__ void f() { no_such_name; }"}, "sm_80"); });
    QVERIFY(test::has(answer, "the kernel text 'faulty' does not compile"));
    QVERIFY(test::has(answer, "no_such_name"));
  }

 private:
  DeviceBackend* backend_ = nullptr;
  std::set<std::string> families_;
};
TL_TEST_CLASS(TestCudaTexts)
#include "test_cuda_texts.moc"
