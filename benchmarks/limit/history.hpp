// One history after another: the event loop of simulator/engine/compiled.
#pragma once
#include <cmath>
#include <vector>

#include "calendar.hpp"
#include "draws.hpp"
#include "heap.hpp"
#include "parameters.hpp"
#include "rule.hpp"
#include "trace.hpp"

enum Code : uint8_t { OWN_ACT, FOLLOWER, REPORTED, VERIFIED, ARRIVES, DECIDES, STARTS, DUE,
                      SCHEDULED_MOVE, WAITING_MOVE, REACTION, STANDS_DOWN };

struct Event {
    uint64_t when;  // minute, rank and subject
    uint64_t turn;  // tie and number
    uint32_t act;   // address of an act; means, occasion or version; minutes of work and verdict
    int32_t mark;   // root of an act, its row, or the episode in which it was due
    int32_t cause;
    Code code;
    uint8_t index;  // pattern, guarantor, phase or move

    Int minute() const { return Int(when >> 36); }
    bool operator<(const Event& other) const {
        return when != other.when ? when < other.when : turn < other.turn;
    }
};

struct Request {
    uint64_t order;  // urgency and number
    uint32_t task;   // minutes of work and verdict
    int32_t violation, report;
    uint8_t pattern;

    bool operator<(const Request& other) const { return order < other.order; }
};

struct Cursor {
    Int day = -1;
    uint32_t index = 0, act = 0;
    int hour = 0;  // of the day; acts of a day come in order
    double spent = 0.0, passed = 0.0;  // hazard since the day began, and that of the hours before `hour`
    double multiplier = 0.0, log_level = 0.0;
    double spare = 0.0;  // the random number of the next act, where its index is odd
    bool asleep = false;
};
struct Stage { PhaseState state; bool missed, starting, started; Int called, deadline; };
struct Standing { Answer answer; bool ordered; Int asked, arrived; };
struct Wait { bool runs; double left, pace; Int since; uint32_t version, times; int cause; };

class History {
  public:
    std::vector<Row> rows;

    explicit History(const Parameters& p)
        : p(p), offset(p.world.offset), luck{p.world.seed}, cursors(p.patterns.size()),
          stages(p.phases.size()), standings(p.guarantors.size()), waits(p.moves.size()) {
        for (const Distribution& d : p.distributions) laws.emplace_back(d);
        laws[p.monitoring.delay].make_guide(), laws[p.monitoring.verify].make_guide();
        for (const Pattern& pattern : p.patterns)
            if (pattern.salvo >= 0) laws[pattern.salvo].make_guide();
        for (const Pattern& pattern : p.patterns) gammas.emplace_back(std::max(pattern.overdispersion, 1e-9));
        day_totals.resize(cursors.size());
        for (size_t i = 0; i < cursors.size(); ++i)
            for (Int hour = 0; hour < p.rates.columns; ++hour) {
                if (hour % 24 == 0) day_totals[i].push_back(0.0);
                day_totals[i].back() += p.rates[i][hour];
            }
        for (Int rule = 0; rule <= Int(p.phases.size()); ++rule) rules.emplace_back(p.clauses, rule);
    }

    void play(Int replication) {
        reset(replication);
        if (!(luck.uniform(p.world.stream | P_SIGN, 0) < p.world.signs)) {
            note(NOT_SIGNED, 0);
            return;
        }
        begin();
        while (!agenda.empty()) {
            Event event = agenda.pop();
            now = event.minute();
            happen(event);
        }
    }

  private:
    const Parameters& p;
    Int offset;
    Luck luck;
    std::vector<Law> laws;
    std::vector<numbers::Gamma> gammas;
    std::vector<Rule> rules;
    std::vector<std::vector<double>> day_totals;

    Calendar<Event> agenda;
    Heap<Request> queue;
    std::vector<Act> counted;
    std::vector<Cursor> cursors;
    std::vector<Stage> stages;
    std::vector<Standing> standings;
    std::vector<Wait> waits;
    std::vector<int> asked_now;
    uint32_t numbered;
    Int now, busy, posture, entries, kept, broken, counts_from, last_counted;
    Int breach, clock, warning, last_phase;
    int episode, episodes, breaches;
    double rate;

    void reset(Int replication) {
        luck.replication = uint32_t(replication);
        rows.clear(), agenda.clear(p.world.horizon), queue.clear(), counted.clear();
        numbered = 0;
        now = busy = entries = kept = broken = counts_from = 0;
        posture = p.world.posture;
        last_counted = episode = -1;
        episodes = breaches = 0;
        rate = 0.0;
        for (Cursor& cursor : cursors) cursor = Cursor{};
        for (Wait& wait : waits) wait = Wait{};
        rest();
    }

