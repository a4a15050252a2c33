// Addresses and passwords as people give them. Input: a form, then UTF-8.
#include "session/OneTimePassword.h"
#include "session/ShareLink.h"
#include "tests/fuzz/Fuzz.h"

#include <QHostAddress>

using namespace oriel;

namespace {

void checkPublicUrl(const QString &text)
{
    const QUrl given(text, QUrl::StrictMode);
    if (!given.isValid() || given.host().isEmpty())
        return;
    const QString base = ShareLink::base(given);
    fuzz::require(ShareLink::base(QUrl(base)) == base, "a base stays as it is");
    const QUrl link(ShareLink::withPassword(base, QStringLiteral("K7QM3XWP")));
    fuzz::require(link.isValid() && link.fragment() == QLatin1String("K7QM3XWP"),
                  "the password is the fragment");
    fuzz::require(link.host() == given.host() && link.port() == given.port()
                      && link.scheme() == given.scheme(),
                  "the link leads to the address that was given");
}

void checkHost(const QString &host)
{
    // Own addresses are all that is ever asked for; a zone names an interface of this machine.
    const QHostAddress address(host);
    if (address.isNull() || !address.scopeId().isEmpty())
        return;
    const QUrl link(ShareLink::base(address.toString(), 6080));
    fuzz::require(QHostAddress(link.host()) == address
                      && (link.port() == 6080 && link.path() == QLatin1String("/")
                          && link.userInfo().isEmpty() && !link.hasFragment()),
                  "a host stays a host");
}

/** Typed: the right password with the input's characters put in between. */
void checkTyped(const QString &noise)
{
    const OneTimePassword password = OneTimePassword::generate();
    fuzz::require(password.matches(password.text())
                      && password.matches(password.display().toLower()),
                  "the password matches itself");
    QString typed = password.text();
    qsizetype strange = 0;
    for (qsizetype i = 0; i < noise.size(); ++i) {
        strange += !noise[i].isSpace() && noise[i] != QLatin1Char('-');
        typed.insert(qsizetype(noise[i].unicode() % (typed.size() + 1)), noise[i]);
    }
    fuzz::require(password.matches(typed) == (strange == 0), "blanks and dashes only are ignored");
    fuzz::require(!OneTimePassword().matches(noise), "no password matches nothing");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    QByteArray bytes = fuzz::toBytes(data, size);
    const quint8 form = fuzz::takeByte(bytes);
    const QString text = QString::fromUtf8(bytes);
    switch (form % 3) {
    case 0: checkPublicUrl(text); break;
    case 1: checkHost(text); break;
    default: checkTyped(text.left(64)); break;
    }
    return 0;
}
