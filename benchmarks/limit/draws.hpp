// Randomness by address: simulator/model/draws.py.
#pragma once
#include <vector>

#include "numbers.hpp"
#include "parameters.hpp"

struct Block { uint32_t words[4]; };

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
        Block b = block(stream, subject, index);
        uint64_t cell = uint64_t(b.words[0]) << 20 | b.words[1] >> 12;
        return (double(int64_t(cell)) + 0.5) * 2.220446049250313e-16;
    }
};

// A distribution with whatever its parameters alone decide.
class Law {
  public:
    explicit Law(const Distribution& d) : family(d.family), a(d.a), b(d.b), c(d.c), beta(shapes(d)) {}

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
        double x = is_constant() ? a : sample(luck.uniform(stream, subject, index));
        return Int(std::floor(std::min(std::max(x, 0.0), 9007199254740992.0) + 0.5));
    }

  private:
    Int family;
    double a, b, c;
    numbers::Beta beta;

    static numbers::Beta shapes(const Distribution& d) {
        double rise = d.family == PERT && d.c > d.a ? 4.0 * (d.b - d.a) / (d.c - d.a) : 1.0;
        return {1.0 + rise, 5.0 - rise};
    }
};
