// SPDX-License-Identifier: GPL-3.0-or-later
// The options of the window's program, once: its parser reads them here, and so do its manual page and completions.
#pragma once

namespace tl::app {

struct WindowOption {
  const char* name;   ///< "theme": --theme
  const char* help;
  const char* value;  ///< what follows, "name"; null for a switch
  const char* choices = nullptr;  ///< "a,b": what may follow, for completions
};

inline constexpr const char* window_summary = "Design, train and export neural networks by wiring nodes.";

inline constexpr WindowOption window_options[] = {
    {"theme", "Theme: desktop, dark or light", "name", "desktop,dark,light"},
    {"language", "Language: system, en (English), de (German) or ja (Japanese)", "code", "system,en,de,ja"},
    {"example", "Open an example: digits-mlp, iris-mlp, …", "name"},
    {"settings", "Settings file instead of the user's", "file"},
    {"diff", "Compare the project with this older version of it, side by side: tensorloom --diff OLD NEW", "file"},
    {"inspect", "Tell scripts what the window shows, on this local socket", "name"},
    {"screenshot", "Write a picture of the window and quit", "file"},
    {"train", "Start training as soon as the project is open", nullptr},
};

}  // namespace tl::app
