// SPDX-License-Identifier: Apache-2.0
// A dictionary that keeps insertion order, by key or by number.
#pragma once
#include <initializer_list>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/core/error.h"

namespace tl {

template <class Key, class T>
class OrderedDict {
 public:
  class Item {
   public:
    Item(Key key, T value) : pair_(std::move(key), std::move(value)) {}
    const Key& key() const { return pair_.first; }
    T& value() { return pair_.second; }
    const T& value() const { return pair_.second; }
    const std::pair<Key, T>& pair() const { return pair_; }
    T& operator*() { return value(); }
    const T& operator*() const { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

   private:
    std::pair<Key, T> pair_;
  };
  using Iterator = typename std::vector<Item>::iterator;
  using ConstIterator = typename std::vector<Item>::const_iterator;

  explicit OrderedDict(std::string key_description = "Key") : description_(std::move(key_description)) {}
  OrderedDict(std::initializer_list<Item> list) : OrderedDict() {
    for (const Item& i : list) insert(i.key(), i.value());
  }
  const std::string& key_description() const { return description_; }
  size_t size() const { return items_.size(); }
  bool is_empty() const { return items_.empty(); }
  bool contains(const Key& key) const { return index_.count(key) != 0; }
  T& insert(Key key, T value) {
    TL_CHECK(!contains(key), value, "insert", description_, " '", key, "' already defined");
    index_.emplace(key, items_.size());
    items_.emplace_back(std::move(key), std::move(value));
    return items_.back().value();
  }
  void update(const OrderedDict& other) {
    for (const Item& i : other) insert(i.key(), i.value());
  }
  void erase(const Key& key) {
    const auto it = index_.find(key);
    TL_CHECK(it != index_.end(), value, "erase", description_, " '", key, "' is not defined");
    const size_t at = it->second;
    items_.erase(items_.begin() + static_cast<std::ptrdiff_t>(at));
    index_.erase(it);
    for (auto& [k, i] : index_)
      if (i > at) --i;
  }
  void clear() {
    items_.clear();
    index_.clear();
  }
  void reserve(size_t n) { items_.reserve(n); }
  T* find(const Key& key) {
    const auto it = index_.find(key);
    return it == index_.end() ? nullptr : &items_[it->second].value();
  }
  const T* find(const Key& key) const { return const_cast<OrderedDict*>(this)->find(key); }
  T& operator[](const Key& key) {
    if (T* v = find(key)) return *v;
    TL_THROW(value, "look up", description_, " '", key, "' is not defined");
  }
  const T& operator[](const Key& key) const { return (*const_cast<OrderedDict*>(this))[key]; }
  Item& operator[](size_t i) { TL_CHECK(i < size(), index, "look up", "index ", i, " is out of bounds for ", size(), " entries"); return items_[i]; }
  const Item& operator[](size_t i) const { return (*const_cast<OrderedDict*>(this))[i]; }
  Item& front() { return (*this)[size_t{0}]; }
  Item& back() { return (*this)[items_.empty() ? size_t{0} : items_.size() - 1]; }
  Iterator begin() { return items_.begin(); }
  Iterator end() { return items_.end(); }
  ConstIterator begin() const { return items_.begin(); }
  ConstIterator end() const { return items_.end(); }
  std::vector<Key> keys() const {
    std::vector<Key> v;
    for (const Item& i : items_) v.push_back(i.key());
    return v;
  }
  std::vector<T> values() const {
    std::vector<T> v;
    for (const Item& i : items_) v.push_back(i.value());
    return v;
  }
  std::vector<std::pair<Key, T>> pairs() const {
    std::vector<std::pair<Key, T>> v;
    for (const Item& i : items_) v.push_back(i.pair());
    return v;
  }
  const std::vector<Item>& items() const { return items_; }

 private:
  std::string description_;
  std::vector<Item> items_;
  std::unordered_map<Key, size_t> index_;
};

}  // namespace tl
