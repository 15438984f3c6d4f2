// SPDX-License-Identifier: Apache-2.0
// What the stand-ins for NVIDIA's libraries share. They exist for tests only: "device" memory is host memory that cannot be touched but
// while queued work runs, a "module" is the CUDA text compiled by the C++ compiler of this machine.
#pragma once

extern "C" {
/// Runs f(data) in the order of the stream, with device memory open.
void fake_cuda_enqueue(void* stream, void (*f)(void*), void* data);

struct FakeDim {
  unsigned x, y, z;
};
/// What a compiled text sees of its launch; laid out as in fake_nvrtc.cpp's head.
struct FakeState {
  FakeDim thread, block, threads, blocks;
  void (*barrier)();
};
}

/// A module's image: this head, then a shared library.
struct FakeImage {
  char mark[8];
  unsigned long long bytes;
  unsigned long long uses_barrier;
};
constexpr char fake_image_mark[8] = {'F', 'A', 'K', 'E', 'C', 'O', 'D', 'E'};
