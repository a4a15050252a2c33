#pragma once

#include "proxy/CloseCode.h"
#include "proxy/HeldInputWatch.h"
#include "proxy/MessageRate.h"
#include "proxy/RfbFilter.h"
#include "proxy/RfbFramer.h"
#include "proxy/UpdateGate.h"
#include "proxy/VncSocket.h"
#include "session/Clock.h"

#include <QObject>

#include <memory>
#include <optional>

namespace oriel {

class WebSocketLink;

/**
 * RFB between an admitted viewer and the vnc side: whole, allowed messages one way, everything at
 * once the other way. Input takes a way of its own, past the vnc side's thread. Lives in the net
 * thread.
 */
class RfbPipe : public QObject {
    Q_OBJECT

public:
    static constexpr int messagesPerSecond = 1000;
    static constexpr int questionsPerSecond = 50;
    /** A viewer with more to read than this is answered nothing more for now. */
    static constexpr qint64 maxUnread = 256 * 1024;
    static constexpr std::chrono::seconds initTimeout{10};
    static constexpr std::chrono::seconds messageTimeout{10};
    static constexpr std::chrono::seconds answerTimeout{1};

    /** Owns `descriptor`. `link` and `clock` outlive it. */
    RfbPipe(int descriptor, ViewerRights rights, WebSocketLink &link, const Clock &clock,
            QObject *parent = nullptr);
    ~RfbPipe() override;

    /** What the viewer sent, from ClientInit on, cut anywhere. */
    void receive(const QByteArray &bytes);

signals:
    void activity();
    /**
     * Whole key and pointer messages that the viewer may send, in its order; `barriers` (see
     * RfbFilter) went to the vnc side before them.
     */
    void input(const QByteArray &messages, quint32 barriers);
    /** The viewer holds a key or a button and gives no sign of life: let go for it. */
    void silent();
    /** Close the viewer's connection with this code. Nothing follows. */
    void failed(oriel::CloseCode code);

private:
    void passMessages();
    bool passAll();
    bool mayPass(const QByteArray &message);
    void waitAWhile();
    void fail(CloseCode code);
    void onSilence();
    bool pass(const QByteArray &message);
    void handOverInput();
    bool toVnc(const QByteArray &bytes);
    void fromVnc(const QByteArray &bytes);
    void openGate();

    WebSocketLink &m_link;
    const Clock &m_clock;
    VncSocket m_vnc;
    RfbFramer m_framer;
    RfbFilter m_filter;
    HeldInputWatch m_held;
    MessageRate m_rate;
    MessageRate m_questions;
    std::optional<QByteArray> m_next; ///< cut off, and not passed yet
    QByteArray m_input;               ///< of this turn, not handed over yet
    quint32 m_barriers = 0;
    UpdateGate m_gate;
    bool m_initialised = false;
    bool m_failed = false;
    std::unique_ptr<ClockTimer> m_messageTimer; ///< ClientInit, later a message's missing rest
    std::unique_ptr<ClockTimer> m_answerTimer;
    std::unique_ptr<ClockTimer> m_rateTimer; ///< active while the viewer has to wait
};

} // namespace oriel
