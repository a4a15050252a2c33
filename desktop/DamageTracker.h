#pragma once

#include <QList>
#include <QRect>
#include <QRegion>
#include <QSize>

namespace oriel {

/**
 * Collects damage between two frames. What comes out lies within the picture and consists of a
 * few rectangles: each one costs a request to the OS and a header on the wire, so two that can be
 * joined by adding little are joined. A value, without thread or clock.
 */
class DamageTracker {
public:
    /** More rectangles than this are joined, whatever that adds. */
    static constexpr int maxRectangles = 32;

    /** Damage of another picture is void: everything of the new one counts as damaged. */
    void resize(QSize size);
    QSize size() const { return m_size; }

    void add(const QRect &rect);
    void add(const QRegion &region);
    void addAll() { m_region = QRect(QPoint(0, 0), m_size); }

    bool isEmpty() const { return m_region.isEmpty(); }
    /** All damage so far, disjoint and clipped; none remains. */
    QRegion take();

private:
    static QRegion simplified(const QRegion &region);

    QSize m_size;
    QRegion m_region;
};

} // namespace oriel
