// Logarithm, exponential and quantiles: the formulas of simulator/model/elementary.py and special.py.
// With -ffp-contract=off they give the same bits, so the limit can tell the very same histories.
#pragma once
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <tuple>

namespace numbers {

constexpr double LN2_HIGH = 6.93147180369123816490e-01;
constexpr double LN2_LOW = 1.90821492927058770002e-10;
constexpr double LOG_2PI = 1.8378770664093454836;
constexpr double PRECISION = 1e-16;

// f - log(1 + f) for f between -0.3 and 0.42.
inline double log_shortfall(double f) {
    double s = f / (2.0 + f), z = s * s;
    double tail = 1.818357216161805012e-01 + z * (1.531383769920937332e-01 + z * 1.479819860511658591e-01);
    tail = 2.857142874366239149e-01 + z * (2.222219843214978396e-01 + z * tail);
    tail = z * (6.666666666666735130e-01 + z * (3.999999999940941908e-01 + z * tail));
    return s * (f - tail);
}

// Of a positive normal number.
inline double log(double x) {
    uint64_t bits = std::bit_cast<uint64_t>(x);
    int exponent = int(bits >> 52) - 1022;
    double fraction = std::bit_cast<double>((bits & 0x000FFFFFFFFFFFFFull) | 0x3FE0000000000000ull);
    if (fraction < 0.7071067811865476) fraction *= 2.0, --exponent;
    double f = fraction - 1.0;
    return exponent * LN2_HIGH - ((log_shortfall(f) - exponent * LN2_LOW) - f);
}

inline double log_of_rest(double y) {
    return -0.41 < y && y < 0.29 ? -y - log_shortfall(-y) : log(1.0 - y);
}

inline double exp(double x) {
    if (!(-700.0 < x && x < 700.0)) return std::exp(x);
    double k = std::floor(x * 1.44269504088896338700 + 0.5);
    double high = x - k * LN2_HIGH, low = k * LN2_LOW, r = high - low, t = r * r;
    double c = -1.65339022054652515390e-06 + t * 4.13813679705723846039e-08;
    c = -2.77777777770155933842e-03 + t * (6.61375632143793436117e-05 + t * c);
    c = r - t * (1.66666666666666019037e-01 + t * c);
    double y = 1.0 - ((low - (r * c) / (2.0 - c)) - high);
    return y * std::bit_cast<double>(uint64_t(int64_t(k) + 1023) << 52);
}

inline double normal_centre(double q) {
    double r = 0.180625 - q * q;
    double n = 3.3430575583588128105e4 + r * 2.5090809287301226727e3;
    n = 4.5921953931549871457e4 + r * (6.7265770927008700853e4 + r * n);
    n = 1.9715909503065514427e3 + r * (1.3731693765509461125e4 + r * n);
    n = 3.3871328727963666080e0 + r * (1.3314166789178437745e2 + r * n);
    double d = 2.8729085735721942674e4 + r * 5.2264952788528545610e3;
    d = 2.1213794301586595867e4 + r * (3.9307895800092710610e4 + r * d);
    d = 6.8718700749205790830e2 + r * (5.3941960214247511077e3 + r * d);
    d = 1.0 + r * (4.2313330701600911252e1 + r * d);
    return q * n / d;
}

inline double normal_shoulder(double r) {
    r -= 1.6;
    double n = 2.27238449892691845833e-2 + r * 7.74545014278341407640e-4;
    n = 1.27045825245236838258e0 + r * (2.41780725177450611770e-1 + r * n);
    n = 5.76949722146069140550e0 + r * (3.64784832476320460504e0 + r * n);
    n = 1.42343711074968357734e0 + r * (4.63033784615654529590e0 + r * n);
    double d = 5.47593808499534494600e-4 + r * 1.05075007164441684324e-9;
    d = 1.48103976427480074590e-1 + r * (1.51986665636164571966e-2 + r * d);
    d = 1.67638483018380384940e0 + r * (6.89767334985100004550e-1 + r * d);
    d = 1.0 + r * (2.05319162663775882187e0 + r * d);
    return n / d;
}

inline double normal_tail(double r) {
    r -= 5.0;
    double n = 2.71155556874348757815e-5 + r * 2.01033439929228813265e-7;
    n = 2.65321895265761230930e-2 + r * (1.24266094738807843860e-3 + r * n);
    n = 1.78482653991729133580e0 + r * (2.96560571828504891230e-1 + r * n);
    n = 6.65790464350110377720e0 + r * (5.46378491116411436990e0 + r * n);
    double d = 1.42151175831644588870e-7 + r * 2.04426310338993978564e-15;
    d = 7.86869131145613259100e-4 + r * (1.84631831751005468180e-5 + r * d);
    d = 1.36929880922735805310e-1 + r * (1.48753612908506148525e-2 + r * d);
    d = 1.0 + r * (5.99832206555887937690e-1 + r * d);
    return n / d;
}

inline double normal_quantile(double u) {
    double q = u - 0.5;
    if (std::fabs(q) <= 0.425) return normal_centre(q);
    double r = std::sqrt(-log(q < 0.0 ? u : 1.0 - u));
    double distance = r <= 5.0 ? normal_shoulder(r) : normal_tail(r);
    return q < 0.0 ? -distance : distance;
}

inline int geometric_quantile(double u, double mean) {
    if (mean <= 1.0) return 1;
    return std::max(1, int(std::ceil(log_of_rest(u) / log_of_rest(1.0 / mean))));
}

inline double stirling(double x) {
    double z = 1.0 / (x * x);
    double tail = 1.0 / 1188.0 - z * (691.0 / 360360.0 - z / 156.0);
    tail = 1.0 / 360.0 - z * (1.0 / 1260.0 - z * (1.0 / 1680.0 - z * tail));
    return (1.0 / 12.0 - z * tail) / x;
}

inline double log_gamma(double x) {
    double product = 1.0;
    while (x < 10.0) product *= x, x += 1.0;
    return (x - 0.5) * log(x) - x + 0.5 * LOG_2PI + stirling(x) - log(product);
}

inline double approach(double r, double s, double s1, double s2) {
    double cubic = (2.0 * s * s - s1) / 6.0;
    double quartic = (s * (7.0 * s1 - 6.0 * s * s) - s2) / 24.0;
    return r * (1.0 - r * (s / 2.0 - r * (cubic + r * quartic)));
}

// The next step towards where the tail is `target`, and whether it is the last.
inline std::pair<double, bool> step(double tail, double target, double density, bool upper, double s,
                                    double s1, double s2) {
    double r = (target - tail) / density;
    if (std::fabs(r) * std::max({std::fabs(s), std::sqrt(std::fabs(s1)), 0.5}) < 4e-3)
        return {approach(upper ? -r : r, s, s1, s2), true};
    r = (log(target) - log(tail)) * tail / density;
    return {upper ? -r : r, false};
}

// A gamma variable of scale 1; what depends on its shape alone is computed once.
class Gamma {
  public:
    explicit Gamma(double shape = 1.0) : a(shape), log_a(log_gamma(shape)), log_next(log_gamma(shape + 1.0)) {}

