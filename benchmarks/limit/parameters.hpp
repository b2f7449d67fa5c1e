// A scenario as arrays, read from the file that export.py writes: those of the arrays and fields of
// simulator/model/parameters.py that one drone needs. export.py lists the same ones in the same order.
#pragma once
#include <cstdint>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

using Int = int64_t;
constexpr Int NEVER = Int(1) << 62;
constexpr Int DAY = 1440;

// The words of the model as numbers: simulator/model/terms.py.
enum What { VIOLATION, REPORT, VERDICT, ARRIVAL, DECISION, START, DEADLINE, POSTURE, STAND_DOWN,
            BREACH, CALLED, WARNING, LAPSED, FRONT, NOT_SIGNED };
enum Verdict { DISMISSED, ADVERSARY, OTHER_SIDE, UNRESOLVED };
enum Cause { FALSE_REPORT = 5 };
enum Since { SINCE_BREACH, SINCE_CLOCK, SINCE_WARNING, SINCE_LAST_PHASE };
enum Clock { INITIAL_VIOLATION, CROSSING_VIOLATION, AT_BREACH };
enum Means { GROUND, AIR, FIRES, SEA, INTELLIGENCE, MEANS };
enum PhaseState { NOT_CALLED, OPEN, MET, LATE, LAPSED_STATE };
enum Answer { NOT_ASKED, ASKED, AGREED, DECLINED };
enum Trigger { AT, AFTER, ON_WARNING, ON_TROOPS, ON_START, ON_LATE, ON_LAPSE };
enum Purpose { P_GAP, P_DAY, P_SIZE, P_KEPT, P_SALVO, P_IN_SALVO, P_ECHO, P_AS_ECHO, P_SEEN, P_DELAY,
               P_VERIFY, P_CLAIM, P_WILL, P_SHARED, P_DECIDE, P_ARRIVE, P_AFTER_TIME, P_REACT, P_SIGN };
enum Family { CONSTANT = 0, PERT = 3, EXPONENTIAL = 4, LOGNORMAL = 5, GEOMETRIC = 9 };

struct World {
    Int seed, horizon, starts, offset, postures, posture, clock, resets, stand_down;
    double together, signs, prior, weight, elasticity, at_stake;
    Int stream;
};
struct Pattern {
    Int stream, kind, cause, hostile, starts, ends;
    double overdispersion, wander, memory;
    Int munitions, salvo, salvo_within;
    double confirmed, blamed;
};
struct Kind { double severity; Int urgency; double seen; };
struct Monitoring {
    Int delay, teams, severe_first, verify;
    double right, wrong;
};
struct Clause { Int rule, group, kinds; double at_least; Int within; };
struct Phase {
    Int rule, since, grace, not_before, by, within, warns;
    double slows;
    Int needs_count;
    double needs_troops;
    Int needs_effect;
};
struct Guarantor {
    Int stream, home;
    double honours;
    Int government, parliament, mandate, rests, brings, present;
    double troops;
};
struct Move { Int stream, origin, trigger, phase, at, after; };
struct FrontLine { double sector, defenders, rate, holds_at, reach; };
struct Distribution { Int family; double a, b, c; };

template <class T> struct Table {
    std::vector<T> values;
    Int columns = 1;
    const T* operator[](Int row) const { return values.data() + row * columns; }
};

struct Parameters {
    World world;
    std::vector<Pattern> patterns;
    Table<double> rates, shares;
    std::vector<Kind> kinds;
    Monitoring monitoring;
    std::vector<Clause> clauses;
    std::vector<Phase> phases;
    Table<char> owed, named, requires_;
    std::vector<Guarantor> guarantors;
    Table<Int> arrives;
    Table<double> slows, targets;
    std::vector<Move> moves;
    FrontLine front;
    std::vector<Distribution> distributions;

    explicit Parameters(const std::string& path) : file(path, std::ios::binary) {
        if (!file) throw std::runtime_error("cannot read " + path);
        world = one<World>();
        patterns = table<Pattern>().values;
        rates = table<double>(), shares = table<double>();
        kinds = table<Kind>().values;
        monitoring = one<Monitoring>();
        clauses = table<Clause>().values;
        phases = table<Phase>().values;
        owed = table<char>(), named = table<char>();
        guarantors = table<Guarantor>().values;
        requires_ = table<char>();
        arrives = table<Int>();
        slows = table<double>();
        moves = table<Move>().values;
        targets = table<double>();
        front = one<FrontLine>();
        distributions = table<Distribution>().values;
    }

  private:
    std::ifstream file;

    // Rows, columns and bytes of an item, then the items.
    template <class T> Table<T> table() {
        Int head[3];
        file.read(reinterpret_cast<char*>(head), sizeof head);
        if (!file || head[2] != sizeof(T)) throw std::runtime_error("the file does not fit the limit");
        Table<T> read{std::vector<T>(head[0] * head[1]), head[1]};
        file.read(reinterpret_cast<char*>(read.values.data()), read.values.size() * sizeof(T));
        return read;
    }
    template <class T> T one() { return table<T>().values.at(0); }
};
