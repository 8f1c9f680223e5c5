// SPDX-License-Identifier: GPL-3.0-or-later
// Stands in for libFuzzer: runs a target over the files of a corpus and over mutations of them, the same each time.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace {

constexpr int kRounds = 4000;
constexpr std::size_t kMaxBytes = 64 * 1024;

using Random = std::mt19937;

void run(const std::string &bytes)
{
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(bytes.data()), bytes.size());
}

std::vector<std::string> readCorpus(const std::filesystem::path &folder)
{
    std::vector<std::filesystem::path> files;
    for (const auto &entry : std::filesystem::directory_iterator(folder))
        files.push_back(entry.path());
    std::ranges::sort(files);
    std::vector<std::string> corpus;
    for (const auto &file : files) {
        std::ifstream stream(file, std::ios::binary);
        corpus.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
    }
    return corpus;
}

std::size_t below(std::size_t limit, Random &random)
{
    return limit == 0 ? 0 : random() % limit;
}

/// Things that parsers stumble over.
std::string_view token(Random &random)
{
    using namespace std::string_view_literals;
    constexpr std::string_view tokens[] = {"\0"sv,       "\n"sv,         ":"sv,     " "sv,
                                           "="sv,        "-1"sv,         "0x"sv,    "1e999"sv,
                                           "nan"sv,      "\xff\xfe"sv,   "\x1b["sv, "18446744073709551616"sv,
                                           "\""sv,       "{"sv,          "[[[["sv,  "\xe2\x80\xae"sv,
                                           "\nexit 0"sv, "99999999999"sv};
    return tokens[below(std::size(tokens), random)];
}

void mutate(std::string &bytes, const std::vector<std::string> &corpus, Random &random)
{
    const std::size_t at = below(bytes.size() + 1, random);
    const std::size_t length = std::min(below(64, random), bytes.size() - at);
    switch (below(6, random)) {
    case 0:
        if (at < bytes.size())
            bytes[at] = static_cast<char>(random());
        break;
    case 1:
        bytes.insert(at, token(random));
        break;
    case 2:
        bytes.erase(at, length);
        break;
    case 3:
        bytes.insert(below(bytes.size() + 1, random), bytes.substr(at, length));
        break;
    case 4:
        bytes.resize(at);
        break;
    default: {
        const std::string &other = corpus[below(corpus.size(), random)];
        bytes.insert(at, other.substr(below(other.size() + 1, random), below(256, random)));
    }
    }
    bytes.resize(std::min(bytes.size(), kMaxBytes));
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc != 2) {
        std::fprintf(stderr, "usage: %s CORPUS\n", argv[0]);
        return 2;
    }
    const std::vector<std::string> corpus = readCorpus(argv[1]);
    if (corpus.empty()) {
        std::fprintf(stderr, "%s: an empty corpus tests nothing\n", argv[1]);
        return 2;
    }
    run({});
    for (const std::string &bytes : corpus)
        run(bytes);
    Random random(1);
    for (int round = 0; round < kRounds; ++round) {
        std::string bytes = corpus[below(corpus.size(), random)];
        for (std::size_t changes = 1 + below(8, random); changes > 0; --changes)
            mutate(bytes, corpus, random);
        run(bytes);
    }
    std::printf("%zu files and %d mutations\n", corpus.size(), kRounds);
    return 0;
}
