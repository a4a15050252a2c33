#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

namespace oriel {

/**
 * The desktop's CLIPBOARD (never PRIMARY): Unicode text, or a picture where there is no text. Lives
 * in the desktop thread. start() and stop() strictly alternate. What is larger than the limits is
 * left alone, either way.
 */
class HostClipboard : public QObject {
    Q_OBJECT

public:
    static constexpr int maxUtf8Bytes = 1024 * 1024;
    static constexpr int maxPictureBytes = 8 * 1024 * 1024;

    using QObject::QObject;

    /** Emits what is there, if there is anything, then each change. */
    virtual void start() = 0;
    /** What a viewer put there stays there as long as the platform can keep it. */
    virtual void stop() = 0;
    virtual void setText(const QString &text) = 0;
    /** `png`: as a file of that kind has it. */
    virtual void setPicture(const QByteArray &png) = 0;

signals:
    /** Somebody on the host copied; never an echo of setText(). */
    void textChanged(const QString &text);
    /** What was copied is no longer to be had: taken back, or followed by something else. */
    void textGone();
    /** Behind textGone(): what was copied is a picture. Its bytes are as the program gave them. */
    void pictureChanged(const QByteArray &png);
    /** Behind textGone(): something was copied that is above the limits. */
    void tooLarge();
};

} // namespace oriel
