#include "vnc/MoveVotes.h"

#include <algorithm>
#include <cstring>

namespace oriel {

namespace {

constexpr int stripWidth = 16;
constexpr int windowRows = 8;
constexpr int maxStrips = 9;
constexpr int minScrollVotes = 8;

constexpr int blockWidth = 16;
constexpr int blockRows = 4;
constexpr int pixelsAtOnce = 16;
constexpr int contextWidth = 6; ///< how many pixels of its row are a pixel's neighbourhood
constexpr std::size_t maxAnchors = 8192;
constexpr qint64 wantedAnchors = 2048;
constexpr int minDragVotes = 3;
constexpr std::size_t maxVotes = 512;

/** Which rows are looked at. */
struct Sampling {
    int step;  ///< every how many of the old picture, and how many at once of the new one
    int group; ///< every how many rows these begin

    bool isOld(int y) const { return y % step == 0; }
    bool isNew(int y) const { return y % group < step; }
};

Sampling samplingOf(qint64 pixels)
{
    constexpr qint64 many = 512 * 1024;
    return pixels > many ? Sampling{8, 64} : Sampling{4, 32};
}

// Odd numbers without pattern.
constexpr std::uint64_t factors[] = {
    0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93,
    0xA0761D6478BD642F, 0xE7037ED1A0B428DB, 0x8EBC6AF09C88C6E3, 0x589965CC75374CC3,
    0x1D8E4E27C47D124F, 0xEB44ACCAB455D165, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9,
    0x27D4EB2F165667C5, 0x85EBCA77C2B2AE63, 0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53};

/** Of `2 * pairs` pixels. */
std::uint64_t hashOf(const std::uint8_t *pixels, int pairs)
{
    std::uint64_t sum = 0;
    for (int i = 0; i < pairs; ++i) {
        std::uint64_t pair = 0;
        std::memcpy(&pair, pixels + i * 8, sizeof pair);
        sum += pair * factors[i];
    }
    return sum ^ sum >> 29;
}

const std::uint8_t *pixelsAt(const Framebuffer &picture, int x, int y)
{
    return picture.row(y) + std::size_t(x) * Framebuffer::bytesPerPixel;
}

std::uint64_t blockHash(const Framebuffer &picture, int x, int y)
{
    std::uint64_t sum = 0;
    for (int row = 0; row < blockRows; ++row)
        sum = (sum ^ sum >> 31) * factors[row]
            + hashOf(pixelsAt(picture, x, y + row), blockWidth / 2);
    return sum;
}

/** What windowRows rows from each row of a strip on show, for all that lie in the strip. */
void hashWindows(const Framebuffer &picture, const QRect &strip, std::vector<std::uint64_t> &out)
{
    out.resize(std::size_t(strip.height()));
    for (int i = 0; i < strip.height(); ++i)
        out[std::size_t(i)] =
            hashOf(pixelsAt(picture, strip.left(), strip.top() + i), stripWidth / 2);
    for (std::size_t i = 0; i + windowRows <= out.size(); ++i) {
        std::uint64_t sum = 0;
        for (std::size_t row = 0; row < windowRows; ++row)
            sum += out[i + row] * factors[row];
        out[i] = sum ^ sum >> 32;
    }
    out.resize(out.size() - windowRows + 1);
}

} // namespace

void MoveVotes::Places::clear(std::size_t keys)
{
    std::size_t size = 64;
    while (size < 2 * keys)
        size *= 2;
    m_slots.assign(size, Slot());
    m_free = keys;
}

std::size_t MoveVotes::Places::slotOf(std::uint64_t key) const
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = std::size_t(key * factors[0] >> 32) & mask;
    while (m_slots[slot].place != empty && m_slots[slot].key != key)
        slot = (slot + 1) & mask;
    return slot;
}

void MoveVotes::Places::add(std::uint64_t key, int place)
{
    Slot &slot = m_slots[slotOf(key)];
    if (slot.place != empty) {
        slot.place = none;
    } else if (m_free > 0) {
        --m_free;
        slot = {key, place};
    }
}

int MoveVotes::Places::placeOf(std::uint64_t key) const
{
    return std::max(m_slots[slotOf(key)].place, int(none));
}

void MoveVotes::vote(QPoint by)
{
    for (std::size_t i = 0; i < m_votes.size(); ++i) {
        if (m_votes[i].by != by)
            continue;
        ++m_votes[i].count;
        // Those that are asked for often move to the front.
        if (i > 0 && m_votes[i].count > m_votes[i - 1].count)
            std::swap(m_votes[i], m_votes[i - 1]);
        return;
    }
    if (m_votes.size() < maxVotes)
        m_votes.push_back({by, 1});
}

