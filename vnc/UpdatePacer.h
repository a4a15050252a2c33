#pragma once

#include "vnc/ClientEncodings.h"
#include "vnc/ClientMessage.h"
#include "vnc/FlowControl.h"

#include <QByteArray>
#include <QObject>
#include <QTimer>

namespace oriel {

/**
 * Continuous updates to one client (rfbproto, ContinuousUpdates and Fence): each is followed by a
 * fence, and FlowControl tells when the next may go. So are those that it asked for before it has
 * enabled them: they show the line. Composes the messages, sends nothing itself. Lives in the vnc
 * thread.
 */
class UpdatePacer : public QObject {
    Q_OBJECT

public:
    explicit UpdatePacer(QObject *parent = nullptr);

    /** What a client is to be sent that offers both for the first time. */
    QByteArray setEncodings(const ClientEncodings &encodings);
    bool mayUpdate() const;
    const FlowControl &flow() const { return m_flow; }
    /** ready() comes when mayUpdate() does, unless that takes an answer. */
    void await();
    /** What is to be sent before an update, and behind one of so many bytes; may be nothing. */
    QByteArray before();
    QByteArray behind(qsizetype bytes);
    /** An answer, or a question, whose answer is returned. */
    QByteArray receive(const ClientFence &fence);

signals:
    void ready();

private:
    FlowControl m_flow;
    QTimer m_timer;
    bool m_isOffered = false;
};

} // namespace oriel
