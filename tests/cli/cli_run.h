// SPDX-License-Identifier: Apache-2.0
// Runs the built tensorloom-cli as a person would.
#pragma once
#include <QByteArray>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

namespace tl::test {

inline const QString cli_binary = QStringLiteral(TL_BINARY_DIR "/bin/tensorloom-cli");

struct CliResult {
  int code = -1;
  QByteArray out, err;
  /// The last line of standard output as JSON.
  nlohmann::json last() const {
    const QByteArray line = out.trimmed().split('\n').last();
    return nlohmann::json::parse(line.toStdString(), nullptr, false);
  }
};

inline CliResult run_cli(const QStringList& arguments, int timeout_ms = 300000, const QString& folder = {}) {
  QProcess process;
  if (!folder.isEmpty()) process.setWorkingDirectory(folder);
  process.start(cli_binary, arguments);
  CliResult result;
  if (process.waitForFinished(timeout_ms) && process.exitStatus() == QProcess::NormalExit) result.code = process.exitCode();
  else process.kill();
  result.out = process.readAllStandardOutput(), result.err = process.readAllStandardError();
  return result;
}

inline QString project_path(const char* name) { return QStringLiteral(TL_SOURCE_DIR "/projects/") + name + ".json"; }

inline std::string read_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
inline void write_text(const std::filesystem::path& file, const std::string& text) { std::ofstream(file, std::ios::binary) << text; }

/// A folder that goes when the test ends.
class Folder {
 public:
  std::filesystem::path path(const std::string& name = "") const { return std::filesystem::path(dir_.path().toStdString()) / name; }
  QString at(const std::string& name) const { return QString::fromStdString(path(name).string()); }

 private:
  QTemporaryDir dir_;
};

/// An example project with changes: `change` gets its JSON.
template <class Change>
QString changed_project(const Folder& folder, const char* example, const char* name, Change change) {
  auto project = nlohmann::json::parse(read_text(project_path(example).toStdString()));
  change(project);
  write_text(folder.path(name), project.dump(2));
  return folder.at(name);
}

/// The node with this unique name.
inline nlohmann::json& node_of(nlohmann::json& project, const std::string& name) {
  for (auto& [id, node] : project["nodes"].items())
    if (node["name"] == name) return node;
  throw std::runtime_error("no node " + name);
}

/// The trained weights of a run as bytes of a safetensors file.
inline std::string exported(const Folder& folder, const QString& project, const std::string& run) {
  const CliResult r = run_cli({"export", project, "--checkpoint", folder.at(run), "-o", folder.at(run + ".safetensors")});
  return r.code == 0 ? read_text(folder.path(run + ".safetensors")) : std::string();
}

}  // namespace tl::test
