// What happened in a history, and the tables of outcomes that are kept of it.
#pragma once
#include <cstdint>
#include <vector>

#include "parameters.hpp"

struct Row {
    int32_t minute, cause, episode;
    uint8_t what, subject, object;
    double value;
};

// The same rows as simulator/model/outcomes.py, phase_outcomes.py and answers.py.
struct Outcome {
    double signed_, violations, hostile_violations, breaches, false_breaches, episodes,
        breaches_per_30_days, false_breaches_per_30_days, hours_to_breach, severity,
        severity_unanswered, grey_zone_harm, highest_phase, assault, hours_to_assault,
        assault_answered, area_24, area_48, area_72, area_before_effect, area, unwanted_escalation,
        direct_clash;
    Int replication;
};
struct PhaseOutcome {
    Int episode, phase, state;
    double clock, called, started, due, accumulation, report, waiting, verification, decision,
        arrival, not_before, severity_before, troops[3];
    Int replication;
};
struct AnswerOutcome {
    Int episode, guarantor, comes;
    double decided, means[MEANS];
    Int replication;
};
struct Tables {
    std::vector<Outcome> outcomes;
    std::vector<PhaseOutcome> phases;
    std::vector<AnswerOutcome> answers;
};
