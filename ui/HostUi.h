#pragma once

#include "session/Settings.h"
#include "session/SharingSession.h"

#include <QObject>
#include <QString>
#include <QUrl>
#include <qwindowdefs.h>

#include <memory>

namespace oriel {

/** What the About box tells. */
struct AboutInfo {
    QString version;
    QString logFile;
    QUrl documentation = {}; ///< empty: none to point at
};

/**
 * Everything the host sees: tray icon and menu, share window, prompts, files, preferences, about,
 * notifications. Lives in the gui thread. It shows what SharingSession says and calls its slots;
 * it owns no rule. Without a system tray the share window stands in for the tray.
 */
class HostUi : public QObject {
    Q_OBJECT

public:
    /** `session` and `settings` outlive it. */
    HostUi(SharingSession &session, Settings &settings, AboutInfo about, QObject *parent = nullptr);
    ~HostUi() override;

    /** Shows the tray icon, or the share window where there is no tray. */
    void show();
    /** Any of the windows, by which the platform knows all of this process's. */
    WId windowId() const;

public slots:
    /** A second start: the share window comes to the front. */
    void bringToFront();

signals:
    /** Quit was chosen (the session, if any, is to be stopped first). */
    void quitRequested();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace oriel
