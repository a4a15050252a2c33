#pragma once

#include "desktop/HostClipboard.h"

namespace oriel {

class FakeRecorder;

/**
 * Records {"type":"clipboard","text":"…"} and {"type":"clipboard","picture":"base64"}; copy…() play
 * somebody who copies on the host.
 */
class FakeClipboard : public HostClipboard {
    Q_OBJECT

public:
    explicit FakeClipboard(FakeRecorder &recorder);

    void start() override;
    void stop() override;
    void setText(const QString &text) override;
    void setPicture(const QByteArray &png) override;

    void copy(const QString &text);
    void copyPicture(const QByteArray &png);
    void copyTooMuch();

private:
    FakeRecorder &m_recorder;
    bool m_running = false;
    QString m_text;
};

} // namespace oriel
