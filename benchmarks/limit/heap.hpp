// A binary heap whose first is the smallest; a sift moves a hole and not the items.
#pragma once
#include <cstddef>
#include <vector>

template <class T> class Heap {
  public:
    bool empty() const { return items.empty(); }
    void clear() { items.clear(); }

    void push(const T& item) {
        size_t place = items.size();
        items.push_back(item);
        while (place > 0 && item < items[(place - 1) / 2]) {
            items[place] = items[(place - 1) / 2];
            place = (place - 1) / 2;
        }
        items[place] = item;
    }

    T pop() {
        T first = items.front(), last = items.back();
        items.pop_back();
        size_t count = items.size(), place = 0;
        if (count == 0) return first;
        for (size_t child = 1; child < count; child = 2 * place + 1) {
            if (child + 1 < count) child += items[child + 1] < items[child];
            if (!(items[child] < last)) break;
            items[place] = items[child];
            place = child;
        }
        items[place] = last;
        return first;
    }

  private:
    std::vector<T> items;
};
