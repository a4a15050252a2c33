#include "app/MakeAuthority.h"

#include "proxy/AuthorityStore.h"

#include <QFileInfo>
#include <QSysInfo>

#include <cstdio>

namespace oriel {

int MakeAuthority::run(const QString &directory)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const bool exists = QFileInfo::exists(AuthorityStore::keyFile(directory));
    if (!exists) {
        const QString problem = AuthorityStore::create(directory, QSysInfo::machineHostName(), now);
        if (!problem.isEmpty()) {
            std::fprintf(stderr, "oriel: %s\n", qPrintable(problem));
            return 1;
        }
    }
    const auto authority = AuthorityStore::load(directory, now);
    if (!authority) {
        std::fprintf(stderr, "oriel: %s\n",
                     qPrintable(tr("%1 cannot be used: remove it and run oriel --make-ca again")
                                    .arg(AuthorityStore::keyFile(directory))));
        return 1;
    }
    const QString text = (exists ? tr("There is a certificate authority already.")
                                 : tr("Made a certificate authority."))
        + QStringLiteral("\n\n")
        + tr("Its certificate: %1").arg(AuthorityStore::certificateFile(directory))
        + QLatin1Char('\n') + tr("SHA-256: %1").arg(AuthorityStore::fingerprint(*authority))
        + QStringLiteral("\n\n")
        + tr("From the next session on Oriel's certificate is issued by it. Devices that trust it "
             "no "
             "longer warn. It can vouch for private addresses and names in .local, .home.arpa and "
             "localhost only. Copy the certificate to a device and install it there:\n\n"
             "  Linux      certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n Oriel -i ca.crt "
             "(Chromium);\n"
             "             Firefox: Settings, Certificates, View, Authorities, Import\n"
             "  Windows    open the file, Install, \"Trusted Root Certification Authorities\"\n"
             "  macOS      open the file, then in Keychain Access: Trust, Always\n"
             "  iOS        open the file, install the profile in Settings, then switch it on "
             "under\n"
             "             General, About, Certificate Trust Settings\n"
             "  Android    Settings, Security, Encryption, Install a certificate, CA "
             "certificate\n\n"
             "Never give away the file with the key: %1\n")
              .arg(AuthorityStore::keyFile(directory));
    std::fputs(text.toUtf8().constData(), stdout);
    return 0;
}

} // namespace oriel
