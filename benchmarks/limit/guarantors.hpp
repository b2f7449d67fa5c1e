// Whether a promise is kept, when the answer and the means come: guarantors.py.
#pragma once
#include "history.hpp"

inline void History::ask(int g, int cause) {
    std::vector<int>& asked = asked_now;
    asked.clear();
    for (size_t other = 0; other < standings.size(); ++other)
        if (p.requires_[g][other] && standings[other].answer == NOT_ASKED) {
            standings[other].answer = ASKED, standings[other].asked = now;
            asked.push_back(other);
        }
    for (int other : asked)
        until(answer_minute(other), DECISION, other, 0, DECIDES, other, 0, episode, cause);
}

// After its own path and those of all that it waits for, and on no day of rest.
inline Int History::answer_minute(int g) const {
    Int latest = 0;
    for (size_t other = 0; other < standings.size(); ++other) {
        if (!p.requires_[g][other]) continue;
        const Guarantor& guarantor = p.guarantors[other];
        Int stream = guarantor.stream | P_DECIDE, minute = standings[other].asked;
        minute += laws[guarantor.government].minutes(luck, stream, episode, 0);
        minute += laws[guarantor.parliament].minutes(luck, stream, episode, 1);
        minute += laws[guarantor.mandate].minutes(luck, stream, episode, 2);
        while (guarantor.rests >> ((p.world.starts + minute) / DAY % 7) & 1) minute += DAY;
        latest = std::max(latest, minute);
    }
    return latest;
}

inline bool History::is_willing(int g) const {
    const Guarantor& guarantor = p.guarantors[g];
    bool shared = luck.uniform(guarantor.stream | P_SHARED, episode) < p.world.together;
    Int stream = shared ? p.world.stream | P_SHARED : guarantor.stream | P_WILL;
    return luck.uniform(stream, episode) < guarantor.honours;
}

inline void History::decides(int g, int of_episode, int cause) {
    if (episode != of_episode) return;
    bool comes = true, called = false;
    for (size_t other = 0; other < standings.size() && comes; ++other)
        comes = !p.requires_[g][other] || is_willing(other);
    standings[g].answer = comes ? AGREED : DECLINED;
    int row = note(DECISION, g, comes, 0.0, cause);
    for (size_t k = 0; k < stages.size(); ++k) called = called || (p.owed[k][g] && stages[k].called < NEVER);
    if (comes && called) order(g, row);
    review_all(row);
}

inline void History::order(int g, int cause) {
    if (standings[g].ordered) return;
    standings[g].ordered = true;
    const Guarantor& guarantor = p.guarantors[g];
    for (int means = 0; means < MEANS; ++means)
        if ((guarantor.brings & ~guarantor.present) >> means & 1) {
            Int travel = laws[p.arrives[g][means]].minutes(luck, guarantor.stream | P_ARRIVE, episode, means);
            until(now + travel, ARRIVAL, g * MEANS + means, 0, ARRIVES, g, means, episode, cause);
        }
}

inline void History::arrives(int g, int means, int of_episode, int cause) {
    if (episode != of_episode) return;
    standings[g].arrived |= Int(1) << means;
    int row = note_arrival(g, means, cause);
    review_front(row);
    review_all(row);
}

inline int History::note_arrival(int g, int means, int cause) {
    bool ground = means == GROUND;
    int row = note(ARRIVAL, g, means, ground ? p.guarantors[g].troops : 0.0, cause);
    if (ground && !p.guarantors[g].home) notice(ON_TROOPS, -1, row);
    return row;
}
