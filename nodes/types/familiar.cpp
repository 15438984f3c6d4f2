// SPDX-License-Identifier: Apache-2.0
// What most networks are made of, in the order in which people look for it. Everything else follows in its category, and the palette folds it.
#include <algorithm>
#include <array>
#include <string_view>

#include "nodes/types/families.h"

namespace tl::nodes {

namespace {

constexpr std::array familiar = std::to_array<std::string_view>({
    "FashionMNIST", "Digits", "ImageDataset", "CSVTable", "Normalize", "Augment", "RandomHorizontalFlip", "RandomCrop",
    "Conv2d", "ConvTranspose2d", "Conv1d", "Conv3d",
    "Linear", "Embedding",
    "LSTM", "GRU", "RNN",
    "MultiheadAttention", "TransformerEncoderLayer", "TransformerDecoderLayer",
    "ReLU", "GELU", "SiLU", "LeakyReLU", "Sigmoid", "Tanh", "Softmax", "LogSoftmax",
    "MaxPool2d", "AvgPool2d", "AdaptiveAvgPool2d", "MaxPool1d",
    "BatchNorm2d", "LayerNorm", "BatchNorm1d", "GroupNorm",
    "Dropout", "Dropout2d",
    "Flatten", "Reshape", "Concat", "Transpose", "Pad", "Upsample",
    "Add", "Multiply", "Subtract", "MatMul", "Mean", "Scale",
    "CrossEntropyLoss", "MSELoss", "BCEWithLogitsLoss", "L1Loss", "SmoothL1Loss", "NLLLoss", "CTCLoss",
    "Accuracy", "MeanAbsoluteError", "MeanSquaredError",
    "Adam", "AdamW", "SGD", "RMSprop",
    "StepLR", "CosineAnnealingLR", "OneCycleLR", "ReduceLROnPlateau", "ExponentialLR", "Probe"});

}  // namespace

std::span<const std::string_view> familiar_types() { return familiar; }

size_t familiarity(const std::string& key) {
  return static_cast<size_t>(std::find(familiar.begin(), familiar.end(), key) - familiar.begin());
}

}  // namespace tl::nodes
