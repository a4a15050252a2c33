#include "tests/bench/painter/Prose.h"

#include "tests/bench/painter/Hash.h"

#include <array>

namespace oriel::bench::Prose {

namespace {

constexpr std::array words{
    "the",      "of",      "and",     "a",        "to",      "in",      "window",   "is",
    "that",     "harbour", "it",      "was",      "for",     "light",   "on",       "are",
    "with",     "as",      "morning", "his",      "they",    "be",      "at",       "one",
    "have",     "this",    "from",    "village",  "had",     "by",      "not",      "but",
    "what",     "were",    "we",      "when",     "evening", "your",    "can",      "said",
    "there",    "each",    "which",   "she",      "do",      "how",     "their",    "if",
    "will",     "up",      "other",   "about",    "out",     "many",    "then",     "them",
    "these",    "so",      "some",    "her",      "would",   "make",    "like",     "him",
    "into",     "time",    "has",     "look",     "two",     "more",    "write",    "go",
    "see",      "number",  "no",      "way",      "could",   "people",  "my",       "than",
    "first",    "water",   "been",    "call",     "who",     "oil",     "its",      "now",
    "find",     "long",    "down",    "day",      "did",     "get",     "come",     "made",
    "may",      "part",    "over",    "quayside", "between", "weather", "forecast", "lantern",
    "question", "journey", "quietly"};

QString word(std::uint32_t seed) { return QString::fromLatin1(words[hash(seed) % words.size()]); }

} // namespace

QString line(std::uint32_t seed, int length)
{
    QString text;
    for (std::uint32_t i = 0; text.size() < length; ++i)
        text += (i > 0 ? QStringLiteral(" ") : QString()) + word(hash(seed, i));
    return text;
}

QString paragraph(std::uint32_t seed, int length)
{
    QString text;
    for (std::uint32_t i = 0; text.size() < length; ++i) {
        QString sentence = line(hash(seed, i), 40 + static_cast<int>(hash(i, seed) % 60));
        sentence[0] = sentence[0].toUpper();
        text += (i > 0 ? QStringLiteral(" ") : QString()) + sentence + QLatin1Char('.');
    }
    return text;
}

} // namespace oriel::bench::Prose
