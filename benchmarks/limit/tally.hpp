// The outcomes of a trace, in one pass over its rows.
#pragma once
#include <cmath>
#include <limits>

#include "trace.hpp"

class Tally {
  public:
    explicit Tally(const Parameters& p) : p(p) {
        for (const Guarantor& g : p.guarantors)
            if (!g.home && (g.present & (1 << GROUND | 1 << AIR | 1 << FIRES))) ++stays;
    }

    void add(const std::vector<Row>& trace, Int replication, Tables& tables) {
        rows = &trace;
        o = Outcome{};
        o.replication = replication;
        number = replication;
        first_phase = tables.phases.size(), first_answer = tables.answers.size();
        acts.clear(), fronts.clear(), phase_starts.clear();
        began = first_hostile = -1, effect = p.world.horizon;
        clock = 0.0, there = 0, assault = seen_assault = false, present = stays > 0;
        o.signed_ = 1.0;
        o.hours_to_breach = o.hours_to_assault = o.assault_answered = NOT_APPLICABLE;
        for (size_t r = 0; r < trace.size(); ++r) {
            take(trace[r], int(r), tables);
            if (assault && there + stays > 0) o.direct_clash = 1.0;
        }
        finish(tables);
        if (!trace.empty() && trace[0].what == NOT_SIGNED) blank();
        tables.outcomes.push_back(o);
    }

  private:
    struct HostileAct { int minute; double severity; };
    struct Front { int minute; double rate; };
    static constexpr double NOT_APPLICABLE = std::numeric_limits<double>::quiet_NaN(), HOUR = 60.0;

    const Parameters& p;
    int stays = 0;
    const std::vector<Row>* rows;
    Outcome o;
    Int number;
    size_t first_phase, first_answer;
    std::vector<HostileAct> acts;
    std::vector<Front> fronts;
    std::vector<std::pair<size_t, int>> phase_starts;
    Int began, first_hostile, effect;
    double clock;
    int there;
    bool assault, seen_assault, present;

    void take(const Row& row, int r, Tables& tables) {
        switch (row.what) {
        case VIOLATION: violation(row); break;
        case BREACH: breach(row, tables); break;
        case CALLED: {
            PhaseOutcome& phase = of(row, tables);
            phase.state = OPEN, phase.called = on_clock(row);
            phase.due = row.value < double(NEVER) ? (row.value - clock) / HOUR : NOT_APPLICABLE;
            if (row.subject > 0 && !seen_assault) o.unwanted_escalation = 1.0;
            break;
        }
        case DEADLINE: of(row, tables).state = LATE; break;
        case LAPSED: of(row, tables).state = LAPSED_STATE; break;
        case START: started(row, r, tables); break;
        case POSTURE: takes_posture(row); break;
        case FRONT: fronts.push_back({row.minute, row.value}); break;
        case STAND_DOWN:
            there = 0, seen_assault = assault;
            if (began < 0) present = stays > 0;
            break;
        case DECISION:
            tables.answers.push_back({row.episode, row.subject, row.object, on_clock(row), {}, number});
            std::fill_n(tables.answers.back().means, int(MEANS), NOT_APPLICABLE);
            break;
        case ARRIVAL: arrived(row, tables); break;
        }
    }

    double on_clock(const Row& row) const { return (row.minute - clock) / HOUR; }

    PhaseOutcome& of(const Row& row, Tables& tables) {
        return tables.phases[first_phase + row.episode * p.phases.size() + row.subject];
    }

    void violation(const Row& row) {
        const Pattern& pattern = p.patterns[row.subject];
        if (pattern.cause != FALSE_REPORT) o.violations += 1.0;
        if (!pattern.hostile) return;
        o.hostile_violations += 1.0;
        if (first_hostile < 0) first_hostile = row.minute;
        double severity = p.kinds[row.object].severity;
        acts.push_back({row.minute, severity});
        o.severity += severity;
        if (o.highest_phase == 0.0) o.severity_unanswered += severity;
        if (row.episode < 0) o.grey_zone_harm += severity;
    }

    void breach(const Row& row, Tables& tables) {
        o.breaches += 1.0, o.false_breaches += row.object, o.episodes = row.episode + 1.0;
        if (o.breaches == 1.0 && first_hostile >= 0) o.hours_to_breach = (row.minute - first_hostile) / HOUR;
        clock = row.value;
        size_t first = first_phase + row.episode * p.phases.size();
        for (size_t k = 0; k < p.phases.size(); ++k) {
            if (first + k == tables.phases.size()) tables.phases.push_back(not_called(row.episode, k));
            tables.phases[first + k].clock = clock / HOUR;
        }
    }

    PhaseOutcome not_called(Int episode, Int k) const {
        constexpr double none = NOT_APPLICABLE;
        return {episode, k, NOT_CALLED, none, none, none, none, none, none, none, none, none, none, none,
                none, {0.0, 0.0, 0.0}, number};
    }

