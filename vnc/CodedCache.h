#pragma once

#include "vnc/RfbTypes.h"

#include <QList>
#include <QRegion>

namespace oriel {

/**
 * Rectangles of the present picture that are coded, for the clients that are sent the same. Old
 * ones make room. Lives in the vnc thread.
 */
class CodedCache {
public:
    /** `bytes`: what all together may take. */
    explicit CodedCache(qsizetype bytes)
        : m_most(bytes)
    {
    }

    /** Null if it is not known. Valid until the next call of another function. */
    const rfb::CodedRect *find(const QRect &place, int kind) const;
    const rfb::CodedRect *add(int kind, rfb::CodedRect rect);
    /** From here on `changed` looks different. */
    void forget(const QRegion &changed);
    void clear();

private:
    struct Entry {
        int kind;
        rfb::CodedRect rect;
    };
    QList<Entry> m_entries; ///< latest last
    qsizetype m_bytes = 0;
    qsizetype m_most;
};

} // namespace oriel
