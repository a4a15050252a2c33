#pragma once

#include <QtGlobal>

namespace oriel {

/** WebSocket close codes: Oriel's own (contract with the page) and those of RFC 6455 §7.4.1. */
enum class CloseCode : quint16 {
    Normal = 1000,
    GoingAway = 1001, ///< may resume
    ProtocolError = 1002,
    UnsupportedData = 1003, ///< a text frame
    InvalidData = 1007,     ///< not the RFB that was agreed on
    TooBig = 1009,
    InternalError = 1011,
    Stopped = 4000,
    Removed = 4001,
    Inactivity = 4002,
    Expired = 4003,
    NotAdmitted = 4004,
    DesktopGone = 4005,
};

} // namespace oriel
