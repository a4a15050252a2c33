#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

namespace oriel {

/**
 * The proxy's end of a viewer's socket pair. What the vnc side writes is read whenever it is
 * there, since it may not block; what it does not take at once waits here, within a limit. Lives
 * in the net thread.
 */
class VncSocket : public QObject {
    Q_OBJECT

public:
    /** At most so much is read, and emitted, per turn of the event loop. */
    static constexpr qsizetype maxRead = 256 * 1024;
    /** Whole messages that the vnc side has not taken yet. */
    static constexpr qsizetype maxUnsent = 4 * 1024 * 1024;

    /** Owns `descriptor` and closes it. */
    explicit VncSocket(int descriptor, QObject *parent = nullptr);
    ~VncSocket() override;

    /** False if the limit would be passed: the viewer sends more than anybody can handle. */
    bool send(const QByteArray &bytes);

signals:
    void received(const QByteArray &bytes);
    /** The vnc side closed its end. Emitted once. */
    void closed();

private:
    void readAvailable();
    void flush();
    void end();

    int m_descriptor;
    QSocketNotifier m_readable;
    QSocketNotifier m_writable;
    QByteArray m_unsent;
};

} // namespace oriel