    double quantile(double u) const {
        bool upper = u > 0.5, last = false;
        double target = upper ? 1.0 - u : u, t = start(u);
        while (!last && t > -700.0) {
            double x = exp(t), density = weight(x), change;
            std::tie(change, last) = step(tail(x, density, upper), target, density, upper, a - x, -x, -x);
            t += change;
        }
        return exp(t);
    }

  private:
    double a, log_a, log_next;

    double start(double u) const {
        double base = 1.0 - 1.0 / (9.0 * a) + normal_quantile(u) / (3.0 * std::sqrt(a));
        if (a >= 1.0 && base > 0.3) return log(a) + 3.0 * log(base);
        double y = -log(1.0 - u) - log_a;
        if (a < 1.0 && y > 1.5) return log(y - (1.0 - a) * log(y) - log(1.0 + (1.0 - a) / (1.0 + y)));
        double t = (log(u) + log_next) / a;
        return t + exp(t) / (a + 1.0);
    }

    double weight(double x) const {
        if (a < 10.0) return exp(a * log(x) - x - log_a);
        double d = (x - a) / a;
        double shortfall = -0.29 < d && d < 0.41 ? log_shortfall(d) : d - log(x / a);
        return std::sqrt(a) * exp(-a * shortfall - stirling(a) - 0.5 * LOG_2PI);
    }

