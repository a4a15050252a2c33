#pragma once

#include "desktop/HostClipboard.h"

namespace oriel {

class FakeRecorder;

/** Records {"type":"clipboard","text":"…"}; copy() plays somebody who copies on the host. */
class FakeClipboard : public HostClipboard {
    Q_OBJECT

public:
    explicit FakeClipboard(FakeRecorder &recorder);

    void start() override;
    void stop() override;
    void setText(const QString &text) override;

    void copy(const QString &text);

private:
    FakeRecorder &m_recorder;
    bool m_running = false;
    QString m_text;
};

} // namespace oriel
