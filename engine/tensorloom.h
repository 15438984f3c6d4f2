// SPDX-License-Identifier: Apache-2.0
// Everything a program needs that builds and trains networks by itself: tensors and their functions, automatic differentiation, modules,
// optimizers, distributions, saving. Link Tensorloom::engine. Code written for PyTorch's C++ front end includes <torch/torch.h> instead
// and links Tensorloom::compat.
#pragma once
#include "engine/autograd/autograd.h"
#include "engine/core/context.h"
#include "engine/core/cuda.h"
#include "engine/core/generator.h"
#include "engine/core/pool.h"
#include "engine/core/task.h"
#include "engine/distributions/distributions.h"
#include "engine/io/save.h"
#include "engine/nn/all_modules.h"
#include "engine/nn/init.h"
#include "engine/ops/factories.h"
#include "engine/ops/functions.h"
#include "engine/ops/index.h"
#include "engine/ops/nn.h"
#include "engine/ops/out_variants.h"
#include "engine/ops/pinned.h"
#include "engine/ops/sampling.h"
#include "engine/ops/sort.h"
#include "engine/ops/special.h"
#include "engine/ops/spectral.h"
#include "engine/ops/tensor_repr.h"
#include "engine/optim/all_optimizers.h"
