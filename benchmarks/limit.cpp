// The limit: the compiled engine's event loop as a C++ program, with the same draws and outcomes.
//
// It is frozen at the mechanisms of one drone, and at the columns that its tables have: nothing new in
// the model needs to be written here. export.py refuses a scenario that asks for anything else.
//
//     limit PARAMETERS FIRST COUNT WARM [TABLES]
//
// plays replications FIRST, FIRST + 1, ... of a scenario that export.py wrote, prints seconds as a
// line of JSON, and writes TABLES.outcomes, .phases and .answers. WARM replications go before.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "limit/acts.hpp"
#include "limit/adversary.hpp"
#include "limit/guarantors.hpp"
#include "limit/response.hpp"
#include "limit/tally.hpp"

template <class T> void write(const std::string& path, const std::vector<T>& table) {
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(table.data()), table.size() * sizeof(T));
}

static double processor_seconds() {
    rusage used;
    getrusage(RUSAGE_SELF, &used);
    return used.ru_utime.tv_sec + used.ru_stime.tv_sec + 1e-6 * (used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

// MiB in memory at most, since the program began.
static double peak() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.rfind("VmHWM:", 0) == 0) return std::atof(line.c_str() + 6) / 1024.0;
    rusage used;
    getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss / 1024.0;
}

static void play(const Parameters& p, Int first, Int count, Tables& tables) {
    History history(p);
    Tally tally(p);
    for (Int replication = first; replication < first + count; ++replication) {
        history.play(replication);
        tally.add(history.rows, replication, tables);
    }
}

int main(int argc, char** argv) {
    if (argc < 5) return std::fprintf(stderr, "limit PARAMETERS FIRST COUNT WARM [TABLES]\n"), 2;
    try {
        Parameters p(argv[1]);
        Int first = std::atoll(argv[2]), count = std::atoll(argv[3]), warm = std::atoll(argv[4]);
        Tables ignored, tables;
        play(p, first, warm, ignored);
        auto began = std::chrono::steady_clock::now();
        double used = processor_seconds();
        play(p, first, count, tables);
        double wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
        used = processor_seconds() - used;
        double acts = 0.0;
        for (const Outcome& o : tables.outcomes) acts += o.signed_ ? o.violations : 0.0;
        std::printf("{\"seconds\": %.6f, \"processor\": %.6f, \"replications\": %lld, \"acts\": %.0f, "
                    "\"peak\": %.1f}\n",
                    wall, used, (long long)count, acts, peak());
        if (argc > 5) {
            std::string path = argv[5];
            write(path + ".outcomes", tables.outcomes);
            write(path + ".phases", tables.phases);
            write(path + ".answers", tables.answers);
        }
    } catch (const std::exception& error) {
        return std::fprintf(stderr, "limit: %s\n", error.what()), 1;
    }
    return 0;
}
