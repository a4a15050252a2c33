#pragma once

#include <QMetaType>
#include <QString>

namespace oriel {

/** Number of a viewer within one sharing session, counting from 1; kept over a resume. */
using ViewerId = int;

/** What a viewer may do. Fixed at admission, enforced on the server side. */
struct ViewerRights {
    bool control = true;   ///< keys, pointer, asking for another desktop size
    bool clipboard = true; ///< clipboard text, both ways
    bool files = true;     ///< both ways

    friend bool operator==(const ViewerRights &, const ViewerRights &) = default;
};

/** Who asks or watches, as far as the host can be told. */
struct ViewerInfo {
    ViewerId id = 0;
    QString address; ///< numeric IP address, without port; IPv6 without brackets
    QString agent;   ///< "Firefox on Android", from the User-Agent; empty if unknown
    ViewerRights rights;
};

/** The host's answer to a viewer that asks to come in. */
enum class ConsentAnswer { Allow, ViewOnly, Refuse };

/** Why one viewer is gone, as reported in `viewer-disconnected`. */
enum class LeaveReason { Left, Kicked, Inactivity, Expired, Error };

/** Why a session ended, as reported in `stopped`. */
enum class StopReason { User, Signal, Inactivity, Expired, Error };

/** Why a fresh one-time password was made, as reported in `password`. */
enum class PasswordReason { Used, TooManyAttempts, Renewed };

/** What the host's screen shows when it does not show the desktop. */
enum class ScreenState { On, Blank, Locked };

} // namespace oriel

Q_DECLARE_METATYPE(oriel::ViewerInfo)
