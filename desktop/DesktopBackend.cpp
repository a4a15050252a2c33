#include "desktop/DesktopBackend.h"

#include "desktop/Logging.h"

#ifdef ORIEL_BACKEND_FAKE
#include "desktop/fake/FakeBackend.h"
#endif
#ifdef ORIEL_BACKEND_X11
#include "desktop/x11/X11Backend.h"
#endif

#include <QStringList>

namespace oriel {

Q_LOGGING_CATEGORY(logDesktop, "oriel.desktop", QtInfoMsg)

namespace {

struct Candidate {
    QLatin1StringView name;
    /** Null if the choice doesn't mean this backend, or with a line in `error` if it fails. */
    std::unique_ptr<DesktopBackend> (*open)(const DesktopChoice &, FrameStore &, QString *error);
};

// In the order of trying. The only place that knows which backends there are.
constexpr Candidate candidates[] = {
#ifdef ORIEL_BACKEND_FAKE
    {QLatin1StringView("fake"), &FakeBackend::open},
#endif
#ifdef ORIEL_BACKEND_X11
    {QLatin1StringView("x11"), &X11Backend::open},
#endif
};

void logOpened(QLatin1StringView name, const DesktopBackend &backend)
{
    qCInfo(logDesktop).noquote() << "Desktop" << backend.name() << "through" << name;
    if (const QString limitations = backend.limitations(); !limitations.isEmpty())
        qCWarning(logDesktop).noquote() << limitations;
}

} // namespace

std::unique_ptr<DesktopBackend> DesktopBackend::open(const DesktopChoice &choice, FrameStore &store,
                                                     QString *error)
{
    QStringList errors;
    for (const Candidate &candidate : candidates) {
        if (!choice.backend.isEmpty() && choice.backend != candidate.name)
            continue;
        QString why;
        if (auto backend = candidate.open(choice, store, &why)) {
            logOpened(candidate.name, *backend);
            return backend;
        }
        if (!why.isEmpty())
            errors.append(why);
    }
    if (errors.isEmpty()) {
        errors.append(tr("There is no way to share this desktop in this build of the program."));
    }
    if (error)
        *error = errors.join(QLatin1Char(' '));
    return nullptr;
}

} // namespace oriel
