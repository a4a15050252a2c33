#pragma once

#include "session/Viewer.h"

#include <QByteArray>

namespace oriel {

/**
 * Holds a viewer to its rights, one whole message at a time: what it may not do is dropped, what
 * the vnc side should not have to doubt is checked. Pure.
 */
class RfbFilter {
public:
    explicit RfbFilter(ViewerRights rights);

    struct Result {
        QByteArray forward; ///< for the vnc side; empty: dropped
        bool isUpdateRequest = false;
        bool isActivity = false; ///< a person did something, allowed or not
        bool isValid = true;     ///< false: not the protocol, close
    };
    /** `message`: one of RfbFramer's, after ClientInit. */
    Result pass(const QByteArray &message) const;
    /**
     * The vnc side answers `message`, whole and after ClientInit, whether or not the viewer reads
     * what it is sent. (Update requests are UpdateGate's.)
     */
    static bool isQuestion(const QByteArray &message);

    /** A key or the pointer, in a Result's `forward`: not for the vnc thread, which may encode. */
    static bool isInput(const QByteArray &message);
    /**
     * What the vnc side makes of it acts on the desktop, and input behind it may not be there
     * first: the clipboard, another size. (ClientInit is a barrier as well.)
     */
    static bool isBarrier(const QByteArray &message);

private:
    Result passPointer(const QByteArray &message) const;
    Result passCutText(const QByteArray &message) const;

    ViewerRights m_rights;
};

} // namespace oriel
