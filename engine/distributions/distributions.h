// SPDX-License-Identifier: Apache-2.0
// All of tl::distributions.
#pragma once
#include "engine/distributions/continuous.h"
#include "engine/distributions/discrete.h"
#include "engine/distributions/gamma.h"
#include "engine/distributions/kl.h"
#include "engine/distributions/multivariate.h"
#include "engine/distributions/relaxed.h"
#include "engine/distributions/transformed.h"