QList<QPoint> MoveVotes::elected(int minVotes)
{
    std::stable_sort(m_votes.begin(), m_votes.end(),
                     [](const Votes &a, const Votes &b) { return a.count > b.count; });
    QList<QPoint> result;
    for (const Votes &votes : m_votes) {
        if (votes.count < minVotes || result.size() == maxCandidates)
            break;
        result.append(votes.by);
    }
    m_votes.clear();
    return result;
}

void MoveVotes::voteInStrip(const Framebuffer &before, const Framebuffer &now, const QRect &strip)
{
    hashWindows(before, strip, m_rowsBefore);
    hashWindows(now, strip, m_rowsNow);
    if (m_rowsBefore == m_rowsNow)
        return;
    m_places.clear(m_rowsBefore.size());
    for (std::size_t row = 0; row < m_rowsBefore.size(); ++row)
        m_places.add(m_rowsBefore[row], int(row));
    for (std::size_t row = 0; row < m_rowsNow.size(); ++row) {
        const int place = m_places.placeOf(m_rowsNow[row]);
        if (place != Places::none && place != int(row))
            vote(QPoint(0, int(row) - place));
    }
}

QList<QPoint> MoveVotes::scrolls(const Framebuffer &before, const Framebuffer &now,
                                 const QRect &area)
{
    if (area.width() < stripWidth || area.height() < 2 * windowRows)
        return {};
    const int strips = std::clamp(area.width() / (2 * stripWidth), 1, maxStrips);
    const int step = area.width() / strips;
    // Where every third says nothing, the others hardly will.
    for (int phase = 0; phase < 3 && (phase == 0 || !m_votes.empty()); ++phase) {
        for (int i = phase; i < strips; i += 3)
            voteInStrip(before, now,
                        QRect(area.left() + i * step + (step - stripWidth) / 2, area.top(),
                              stripWidth, area.height()));
    }
    return elected(minScrollVotes);
}

/** Anchors in a row from `left` to `right`, or a little further; none at the picture's edge. */
template <typename Visit>
void MoveVotes::visitAnchors(const Framebuffer &picture, int y, int left, int right, quint32 mask,
                             Visit visit)
{
    static_assert(contextWidth <= blockWidth);
    if (y + blockRows > picture.height())
        return;
    const int last = std::min(right, picture.width() - blockWidth - pixelsAtOnce + 1);
    for (int x = left; x <= last; x += pixelsAtOnce) {
        const auto *const a = reinterpret_cast<const quint32 *>(pixelsAt(picture, x, y));
        const auto *const b = reinterpret_cast<const quint32 *>(pixelsAt(picture, x, y + 1));
        // Loops of a length that is known: what compilers make SIMD of.
        quint32 marks[pixelsAtOnce];
        quint32 hits = 0;
        for (int i = 0; i < pixelsAtOnce; ++i) {
            quint32 mark = a[i] + (a[i + 1] << 3) + (a[i + 2] << 6) + (a[i + 4] << 9);
            mark += (b[i] << 5) + (b[i + 3] << 2) + (a[i + 5] << 13);
            mark ^= mark >> 15;
            mark += mark << 7;
            mark ^= mark >> 11;
            // Flat neighbours are no anchor.
            marks[i] = (mark & mask) == 0 && a[i] != a[i + 1] ? 1 : 0;
            hits += marks[i];
        }
        for (int i = 0; hits > 0 && i < pixelsAtOnce; ++i) {
            if (marks[i])
                visit(x + i, y);
        }
    }
}

QList<QPoint> MoveVotes::drags(const Framebuffer &before, const Framebuffer &now,
                               const QRegion &area)
{
    qint64 pixels = 0;
    for (const QRect &rect : area)
        pixels += qint64(rect.width()) * rect.height();
    const Sampling sampling = samplingOf(pixels);
    quint32 mask = 15;
    while (pixels / sampling.step / (mask + 1) > wantedAnchors)
        mask = mask * 2 + 1;

    m_places.clear(maxAnchors);
    for (const QRect &rect : area) {
        for (int y = rect.top(); y <= rect.bottom(); ++y) {
            if (sampling.isOld(y))
                visitAnchors(before, y, rect.left(), rect.right(), mask,
                             [this, &before](int x, int row) {
                                 m_places.add(blockHash(before, x, row), row * before.width() + x);
                             });
        }
    }
    for (const QRect &rect : area) {
        for (int y = rect.top(); y <= rect.bottom(); ++y) {
            if (sampling.isNew(y))
                visitAnchors(now, y, rect.left(), rect.right(), mask, [this, &now](int x, int row) {
                    const int place = m_places.placeOf(blockHash(now, x, row));
                    const QPoint from(place % now.width(), place / now.width());
                    if (place != Places::none && from != QPoint(x, row))
                        vote(QPoint(x, row) - from);
                });
        }
    }
    return elected(minDragVotes);
}

} // namespace oriel
