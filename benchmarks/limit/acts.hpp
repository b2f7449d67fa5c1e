// When a pattern's acts come, and what the mission makes of them: violations.py and monitoring.py.
#pragma once
#include "history.hpp"

inline void History::seek(int i, Int not_before) {
    cursors[i].asleep = p.shares[i][posture] <= 0.0;
    if (cursors[i].asleep) return;
    Int minute = next_act(i, not_before);
    until(minute, VIOLATION, i, cursors[i].act, OWN_ACT, i, cursors[i].act, 0, -1);
}

inline Int History::next_act(int i, Int not_before) {
    Int earliest = std::max(not_before, p.patterns[i].starts);
    Int latest = std::min(p.patterns[i].ends, p.world.horizon);
    while (true) {
        Int minute = next_of_rate(i, earliest, latest);
        if (minute >= latest) return NEVER;
        if (minute >= earliest) return minute;
    }
}

inline Int History::next_of_rate(int i, Int earliest, Int latest) {
    Cursor& cursor = cursors[i];
    while (cursor.day * DAY - offset < latest) {
        if (cursor.multiplier > 0.0) {
            cursor.spent -= numbers::log(luck_of_gap(i));
            cursor.act = uint32_t(cursor.day) << 16 | cursor.index++;
            Int minute = minute_of_hazard(i);
            if (minute >= 0 && cursor.index < 1u << 16) return minute - offset;
        }
        begin_day(i, earliest);
    }
    return NEVER;
}

// Two acts share a block.
inline double History::luck_of_gap(int i) {
    Cursor& cursor = cursors[i];
    if (cursor.index & 1) return cursor.spare;
    Block block = luck.block(p.patterns[i].stream | P_GAP, uint32_t(cursor.day), cursor.index >> 1);
    cursor.spare = block.second();
    return block.first();
}

// The minute at which the day has spent the cursor's hazard, going on from the hour of the act before.
inline Int History::minute_of_hazard(int i) {
    Cursor& cursor = cursors[i];
    double hazard = cursor.spent / cursor.multiplier;
    for (; cursor.hour < 24 && cursor.day * 24 + cursor.hour < p.rates.columns; ++cursor.hour) {
        double hourly = p.rates[i][cursor.day * 24 + cursor.hour], rest = std::max(0.0, hazard - cursor.passed);
        if (rest < hourly) return (cursor.day * 24 + cursor.hour) * 60 + Int(60.0 * (rest / hourly));
        cursor.passed += hourly;
    }
    return -1;
}

inline void History::begin_day(int i, Int earliest) {
    Cursor& cursor = cursors[i];
    const Pattern& pattern = p.patterns[i];
    ++cursor.day;
    cursor.index = 0, cursor.hour = 0;
    cursor.spent = cursor.passed = cursor.multiplier = 0.0;
    double sd = pattern.wander, k = pattern.overdispersion, rho = pattern.memory;
    uint32_t day = uint32_t(cursor.day);
    Block block{};
    if (sd > 0.0 || k > 0.0) block = luck.block(pattern.stream | P_DAY, day, 0);
    if (sd > 0.0) {
        double z = numbers::normal_quantile(block.first());
        cursor.log_level = day == 0 ? z : rho * cursor.log_level + std::sqrt(1.0 - rho * rho) * z;
    }
    if ((earliest + offset) / DAY > cursor.day || size_t(day) >= day_totals[i].size() || day_totals[i][day] == 0.0)
        return;
    cursor.multiplier = 1.0;
    if (sd > 0.0) cursor.multiplier = numbers::exp(sd * cursor.log_level - 0.5 * sd * sd);
    if (k > 0.0) cursor.multiplier *= gammas[i].quantile(block.second()) / k;
}

