#include "app/Application.h"
#include "app/CommandLine.h"
#include "app/ControlClient.h"
#include "app/Log.h"
#include "app/MakeAuthority.h"
#include "app/UnixSignals.h"
#include "proxy/OpenSslExit.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QStandardPaths>
#include <QTranslator>

#include <cstdio>
#include <memory>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace oriel;

namespace {

constexpr int exitUsage = 2;
constexpr rlim_t wantedDescriptors = 4096;

/** 2,000 connections and their files need more descriptors than the usual 1,024. */
void raiseDescriptorLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wantedDescriptors)
        return;
    limit.rlim_cur = std::min(wantedDescriptors, limit.rlim_max);
    setrlimit(RLIMIT_NOFILE, &limit);
}

/** English first: it holds plural forms, and what the user's language has no word for. */
void installTranslations(QCoreApplication &application)
{
    const QString own = QStringLiteral(":/i18n");
    const QString qt = QLibraryInfo::path(QLibraryInfo::TranslationsPath);
    const std::tuple<QLocale, QString, QString> catalogues[] = {
        {QLocale(QLocale::English), QStringLiteral("oriel"), own},
        {QLocale(), QStringLiteral("qtbase"), qt},
        {QLocale(), QStringLiteral("oriel"), own}};
    for (const auto &[locale, name, folder] : catalogues) {
        auto translator = std::make_unique<QTranslator>(&application);
        if (translator->load(locale, name, QStringLiteral("_"), folder))
            QCoreApplication::installTranslator(translator.release());
    }
}

QString identityDirectory()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + QStringLiteral("/oriel");
}

int print(const QString &text)
{
    std::fputs(text.toUtf8().constData(), stdout);
    return 0;
}

int fail(const QString &message)
{
    std::fprintf(stderr, "oriel: %s\n", qPrintable(message));
    return exitUsage;
}

/** Without a display Qt would abort the process; so say it in one line before it tries. */
bool displayIsMissing()
{
    return qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY")
        && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

/** Exit code of a process that found a tray to hand its wish to. */
std::optional<int> handToRunningTray(const Invocation &invocation, int &argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    return ControlClient::handToTray(invocation);
}

int runTray(const Invocation &invocation, int &argc, char **argv)
{
    if (const auto code = handToRunningTray(invocation, argc, argv))
        return *code;
    if (displayIsMissing()) {
        std::fprintf(stderr, "%s\n",
                     "oriel: no display: set DISPLAY, or use --headless --display :N");
        return 1;
    }
    QApplication application(argc, argv);
    QApplication::setDesktopFileName(QStringLiteral("oriel"));
    QApplication::setQuitOnLastWindowClosed(false);
    installTranslations(application);
    return Application(invocation).run();
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication::setApplicationName(QStringLiteral("Oriel"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ORIEL_VERSION));
    ::umask(S_IRWXG | S_IRWXO); // whatever is written is the user's alone
    keepOpenSslAtExit();
    UnixSignals::block();
    Log::install();
    raiseDescriptorLimit();

    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const auto parsed = CommandLine::parse(arguments);
    if (const auto *error = std::get_if<UsageError>(&parsed))
        return fail(error->message);
    const auto &invocation = std::get<Invocation>(parsed);

    using Action = Invocation::Action;
    switch (invocation.action) {
    case Action::Help: return print(CommandLine::help());
    case Action::Version: return print(QStringLiteral("oriel " ORIEL_VERSION "\n"));
    case Action::Headless: {
        QCoreApplication application(argc, argv);
        installTranslations(application);
        return Application(invocation).run();
    }
    case Action::MakeCa: {
        QCoreApplication application(argc, argv);
        installTranslations(application);
        return MakeAuthority::run(identityDirectory());
    }
    case Action::Tray:
    case Action::Share: return runTray(invocation, argc, argv);
    default: {
        const QCoreApplication application(argc, argv);
        return ControlClient::act(invocation);
    }
    }
}
