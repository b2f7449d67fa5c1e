// What moves the adversary, what it believes, and what is lost: adversary.py and ground.py.
#pragma once
#include "history.hpp"

inline double History::learn(bool was_kept) {
    ++(was_kept ? kept : broken);
    return belief();
}

inline double History::compliance_factor() const {
    if (p.world.elasticity == 0.0) return 1.0;
    return numbers::exp(p.world.elasticity * numbers::log(belief() / p.world.prior));
}

inline double History::defiance_factor() const {
    if (p.world.elasticity == 0.0) return 1.0;
    return numbers::exp(p.world.elasticity * numbers::log((1.0 - belief()) / (1.0 - p.world.prior)));
}

// How fast the time until a move runs: the belief's factor for where it mostly leads.
inline double History::pace(int m) const {
    const double* chances = p.targets[m];
    Int likeliest = std::max_element(chances, chances + p.targets.columns) - chances;
    return likeliest < posture ? compliance_factor() : defiance_factor();
}

inline void History::take(Int to, int cause) {
    int row = note(POSTURE, to, posture, 0.0, cause);
    posture = to;
    ++entries;
    for (size_t m = 0; m < waits.size(); ++m) {
        waits[m].runs = p.moves[m].trigger == AFTER && (p.moves[m].origin >> posture & 1);
        if (waits[m].runs) {
            Int left = laws[p.moves[m].after].minutes(luck, p.moves[m].stream | P_AFTER_TIME, uint32_t(entries));
            wait(m, std::max(1.0, double(left)), row);
        }
    }
    review_front(row);
    for (size_t i = 0; i < cursors.size(); ++i)
        if (cursors[i].asleep) seek(i, now + 1);
}

inline void History::wait(int m, double left, int cause) {
    Wait& wait = waits[m];
    wait.left = left, wait.since = now, wait.pace = pace(m), wait.cause = cause;
    ++wait.version;
    if (wait.pace > 0.0)
        until(now + Int(std::ceil(left / wait.pace)), POSTURE, m, 0, WAITING_MOVE, m, wait.version, 0, cause);
}

inline void History::pace_waits(int cause) {
    for (size_t m = 0; m < waits.size(); ++m) {
        Wait& waiting = waits[m];
        if (waiting.runs && pace(m) != waiting.pace)
            wait(m, std::max(0.0, waiting.left - (now - waiting.since) * waiting.pace), cause);
    }
}

inline void History::notice(Trigger trigger, int phase, int cause) {
    for (size_t m = 0; m < waits.size(); ++m)
        if (p.moves[m].trigger == trigger && (p.moves[m].phase == -1 || p.moves[m].phase == phase)) {
            uint32_t times = ++waits[m].times;
            until(now, POSTURE, m, times, REACTION, m, times, 0, cause);
        }
}

inline void History::move(int m, uint32_t occasion, int cause) {
    if (!(p.moves[m].origin >> posture & 1)) return;
    Int to = chosen_posture(m, occasion);
    if (to != posture) take(to, cause);
}

inline Int History::chosen_posture(int m, uint32_t occasion) const {
    bool reacts = p.moves[m].trigger >= ON_WARNING;
    double milder = reacts ? compliance_factor() : 1.0, graver = reacts ? defiance_factor() : 1.0;
    const double* chances = p.targets[m];
    double total = 0.0, reached = 0.0;
    for (Int to = 0; to < p.targets.columns; ++to)
        if (to != posture) total += chances[to] * (to < posture ? milder : graver);
    if (total <= 0.0) return posture;
    double scale = total > 1.0 ? 1.0 / total : 1.0;
    double u = luck.uniform(p.moves[m].stream | P_REACT, occasion);
    for (Int to = 0; to < p.targets.columns; ++to) {
        if (to == posture) continue;
        reached += chances[to] * (to < posture ? milder : graver) * scale;
        if (u < reached) return to;
    }
    return posture;
}

inline void History::review_front(int cause) {
    const FrontLine& line = p.front;
    double advance = 0.0;
    if (posture == p.world.postures - 1 && line.rate != 0.0) {
        double troops = 0.0, share = 1.0;
        for (size_t g = 0; g < standings.size(); ++g) {
            if (standings[g].arrived >> GROUND & 1) troops += p.guarantors[g].troops;
            for (int means = 0; means < MEANS; ++means)
                if (standings[g].arrived >> means & 1) share *= 1.0 - p.slows[g][means];
        }
        for (size_t k = 0; k < stages.size(); ++k)
            if (stages[k].started) share *= 1.0 - p.phases[k].slows;
        double density = (line.defenders + line.reach * troops) / line.sector;
        advance = line.rate * std::max(0.0, 1.0 - density / line.holds_at) * share;
    }
    if (advance != rate) {
        rate = advance;
        note(FRONT, 0, 0, rate, cause);
    }
}
