// The rule: simulator/model/rule.py, for clauses that count acts within so many minutes.
#pragma once
#include <algorithm>
#include <cmath>
#include <vector>

#include "parameters.hpp"

struct Act {
    int32_t minute;
    uint16_t kind_bit;
    bool hostile;
};

// Puts an act among those sorted by the minute in which they occurred; its place.
inline int insert(std::vector<Act>& acts, const Act& act) {
    int place = int(acts.size());
    acts.push_back(act);
    for (; place > 0 && acts[place - 1].minute > act.minute; --place) acts[place] = acts[place - 1];
    acts[place] = act;
    return place;
}

class Rule {
  public:
    Rule(const std::vector<Clause>& every, Int number) {
        for (const Clause& clause : every)
            if (clause.rule == number) {
                clauses.push_back(clause);
                reach = std::max(reach, clause.within);
            }
    }

    // The minute of the earliest act that meets the rule at the minute of act `last`; or -1.
    Int met(const std::vector<Act>& acts, int last, Int since, bool other_only) const {
        Int earliest = NEVER, of_group = NEVER, group = -1;
        bool failed = true;
        for (const Clause& clause : clauses) {
            if (clause.group != group) {
                if (!failed) earliest = std::min(earliest, of_group);
                group = clause.group, failed = false, of_group = NEVER;
            }
            if (failed) continue;
            Int first = window_met(clause, acts, last, since, other_only);
            if (first < 0) failed = true;
            else of_group = std::min(of_group, first);
        }
        if (!failed) earliest = std::min(earliest, of_group);
        return earliest == NEVER ? -1 : earliest;
    }

    // The place of the first act at whose minute the rule is met, now that the act at `place` counts.
    int crossing(const std::vector<Act>& acts, int place, Int since) const {
        if (place > 0 && !may_matter(acts, place, since)) return -1;
        int n = int(acts.size());
        Int end = place > 0 ? acts[place].minute + reach : NEVER;
        for (int last = place; last < n; ++last) {
            Int minute = acts[last].minute;
            if (minute >= end && last > place) break;
            if (last + 1 < n && acts[last + 1].minute == minute) continue;
            if (minute >= since && met(acts, last, since, false) >= 0) return last;
        }
        return -1;
    }

  private:
    std::vector<Clause> clauses;
    Int reach = 0;

    static Int window_met(const Clause& clause, const std::vector<Act>& acts, int last, Int since,
                          bool other_only) {
        Int start = std::max(since, acts[last].minute - clause.within + 1), first = -1;
        int count = 0;
        for (int a = last; a >= 0 && acts[a].minute >= start; --a)
            if ((clause.kinds & acts[a].kind_bit) && !(other_only && acts[a].hostile))
                ++count, first = acts[a].minute;
        return count >= clause.at_least ? first : -1;
    }

    // Whether any window with the act at `place` in it can add up to a limit.
    bool may_matter(const std::vector<Act>& acts, int place, Int since) const {
        int n = int(acts.size());
        for (const Clause& clause : clauses) {
            Int minute = acts[place].minute, start = std::max(since, minute - clause.within + 1);
            int missing = int(std::ceil(clause.at_least));
            for (int a = place; missing > 0 && a >= 0 && acts[a].minute >= start; --a)
                missing -= (clause.kinds & acts[a].kind_bit) != 0;
            for (int a = place + 1; missing > 0 && a < n && acts[a].minute < minute + clause.within; ++a)
                missing -= (clause.kinds & acts[a].kind_bit) != 0;
            if (missing <= 0) return true;
        }
        return false;
    }
};