inline void History::act(int i, uint32_t act, uint32_t root, bool head, int cause) {
    if (!goes_ahead(i, root)) return;
    const Pattern& pattern = p.patterns[i];
    int row = note(VIOLATION, i, pattern.kind, size_of_act(i, act), cause);
    if (head && pattern.salvo >= 0) follow(i, act, root, row);
    observe(i, act, row);
}

// What the mission makes of an act is known when it happens: all but the work is drawn from one block.
inline void History::observe(int i, uint32_t act, int row) {
    const Pattern& pattern = p.patterns[i];
    Block block = luck.block(pattern.stream | P_SEEN, act, 0);
    if (!(block.part(0) < p.kinds[pattern.kind].seen)) return;
    Int delay = laws[p.monitoring.delay].minutes(block.part(1));
    Int work = laws[p.monitoring.verify].minutes(luck, pattern.stream | P_VERIFY, act);
    uint32_t task = uint32_t(std::min(work, p.world.horizon)) << 2 | verdict(i, block.part(2), block.part(3));
    until(now + delay, REPORT, row, 0, REPORTED, i, task, row, -1);
}

inline bool History::goes_ahead(int i, uint32_t root) const {
    if (now < p.patterns[i].starts || now >= p.patterns[i].ends) return false;
    double share = p.shares[i][posture];
    return share >= 1.0 || (share > 0.0 && luck.uniform(p.patterns[i].stream | P_KEPT, root) < share);
}

inline double History::size_of_act(int i, uint32_t act) const {
    const Law& law = laws[p.patterns[i].munitions];
    return law.is_constant() ? law.value() : law.sample(luck.uniform(p.patterns[i].stream | P_SIZE, act));
}

inline void History::follow(int i, uint32_t act, uint32_t root, int row) {
    const Pattern& pattern = p.patterns[i];
    int salvo = int(laws[pattern.salvo].minutes(luck, pattern.stream | P_SALVO, act));
    for (int k = 0; k < salvo; ++k) {
        Block block = luck.block(pattern.stream | P_IN_SALVO, act, k);
        uint32_t child = block.words[2];
        Int minute = now + Int(block.first() * pattern.salvo_within);
        until(minute, VIOLATION, i, child, FOLLOWER, i, child, int32_t(root), row);
    }
}

// A free team takes the report, or it waits for one.
inline void History::reported(const Event& e) {
    int report = note(REPORT, e.index, p.patterns[e.index].kind, 0.0, e.mark);
    if (busy < p.monitoring.teams) {
        ++busy;
        verify(e.index, e.act, e.mark, report);
        return;
    }
    uint64_t urgency = p.monitoring.severe_first ? p.kinds[p.patterns[e.index].kind].urgency : 0;
    queue.push({urgency << 32 | numbered++, e.act, e.mark, report, e.index});
}

// A team sets to work; how long the report waited for it is kept with the report.
inline void History::verify(int i, uint32_t task, int violation, int report) {
    rows[report].value = double(now - rows[report].minute);
    until(now + (task >> 2), VERDICT, violation, 0, VERIFIED, i, task & 3, violation, report);
}

inline void History::verified(const Event& e) {
    Verdict finding = Verdict(e.act);
    int row = note(VERDICT, e.index, finding, rows[e.cause].value, e.cause);
    if (finding == ADVERSARY) count(e.mark, row);
    if (queue.empty()) {
        --busy;
        return;
    }
    Request request = queue.pop();
    verify(request.pattern, request.task, request.violation, request.report);
}

inline Verdict History::verdict(int i, double of_confirming, double of_blame) const {
    const Pattern& pattern = p.patterns[i];
    if (of_confirming >= pattern.confirmed) return DISMISSED;
    if (pattern.blamed >= 0.0) return of_blame < pattern.blamed ? ADVERSARY : OTHER_SIDE;
    if (of_blame < p.monitoring.right) return ADVERSARY;
    return of_blame < p.monitoring.right + p.monitoring.wrong ? OTHER_SIDE : UNRESOLVED;
}