    void started(const Row& row, int r, Tables& tables) {
        o.highest_phase = std::max(o.highest_phase, row.subject + 1.0);
        if (row.object == MET && row.subject > 0 && began >= 0) o.assault_answered = 1.0;
        PhaseOutcome& phase = of(row, tables);
        phase.state = row.object, phase.started = on_clock(row);
        split_delay(phase, r);
        phase_starts.push_back({&phase - tables.phases.data(), row.minute});
        phase.severity_before = clock;
    }

    // The hours from the clock to a start, along the chain of causes.
    void split_delay(PhaseOutcome& phase, int r) const {
        const std::vector<Row>& trace = *rows;
        phase.accumulation = phase.report = phase.waiting = phase.verification = 0.0;
        phase.decision = phase.arrival = phase.not_before = 0.0;
        for (; r >= 0 && trace[r].what != VIOLATION; r = trace[r].cause) {
            const Row& row = trace[r];
            double minute = row.minute, came = row.cause >= 0 ? trace[row.cause].minute : row.minute;
            double from = std::max(came, clock), spent = std::max(0.0, minute - from) / HOUR;
            if (row.what == START) phase.not_before += spent;
            else if (row.what == ARRIVAL) phase.arrival += spent;
            else if (row.what == DECISION) phase.decision += spent;
            else if (row.what == REPORT) phase.report += spent;
            else if (row.what == VERDICT) {
                double waited = std::max(0.0, std::min(came + row.value, minute) - from) / HOUR;
                phase.waiting += waited;
                phase.verification += spent - waited;
            }
        }
        if (r >= 0) phase.accumulation = std::max(0.0, trace[r].minute - clock) / HOUR;
    }

    void takes_posture(const Row& row) {
        assault = row.subject == p.world.postures - 1;
        seen_assault = seen_assault || assault;
        if (!assault || began >= 0) return;
        began = row.minute;
        o.assault = 1.0, o.hours_to_assault = began / HOUR, o.assault_answered = 0.0;
        effect = present ? began : p.world.horizon;
    }

    void arrived(const Row& row, Tables& tables) {
        for (size_t a = tables.answers.size(); a-- > first_answer && tables.answers[a].episode == row.episode;)
            if (tables.answers[a].guarantor == row.subject) tables.answers[a].means[row.object] = on_clock(row);
        if (p.guarantors[row.subject].home || row.object > FIRES) return;
        present = true, ++there;
        if (began >= 0) effect = std::min(effect, Int(row.minute));
    }

    double area_between(Int start, Int end) const {
        double earlier = 0.0, area = 0.0, rate = 0.0;
        Int since = 0;
        for (const Front& front : fronts) {
            earlier += rate * double(std::max(Int(0), std::min(start, Int(front.minute)) - since));
            area += rate * double(std::max(Int(0), std::min(end, Int(front.minute)) - std::max(start, since)));
            rate = front.rate, since = front.minute;
        }
        earlier += rate * double(std::max(Int(0), start - since));
        area += rate * double(std::max(Int(0), end - std::max(start, since)));
        return std::min(area, std::max(0.0, p.world.at_stake * DAY - earlier)) / DAY;
    }

    void finish(Tables& tables) {
        double months = p.world.horizon / (30.0 * DAY);
        o.breaches_per_30_days = o.breaches / months;
        o.false_breaches_per_30_days = o.false_breaches / months;
        o.grey_zone_harm /= months;
        o.area = area_between(0, p.world.horizon);
        if (began >= 0) {
            o.area_24 = area_between(began, std::min(p.world.horizon, began + 24 * 60));
            o.area_48 = area_between(began, std::min(p.world.horizon, began + 48 * 60));
            o.area_72 = area_between(began, std::min(p.world.horizon, began + 72 * 60));
            o.area_before_effect = area_between(began, effect);
        }
        for (auto [place, minute] : phase_starts) severity_before(tables.phases[place], minute);
        count_troops(tables);
    }

    // Severity of the hostile acts from the clock, kept there until now, to the start.
    void severity_before(PhaseOutcome& phase, int start) const {
        auto earlier = [](const HostileAct& act, double minute) { return act.minute < minute; };
        auto act = std::lower_bound(acts.begin(), acts.end(), phase.severity_before, earlier);
        phase.severity_before = 0.0;
        for (; act != acts.end() && act->minute <= start; ++act) phase.severity_before += act->severity;
    }

    void count_troops(Tables& tables) const {
        if (tables.phases.size() == first_phase) return;
        for (const Row& row : *rows) {
            if (row.what != ARRIVAL || row.object != GROUND || p.guarantors[row.subject].home) continue;
            for (size_t i = first_phase; i < tables.phases.size(); ++i) {
                PhaseOutcome& phase = tables.phases[i];
                if (phase.episode != row.episode && row.cause >= 0) continue;
                double hours = row.minute / HOUR - phase.clock;
                for (int n = 0; n < 3; ++n) phase.troops[n] += hours <= 24.0 * (n + 1) ? row.value : 0.0;
            }
        }
    }

    void blank() {
        Int replication = o.replication;
        double* value = &o.signed_;
        for (int n = 1; n < 23; ++n) value[n] = NOT_APPLICABLE;
        o.signed_ = 0.0, o.replication = replication;
    }
};
