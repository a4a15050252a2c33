#pragma once

#include <QByteArray>
#include <QString>

#include <chrono>

namespace oriel {

/** What is known of the request that opened a viewer's connection. Value type. */
struct ViewerRequest {
    QString address; ///< where the person sits
    QString agent;
    QByteArray ticket;                     ///< null if none was given
    bool ownPage = false;                  ///< understands notices (text frames)
    std::chrono::milliseconds deadline{0}; ///< by Clock::now(): RFB handshake done
};

} // namespace oriel
