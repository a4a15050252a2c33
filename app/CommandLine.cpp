#include "app/CommandLine.h"

#include "app/PasswordFile.h"
#include "session/FileToSend.h"

#include <QCommandLineParser>
#include <QFileInfo>
#include <QHostAddress>

#include <cmath>
#include <limits>

namespace oriel {

namespace {

/** One option of the command line. `value` null: a switch. */
struct Option {
    const char *name;
    const char *value;
    const char *help;
};

// The help's order. Groups are told apart by empty names.
constexpr Option options[] = {
    {"share", nullptr,
     QT_TRANSLATE_NOOP("oriel::CommandLine",
                       "start sharing at once (in the running instance, if there is one)")},
    {"stop", nullptr,
     QT_TRANSLATE_NOOP("oriel::CommandLine", "stop sharing in the running instance")},
    {"status", nullptr,
     QT_TRANSLATE_NOOP("oriel::CommandLine",
                       "print the running instance's state as one JSON object")},
    {"allow", "N", QT_TRANSLATE_NOOP("oriel::CommandLine", "let in viewer N, who asks")},
    {"refuse", "N", QT_TRANSLATE_NOOP("oriel::CommandLine", "turn away viewer N, who asks")},
    {"kick", "N", QT_TRANSLATE_NOOP("oriel::CommandLine", "remove viewer N")},
    {"renew", nullptr,
     QT_TRANSLATE_NOOP("oriel::CommandLine", "make a new password; the unspent one is void")},
    {"take", "N", QT_TRANSLATE_NOOP("oriel::CommandLine", "take file N, which a viewer sends")},
    {"refuse-file", "N", QT_TRANSLATE_NOOP("oriel::CommandLine", "do not take file N")},
    {"cancel-file", "N",
     QT_TRANSLATE_NOOP("oriel::CommandLine", "end the transfer of file N, either way")},
    {"send-file", "PATH",
     QT_TRANSLATE_NOOP("oriel::CommandLine", "offer a file to the viewers, for download")},
    {"pid", "N",
     QT_TRANSLATE_NOOP("oriel::CommandLine",
                       "which instance the options above mean, if several run")},
    {"make-ca", nullptr,
     QT_TRANSLATE_NOOP("oriel::CommandLine",
                       "make a certificate authority of your own, and say how to install it")},
    {"headless", nullptr,
     QT_TRANSLATE_NOOP("oriel::CommandLine",
                       "no window, no tray: share at once until a signal or the timeout")},
    {"listen", "ADDRESS:PORT",
     QT_TRANSLATE_NOOP(
         "oriel::CommandLine",
         "default: all interfaces, port 6080 or the next free one; port 0: any free one")},
    {"display", ":N",
     QT_TRANSLATE_NOOP("oriel::CommandLine", "which X display (default $DISPLAY)")},
    {"view-only", nullptr, QT_TRANSLATE_NOOP("oriel::CommandLine", "viewers may look, not touch")},
    {"max-viewers", "N",
     QT_TRANSLATE_NOOP("oriel::CommandLine", "how many may watch at once (default 1)")},
    {"timeout", "MINUTES",
     QT_TRANSLATE_NOOP("oriel::CommandLine",
                       "stop when no viewer did anything for so long; 0: never (default 15)")},
    {"expire", "MINUTES",
     QT_TRANSLATE_NOOP("oriel::CommandLine",
                       "an unused link dies after this; 0: never (default 60)")},
    {"password-file", "FILE",
     QT_TRANSLATE_NOOP("oriel::CommandLine",
                       "a reusable password instead of one-time ones (\"-\": standard input)")},
    {"consent", nullptr, QT_TRANSLATE_NOOP("oriel::CommandLine", "ask before each viewer")},
    {"no-clipboard", nullptr, QT_TRANSLATE_NOOP("oriel::CommandLine", "no clipboard either way")},
    {"files", "DIR",
     QT_TRANSLATE_NOOP("oriel::CommandLine",
                       "where viewers' files go (default: the folder for downloads)")},
    {"file-limit", "MIB",
     QT_TRANSLATE_NOOP("oriel::CommandLine",
                       "no larger files, either way; 0: no files at all (default 2048)")},
    {"take-files", nullptr,
     QT_TRANSLATE_NOOP("oriel::CommandLine", "take what viewers send without asking")},
    {"cert", "FILE", QT_TRANSLATE_NOOP("oriel::CommandLine", "TLS certificate chain, PEM")},
    {"key", "FILE", QT_TRANSLATE_NOOP("oriel::CommandLine", "TLS private key, PEM")},
    {"public-url", "URL",
     QT_TRANSLATE_NOOP("oriel::CommandLine",
                       "the address that a reverse proxy gives us, path prefix included")},
    {"behind-proxy", nullptr,
     QT_TRANSLATE_NOOP(
         "oriel::CommandLine",
         "plain http, for a TLS-terminating proxy on this machine; needs --public-url")},
    {"json", nullptr,
     QT_TRANSLATE_NOOP("oriel::CommandLine", "events on standard output, one JSON object a line")},
    {"help", nullptr, QT_TRANSLATE_NOOP("oriel::CommandLine", "show this help")},
    {"version", nullptr, QT_TRANSLATE_NOOP("oriel::CommandLine", "show the version")},
};

class Reader {
    Q_DECLARE_TR_FUNCTIONS(oriel::CommandLine)

public:
    std::variant<Invocation, UsageError> read(const QStringList &arguments);

private:
    bool isSet(const char *name) const { return m_parser.isSet(QLatin1String(name)); }
    QString value(const char *name) const { return m_parser.value(QLatin1String(name)); }
    void fail(const QString &message)
    {
        if (m_error.isEmpty())
            m_error = message;
    }