    double tail(double x, double density, bool upper) const {
        if (x < a + 1.0 + std::sqrt(a)) {
            double below = series(x, density);
            return upper ? 1.0 - below : below;
        }
        double above = density * fraction(x);
        return upper ? above : 1.0 - above;
    }

    double series(double x, double density) const {
        double n = a, term = density / a, total = term;
        while (term > PRECISION * total) n += 1.0, term *= x / n, total += term;
        return total;
    }

    double fraction(double x) const {
        double b = x + 1.0 - a, c = 1e300, d = 1.0 / b, value = d, change = 2.0, n = 0.0;
        while (std::fabs(change - 1.0) > 4.0 * PRECISION) {
            n += 1.0;
            double factor = n * (a - n);
            b += 2.0;
            d = 1.0 / (b + factor * d);
            c = b + factor / c;
            change = c * d;
            value *= change;
        }
        return value;
    }
};

inline double log_beta(double a, double b) {
    if (a > b) std::swap(a, b);
    if (b < 10.0) return log_gamma(a) + log_gamma(b) - log_gamma(a + b);
    double growth = (b - 0.5) * log_of_rest(-a / b) + a * (log(a + b) - 1.0);
    return log_gamma(a) - growth - (stirling(a + b) - stirling(b));
}

// A beta variable on 0 to 1; what depends on its shapes alone is computed once.
class Beta {
  public:
    Beta(double a, double b) : a(a), b(b), norm(log_beta(a, b)), middle(log(a / b)) {}

    double quantile(double u) const {
        bool upper = u > 0.5, last = false;
        double target = upper ? 1.0 - u : u, z = middle, change = 0.0;
        while (!last && std::fabs(z) < 700.0) {
            double x = 1.0 / (1.0 + exp(-z)), y = 1.0 / (1.0 + exp(z)), density = weight(x, y);
            if (density < 1e-100) {
                change *= 0.5, z -= change;
                continue;
            }
            double s = a - (a + b) * x, s1 = -(a + b) * x * y;
            std::tie(change, last) =
                step(tail(x, y, density, upper), target, density, upper, s, s1, s1 * (y - x));
            z += change;
        }
        return 1.0 / (1.0 + exp(-z));
    }

  private:
    double a, b, norm, middle;

    double weight(double x, double y) const {
        double log_x = x < y ? log(x) : log_of_rest(y), log_y = y < x ? log(y) : log_of_rest(x);
        return exp(a * log_x + b * log_y - norm);
    }

    double tail(double x, double y, double density, bool upper) const {
        if (x * (a + b + 2.0) < a + 1.0) {
            double below = density * fraction(a, b, x) / a;
            return upper ? 1.0 - below : below;
        }
        double above = density * fraction(b, a, y) / b;
        return upper ? above : 1.0 - above;
    }

    static double fraction(double a, double b, double x) {
        double c = 1.0, d = 1.0 / (1.0 - (a + b) * x / (a + 1.0)), value = d, change = 2.0, m = 0.0;
        while (std::fabs(change - 1.0) > 4.0 * PRECISION) {
            m += 1.0;
            double even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
            double odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
            d = 1.0 / (1.0 + even * d), c = 1.0 + even / c, value *= c * d;
            d = 1.0 / (1.0 + odd * d), c = 1.0 + odd / c, change = c * d, value *= change;
        }
        return value;
    }
};

}  // namespace numbers
