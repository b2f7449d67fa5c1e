// Randomness by address: simulator/model/draws.py.
#pragma once
#include <utility>
#include <vector>

#include "numbers.hpp"
#include "parameters.hpp"

// Four random words, and what is made of them: a number of 52 bits or two, or one of 32 bits of a word.
struct Block {
    uint32_t words[4];

    double first() const { return fraction(words[0], words[1]); }
    double second() const { return fraction(words[2], words[3]); }
    double part(int n) const { return (double(words[n]) + 0.5) * 2.3283064365386963e-10; }

  private:
    static double fraction(uint32_t high, uint32_t low) {
        uint64_t cell = uint64_t(high) << 20 | low >> 12;
        return (double(int64_t(cell)) + 0.5) * 2.220446049250313e-16;
    }
};

// Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011).
inline Block philox(uint32_t c0, uint32_t c1, uint32_t c2, uint32_t c3, uint32_t k0, uint32_t k1) {
    for (int round = 0; round < 10; ++round) {
        uint64_t p = uint64_t(0xD2511F53) * c0, q = uint64_t(0xCD9E8D57) * c2;
        c0 = uint32_t(q >> 32) ^ c1 ^ k0, c1 = uint32_t(q);
        c2 = uint32_t(p >> 32) ^ c3 ^ k1, c3 = uint32_t(p);
        k0 += 0x9E3779B9, k1 += 0xBB67AE85;
    }
    return {{c0, c1, c2, c3}};
}

struct Luck {
    Int seed;
    uint32_t replication = 0;

    Block block(Int stream, uint32_t subject, uint32_t index) const {
        return philox(index, subject, uint32_t(stream), replication, uint32_t(seed), uint32_t(seed >> 32));
    }
    double uniform(Int stream, uint32_t subject, uint32_t index = 0) const {
        return block(stream, subject, index).first();
    }
};

// A distribution with whatever its parameters alone decide.
class Law {
  public:
    explicit Law(const Distribution& d) : family(d.family), a(d.a), b(d.b), c(d.c), beta(shapes(d)) {}

    // Look whole numbers up from now on: worth it for what is drawn for single acts.
    void make_guide();

    bool is_constant() const { return family == CONSTANT; }
    double value() const { return a; }

    double sample(double u) const {
        switch (family) {
        case CONSTANT: return a;
        case PERT: return c > a ? a + (c - a) * beta.quantile(u) : a;
        case EXPONENTIAL: return -a * numbers::log_of_rest(u);
        case LOGNORMAL: return numbers::exp(a + b * numbers::normal_quantile(u));
        case GEOMETRIC: return numbers::geometric_quantile(u, a);
        }
        throw std::runtime_error("the limit does not know this family of distributions");
    }
    // Whole minutes of an address; a constant needs no luck.
    Int minutes(const Luck& luck, Int stream, uint32_t subject, uint32_t index = 0) const {
        return minutes(is_constant() ? 0.5 : luck.uniform(stream, subject, index));
    }
    Int minutes(double u) const {
        int32_t known = guide.empty() ? UNCERTAIN : guide[size_t(u * CELLS)];
        return known == UNCERTAIN ? rounded(sample(u), 9007199254740992.0) : known;
    }

  private:
    Int family;
    double a, b, c;
    numbers::Beta beta;
    std::vector<int32_t> guide;  // by ranges of u: the whole number, where it is certain

    static constexpr int CELLS = 1 << 13;
    static constexpr int32_t UNCERTAIN = -1;

    static Int rounded(double x, double most) { return Int(std::floor(std::min(std::max(x, 0.0), most) + 0.5)); }
    static numbers::Beta shapes(const Distribution& d) {
        double rise = d.family == PERT && d.c > d.a ? 4.0 * (d.b - d.a) / (d.c - d.a) : 1.0;
        return {1.0 + rise, 5.0 - rise};
    }
};

// Chen and Asau 1974; simulator/model/guides.py. Quantiles may fall by a rounding while u grows.
inline void Law::make_guide() {
    constexpr double ROUNDING = 1e-9, LARGEST = 2147483646.0;
    if (is_constant() || !guide.empty()) return;
    guide.assign(CELLS, UNCERTAIN);
    double low = sample(1.0 / CELLS);
    for (int cell = 1; cell < CELLS - 1; ++cell) {
        double high = sample((cell + 1.0) / CELLS);
        Int first = rounded(low * (1.0 - ROUNDING), LARGEST), last = rounded(high * (1.0 + ROUNDING), LARGEST);
        if (first == last && last < Int(LARGEST)) guide[cell] = int32_t(first);
        low = high;
    }
}
