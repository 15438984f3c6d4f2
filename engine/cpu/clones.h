// SPDX-License-Identifier: Apache-2.0
// One binary for every x86-64: functions marked TL_CLONES are compiled for several instruction sets and the loader picks the widest.
// Write the loop as an always-inlined template and mark the few concrete functions that call it. Under sanitizers ifunc resolvers run too
// early, so there is one version only.
#pragma once

#if defined(__x86_64__) && defined(__GNUC__) && !defined(TL_SANITIZE)
#define TL_CLONES __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define TL_CLONES
#endif
#define TL_INLINE inline __attribute__((always_inline))
