#pragma once

#include <QObject>
#include <QString>

namespace oriel {

/**
 * The desktop's CLIPBOARD as Unicode text (never PRIMARY). Lives in the desktop thread. start()
 * and stop() strictly alternate. Text over 1 MiB of UTF-8 is left alone, either way.
 */
class HostClipboard : public QObject {
    Q_OBJECT

public:
    static constexpr int maxUtf8Bytes = 1024 * 1024;

    using QObject::QObject;

    /** Emits the present text, if there is any, then each change. */
    virtual void start() = 0;
    /** Text that a viewer put there stays there as long as the platform can keep it. */
    virtual void stop() = 0;
    virtual void setText(const QString &text) = 0;

signals:
    /** Somebody on the host copied; never an echo of setText(). */
    void textChanged(const QString &text);
    /** What was copied is no longer to be had: taken back, or followed by something else. */
    void textGone();
};

} // namespace oriel
