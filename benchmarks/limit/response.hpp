// Acts that count become a breach, and phases are called: plan.py and the engines' response.py.
#pragma once
#include "history.hpp"

inline void History::count(int violation, int verdict) {
    const Row& act = rows[violation];
    int place = insert(counted, {act.minute, uint16_t(1u << act.object), p.patterns[act.subject].hostile != 0});
    last_counted = std::max(last_counted, Int(act.minute));
    int last = rules[0].crossing(counted, place, counts_from);
    if (last >= 0) {
        if (episode < 0) place = 0;
        be_breached(last, verdict);
    }
    if (episode >= 0) consider(place, verdict);
}

inline void History::be_breached(int last, int cause) {
    Int initial = rules[0].met(counted, last, counts_from, false);
    bool is_false = rules[0].met(counted, last, counts_from, true) >= 0;
    Int crossing = counted[last].minute;
    counts_from = crossing + 1;
    bool opens = episode < 0;
    if (opens) episode = episodes++, breach = now;
    if (opens || p.world.resets) {
        clock = p.world.clock == INITIAL_VIOLATION ? initial : p.world.clock == CROSSING_VIOLATION ? crossing : now;
        set_deadlines();
    }
    int row = note(BREACH, 0, is_false, double(clock), cause);
    ++breaches;
    if (!opens) return;
    Int rests_at = std::max(breach, last_counted) + p.world.stand_down;
    until(rests_at, STAND_DOWN, episode, 0, STANDS_DOWN, 0, 0, episode, -1);
    for (size_t k = 0; k < stages.size(); ++k)
        if (p.phases[k].rule < 0) call(k, row);
}

inline void History::set_deadlines() {
    for (size_t k = 0; k < stages.size(); ++k)
        if ((stages[k].state == NOT_CALLED || stages[k].state == OPEN) && !stages[k].missed)
            stages[k].deadline = deadline(k, stages[k].called);
}

inline void History::consider(int place, int cause) {
    for (size_t k = 0; k < stages.size(); ++k) {
        if (p.phases[k].rule < 0 || stages[k].state != NOT_CALLED) continue;
        Int since = counts_since(k);
        if (since != NEVER && rules[k + 1].crossing(counted, place, since) >= 0) call(k, cause);
    }
}

inline void History::stands_down(int of_episode) {
    Int rests_at = std::max(breach, last_counted) + p.world.stand_down;
    if (rests_at > now) {
        until(rests_at, STAND_DOWN, of_episode, 0, STANDS_DOWN, 0, 0, of_episode, -1);
        return;
    }
    int row = note(STAND_DOWN, of_episode);
    episode = -1;
    counts_from = now + 1;
    rest();
    review_front(row);
}

inline void History::call(int k, int cause) {
    Stage& stage = stages[k];
    stage.state = OPEN, stage.called = now, stage.deadline = deadline(k, now);
    int row = note(CALLED, k, 0, double(stage.deadline), cause);
    if (stage.deadline < NEVER) until(stage.deadline, DEADLINE, k, 0, DUE, k, 0, episode, -1);
    for (size_t g = 0; g < standings.size(); ++g)
        if (p.owed[k][g]) ask(g, row);
    for (size_t g = 0; g < standings.size(); ++g)
        if (p.owed[k][g] && standings[g].answer == AGREED) order(g, row);
    review(k, row);
}

inline Int History::deadline(int k, Int called) const {
    const Phase& phase = p.phases[k];
    Int due = phase.by >= 0 ? clock + phase.by : -1;
    if (phase.within >= 0 && called < NEVER) due = std::max(due, called + phase.within);
    return due >= 0 ? due : NEVER;
}

inline Int History::counts_since(int k) const {
    const Phase& phase = p.phases[k];
    Int moment = phase.since == SINCE_BREACH ? breach : phase.since == SINCE_CLOCK ? clock
               : phase.since == SINCE_WARNING ? warning : last_phase;
    if (moment == NEVER) return NEVER;
    return moment + phase.grace + (phase.since == SINCE_CLOCK ? 0 : 1);
}

inline void History::due(int k, int of_episode) {
    Stage& stage = stages[k];
    if (episode != of_episode || stage.state != OPEN) return;
    if (stage.deadline > now) {
        until(stage.deadline, DEADLINE, k, 0, DUE, k, 0, of_episode, -1);
        return;
    }
    stage.missed = true;
    int row = note(DEADLINE, k, 0, learn(false));
    pace_waits(row);
    notice(ON_LATE, k, row);
}

inline void History::review(int k, int cause) {
    Stage& stage = stages[k];
    if (stage.state != OPEN || stage.starting) return;
    if (needs_met(k, false)) {
        stage.starting = true;
        await_start(k, cause);
    } else if (!needs_met(k, true)) {
        stage.state = LAPSED_STATE, stage.deadline = NEVER;
        int row = note(LAPSED, k, 0, stage.missed ? belief() : learn(false), cause);
        pace_waits(row);
        notice(ON_LAPSE, k, row);
    }
}

inline void History::review_all(int cause) {
    for (size_t k = 0; k < stages.size(); ++k) review(k, cause);
}

// Whether what a phase needs has arrived; `hoped`: or may still arrive.
inline bool History::needs_met(int k, bool hoped) const {
    const Phase& phase = p.phases[k];
    Int number = 0, effect = 0;
    double troops = 0.0;
    for (size_t g = 0; g < standings.size(); ++g) {
        bool counts = standings[g].answer == AGREED || (hoped && standings[g].answer != DECLINED);
        Int arrived = hoped ? p.guarantors[g].brings : standings[g].arrived;
        bool come = counts && (arrived != 0 || p.guarantors[g].brings == 0);
        if (p.named[k][g] && !come) return false;
        if (!p.owed[k][g] || !come) continue;
        ++number;
        effect |= arrived;
        if (arrived >> GROUND & 1) troops += p.guarantors[g].troops;
    }
    return number >= phase.needs_count && troops >= phase.needs_troops &&
           (effect & phase.needs_effect) == phase.needs_effect;
}

inline void History::await_start(int k, int cause) {
    Int minute = std::max(now, clock + p.phases[k].not_before);
    until(minute, START, k, 0, STARTS, k, 0, episode, cause);
}

inline void History::starts(int k, int of_episode, int cause) {
    Stage& stage = stages[k];
    if (episode != of_episode) return;
    if (now < clock + p.phases[k].not_before) {
        await_start(k, cause);
        return;
    }
    bool in_time = !stage.missed && now <= stage.deadline;
    stage.state = in_time ? MET : LATE;
    stage.deadline = NEVER;
    last_phase = now;
    int row = note(START, k, stage.state, stage.missed ? belief() : learn(in_time), cause);
    if (p.phases[k].warns) {
        warning = now;
        notice(ON_WARNING, k, note(WARNING, k, 0, 0.0, row));
    }
    stage.started = true;
    review_front(row);
    pace_waits(row);
    if (!in_time && !stage.missed) notice(ON_LATE, k, row);
    notice(ON_START, k, row);
}
