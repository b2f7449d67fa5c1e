// What is due, as a calendar queue (Brown 1988): simulator/engine/compiled/agenda.py.
#pragma once
#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "heap.hpp"

// What is due later lies on the page of its stretch of minutes, in no order, and goes into the heap
// when that stretch is reached. The pages come round again. `minute` of an item is when it is due.
template <class T> class Calendar {
  public:
    Calendar() { pages.fill(NONE); }

    bool empty() const { return due.empty() && waiting == 0; }

    // Before another history: a stretch is about as long as it took from one item to the next.
    void clear(int64_t minutes) {
        width = std::bit_width(uint64_t(minutes) / (1 + pushed)) - 1;
        width = std::max(width, 0);
        due.clear(), later.clear(), following.clear();
        pages.fill(NONE);
        stretch = waiting = 0, pushed = 0, left = NONE;
    }

    void push(const T& item) {
        ++pushed;
        if (item.minute() >> width <= stretch) {
            due.push(item);
            return;
        }
        int place = free_place();
        later[place] = item;
        lay(place, item.minute() >> width);
    }

    T pop() {
        while (due.empty()) {
            ++stretch;
            if (pages[stretch & (PAGES - 1)] != NONE) turn();
        }
        return due.pop();
    }

  private:
    static constexpr int PAGES = 1 << 10, NONE = -1;

    Heap<T> due;
    std::vector<T> later;
    std::vector<int> following;  // on the same page, or among the places left
    std::array<int, PAGES> pages;
    int64_t stretch = 0, waiting = 0;
    uint64_t pushed = 0;
    int width = 3, left = NONE;

    int free_place() {
        ++waiting;
        if (left == NONE) {
            later.emplace_back(), following.push_back(NONE);
            return int(later.size()) - 1;
        }
        int place = left;
        left = following[place];
        return place;
    }

    void lay(int place, int64_t at) {
        int& page = pages[at & (PAGES - 1)];
        following[place] = page, page = place;
    }

    // What lies on the page of the present stretch is due, unless in a later round.
    void turn() {
        int place = pages[stretch & (PAGES - 1)];
        pages[stretch & (PAGES - 1)] = NONE;
        while (place != NONE) {
            int next = following[place];
            if (later[place].minute() >> width == stretch) {
                due.push(later[place]);
                --waiting;
                following[place] = left, left = place;
            } else {
                lay(place, stretch);
            }
            place = next;
        }
    }
};