    void rest() {
        breach = clock = warning = last_phase = NEVER;
        for (Stage& stage : stages) stage = Stage{NOT_CALLED, false, false, false, NEVER, NEVER};
        for (size_t g = 0; g < standings.size(); ++g)
            standings[g] = Standing{NOT_ASKED, false, 0, p.guarantors[g].present};
    }

    int note(What what, Int subject, Int object = 0, double value = 0.0, int cause = -1) {
        rows.push_back({int32_t(now), cause, episode, uint8_t(what), uint8_t(subject), uint8_t(object), value});
        return int(rows.size()) - 1;
    }

    void until(Int minute, What rank, Int subject, uint32_t tie, Code code, Int index, uint32_t act,
               int mark, int cause) {
        if (minute >= p.world.horizon) return;
        uint64_t when = uint64_t(std::max(minute, now)) << 36 | uint64_t(rank) << 32 | uint32_t(subject);
        agenda.push({when, uint64_t(tie) << 32 | numbered++, act, mark, cause, code, uint8_t(index)});
    }

    void begin() {
        for (size_t m = 0; m < waits.size(); ++m)
            if (p.moves[m].trigger == AT) until(p.moves[m].at, POSTURE, m, 0, SCHEDULED_MOVE, m, 0, 0, -1);
        for (size_t g = 0; g < standings.size(); ++g)
            for (int means = 0; means < MEANS; ++means)
                if (p.guarantors[g].present >> means & 1) note_arrival(g, means, -1);
        take(posture, -1);
        for (size_t i = 0; i < cursors.size(); ++i) seek(i, 0);
    }

    void happen(const Event& e) {
        switch (e.code) {
        case OWN_ACT:
            act(e.index, e.act, e.act, true, -1);
            seek(e.index, 0);
            break;
        case FOLLOWER: act(e.index, e.act, uint32_t(e.mark), false, e.cause); break;
        case REPORTED: reported(e); break;
        case VERIFIED: verified(e); break;
        case ARRIVES: arrives(e.index, int(e.act), e.mark, e.cause); break;
        case DECIDES: decides(e.index, e.mark, e.cause); break;
        case STARTS: starts(e.index, e.mark, e.cause); break;
        case DUE: due(e.index, e.mark); break;
        case SCHEDULED_MOVE: move(e.index, 0, -1); break;
        case REACTION: move(e.index, e.act, e.cause); break;
        case WAITING_MOVE:
            if (waits[e.index].runs && waits[e.index].version == e.act)
                move(e.index, entries, waits[e.index].cause);
            break;
        case STANDS_DOWN: stands_down(e.mark); break;
        }
    }

    // acts.hpp
    void seek(int i, Int not_before);
    Int next_act(int i, Int not_before);
    Int next_of_rate(int i, Int earliest, Int latest);
    double luck_of_gap(int i);
    Int minute_of_hazard(int i);
    void begin_day(int i, Int earliest);
    void act(int i, uint32_t act, uint32_t root, bool head, int cause);
    bool goes_ahead(int i, uint32_t root) const;
    double size_of_act(int i, uint32_t act) const;
    void observe(int i, uint32_t act, int row);
    void follow(int i, uint32_t act, uint32_t root, int row);
    void reported(const Event& e);
    void verify(int i, uint32_t task, int violation, int report);
    void verified(const Event& e);
    Verdict verdict(int i, double of_confirming, double of_blame) const;

    // response.hpp
    void count(int violation, int verdict);
    void be_breached(int last, int cause);
    void set_deadlines();
    void consider(int place, int cause);
    void stands_down(int of_episode);
    void call(int k, int cause);
    Int deadline(int k, Int called) const;
    Int counts_since(int k) const;
    void due(int k, int of_episode);
    void review(int k, int cause);
    void review_all(int cause);
    bool needs_met(int k, bool hoped) const;
    void await_start(int k, int cause);
    void starts(int k, int of_episode, int cause);

    // guarantors.hpp
    void ask(int g, int cause);
    Int answer_minute(int g) const;
    bool is_willing(int g) const;
    void decides(int g, int of_episode, int cause);
    void order(int g, int cause);
    void arrives(int g, int means, int of_episode, int cause);
    int note_arrival(int g, int means, int cause);

    // adversary.hpp
    double belief() const { return (p.world.prior * p.world.weight + kept) / (p.world.weight + kept + broken); }
    double learn(bool was_kept);
    double compliance_factor() const;
    double defiance_factor() const;
    double pace(int m) const;
    void take(Int to, int cause);
    void wait(int m, double left, int cause);
    void pace_waits(int cause);
    void notice(Trigger trigger, int phase, int cause);
    void move(int m, uint32_t occasion, int cause);
    Int chosen_posture(int m, uint32_t occasion) const;
    void review_front(int cause);
};