    void readAction();
    void readListen();
    void readNumbers();
    void readPassword();
    void readCertificate();
    void readFiles();
    void readFileToSend();
    void readProxy();
    void checkTogether();
    std::optional<double> minutes(const char *name, double most);
    std::optional<int> number(const char *name, int least, int most);

    QCommandLineParser m_parser;
    Invocation m_result;
    QString m_error;
};

std::variant<Invocation, UsageError> Reader::read(const QStringList &arguments)
{
    m_parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    for (const Option &option : options) {
        QCommandLineOption entry(QString::fromLatin1(option.name));
        if (option.value)
            entry.setValueName(QString::fromLatin1(option.value));
        m_parser.addOption(entry);
    }
    if (!m_parser.parse(QStringList(QStringLiteral("oriel")) + arguments))
        return UsageError{tr("%1 (see oriel --help)").arg(m_parser.errorText())};
    if (!m_parser.positionalArguments().isEmpty())
        return UsageError{tr("unexpected argument %1 (see oriel --help)")
                              .arg(m_parser.positionalArguments().constFirst())};
    readAction();
    if (m_result.action == Invocation::Action::Help
        || m_result.action == Invocation::Action::Version)
        return m_result;
    readListen();
    readNumbers();
    readCertificate();
    readFiles();
    readFileToSend();
    readProxy();
    checkTogether();
    if (m_error.isEmpty())
        readPassword();
    if (!m_error.isEmpty())
        return UsageError{m_error};
    return m_result;
}

void Reader::readAction()
{
    using Action = Invocation::Action;
    constexpr std::pair<const char *, Action> actions[] = {
        {"help", Action::Help},
        {"version", Action::Version},
        {"headless", Action::Headless},
        {"share", Action::Share},
        {"stop", Action::Stop},
        {"status", Action::Status},
        {"allow", Action::Allow},
        {"refuse", Action::Refuse},
        {"kick", Action::Kick},
        {"renew", Action::Renew},
        {"take", Action::Take},
        {"refuse-file", Action::RefuseFile},
        {"cancel-file", Action::CancelFile},
        {"send-file", Action::SendFile},
        {"make-ca", Action::MakeCa},
    };
    const char *chosen = nullptr;
    for (const auto &[name, action] : actions) {
        if (!isSet(name))
            continue;
        if (chosen && m_result.action != Action::Help && m_result.action != Action::Version)
            fail(tr("--%1 and --%2 do not go together")
                     .arg(QLatin1String(chosen), QLatin1String(name)));
        if (!chosen)
            m_result.action = action;
        chosen = chosen ? chosen : name;
    }
    m_result.json = isSet("json");
    for (const char *name : {"allow", "refuse", "kick"}) {
        if (const auto viewer = number(name, 1, 1'000'000'000))
            m_result.viewer = *viewer;
    }
    for (const char *name : {"take", "refuse-file", "cancel-file"}) {
        if (const auto file = number(name, 1, 1'000'000'000))
            m_result.file = *file;
    }
    if (const auto pid = number("pid", 1, 1'000'000'000))
        m_result.pid = *pid;
}

void Reader::readListen()
{
    if (!isSet("listen"))
        return;
    const QString given = value("listen");
    const auto colon = given.lastIndexOf(QLatin1Char(':'));
    bool numeric = false;
    const int port = given.mid(colon + 1).toInt(&numeric);
    QString host = given.left(qMax<qsizetype>(colon, 0));
    if (host.startsWith(QLatin1Char('[')) && host.endsWith(QLatin1Char(']')))
        host = host.mid(1, host.size() - 2);
    else if (host.contains(QLatin1Char(':')))
        numeric = false; // an IPv6 address without its brackets
    if (host == QLatin1String("localhost"))
        host = QStringLiteral("127.0.0.1");
    const QHostAddress address(host);
    if (colon < 0 || !numeric || port < 0 || port > 65535
        || (!host.isEmpty() && address.isNull())) {
        fail(tr("--listen needs ADDRESS:PORT, such as 127.0.0.1:6080 or [::1]:0, not %1")
                 .arg(given));
        return;
    }
    m_result.options.listenAddress = host.isEmpty() ? QString() : address.toString();
    m_result.options.port = static_cast<quint16>(port);
}

void Reader::readNumbers()
{
    m_result.options.maxViewers = number("max-viewers", 1, SessionOptions::mostViewers);
    m_result.options.timeoutMinutes = minutes("timeout", double(SessionOptions::longest.count()));
    m_result.options.expireMinutes = minutes("expire", double(SessionOptions::longest.count()));
    if (isSet("view-only"))
        m_result.options.viewOnly = true;
    if (isSet("consent"))
        m_result.options.consent = true;
    if (isSet("no-clipboard"))
        m_result.options.clipboard = false;
    if (isSet("display"))
        m_result.options.display = value("display");
}

void Reader::readPassword()
{
    if (!isSet("password-file"))
        return;
    const auto password = PasswordFile::read(value("password-file"));
    if (const auto *error = std::get_if<PasswordFile::Error>(&password))
        fail(error->message);
    else
        m_result.options.password = std::get<QByteArray>(password);
}

void Reader::readCertificate()
{
    if (isSet("cert") != isSet("key")) {
        fail(tr("--cert and --key belong together: give both"));
        return;
    }
    // Absolute, since a running instance has another working folder.
    if (isSet("cert")) {
        m_result.options.certificateFile = QFileInfo(value("cert")).absoluteFilePath();
        m_result.options.keyFile = QFileInfo(value("key")).absoluteFilePath();
    }
}

void Reader::readFiles()
{
    if (const auto limit = number("file-limit", 0, int(SessionOptions::mostFileMebibytes)))
        m_result.options.fileMebibytes = *limit;
    if (isSet("take-files"))
        m_result.options.takeFiles = true;
    if (!isSet("files"))
        return;
    const QFileInfo folder(value("files"));
    if (value("files").isEmpty() || !folder.isDir())
        fail(tr("--files needs a folder that exists, not %1").arg(value("files")));
    else if (!folder.isWritable())
        fail(tr("--files needs a folder that you may write to, not %1").arg(value("files")));
    m_result.options.fileFolder = folder.absoluteFilePath();
}

void Reader::readFileToSend()
{
    if (!isSet("send-file"))
        return;
    // The running instance knows the limit, and this process where a relative path begins.
    m_result.path = QFileInfo(value("send-file")).absoluteFilePath();
    const QString problem = FileToSend::problem(m_result.path, std::numeric_limits<qint64>::max());
    if (!problem.isEmpty())
        fail(problem);
}

void Reader::readProxy()
{
    if (isSet("public-url")) {
        const QUrl url(value("public-url"), QUrl::StrictMode);
        const bool http =
            url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
        if (!url.isValid() || !http || url.host().isEmpty() || !url.userInfo().isEmpty())
            fail(
                tr("--public-url needs an http or https address, not %1").arg(value("public-url")));
        m_result.options.publicUrl = url.toString(QUrl::FullyEncoded);
    }
    if (!isSet("behind-proxy"))
        return;
    m_result.options.behindProxy = true;
    if (!isSet("public-url"))
        fail(tr("--behind-proxy needs --public-url, the address that the proxy gives us"));
    if (!m_result.options.listenAddress)
        m_result.options.listenAddress = QStringLiteral("127.0.0.1");
    if (!QHostAddress(*m_result.options.listenAddress).isLoopback())
        fail(tr("--behind-proxy speaks plain http, so it needs a loopback address: add --listen "
                "127.0.0.1:6080"));
    if (isSet("cert"))
        fail(tr("--behind-proxy speaks plain http: leave --cert and --key to the proxy"));
}

void Reader::checkTogether()
{
    using Action = Invocation::Action;
    const bool shares = m_result.action == Action::Headless || m_result.action == Action::Share;
    if (!shares && !m_result.options.isEmpty())
        fail(tr("options of a session need --headless or --share"));
    if (!shares && isSet("password-file"))
        fail(tr("--password-file needs --headless or --share"));
    if (m_result.json && m_result.action != Action::Headless)
        fail(tr("--json needs --headless"));
    const bool starts =
        shares || m_result.action == Action::Tray || m_result.action == Action::MakeCa;
    if (m_result.pid && starts)
        fail(tr("--pid goes with what acts on a running instance, such as --stop or --allow"));
}

std::optional<double> Reader::minutes(const char *name, double most)
{
    if (!isSet(name))
        return std::nullopt;
    bool ok = false;
    const double result = value(name).toDouble(&ok);
    if (ok && std::isfinite(result) && result >= 0 && result <= most)
        return result;
    fail(tr("--%1 needs minutes from 0 to %2, not %3")
             .arg(QLatin1String(name))
             .arg(most)
             .arg(value(name)));
    return std::nullopt;
}

std::optional<int> Reader::number(const char *name, int least, int most)
{
    if (!isSet(name))
        return std::nullopt;
    bool ok = false;
    const int result = value(name).toInt(&ok);
    if (ok && result >= least && result <= most)
        return result;
    fail(tr("--%1 needs a number from %2 to %3, not %4")
             .arg(QLatin1String(name))
             .arg(least)
             .arg(most)
             .arg(value(name)));
    return std::nullopt;
}

} // namespace

std::variant<Invocation, UsageError> CommandLine::parse(const QStringList &arguments)
{
    return Reader().read(arguments);
}

QString CommandLine::help()
{
    QString text = tr("Usage: oriel [OPTION]…\nShare this desktop with anyone who has a browser. "
                      "Without options: start in the tray.\n\n");
    for (const Option &option : options) {
        QString left = QStringLiteral("  --") + QLatin1String(option.name);
        if (option.value)
            left += QLatin1Char(' ') + QLatin1String(option.value);
        text += left.leftJustified(26) + tr(option.help) + QLatin1Char('\n');
    }
    return text;
}

} // namespace oriel
