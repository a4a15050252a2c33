#pragma once

#include "proxy/HttpRequest.h"

#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace oriel {

/**
 * Whether a request was meant for us (Host) and comes from our own page (Origin). Guards against
 * DNS rebinding and cross-site WebSockets: browsers apply no same-origin rule to either. Pure.
 */
class OriginCheck {
public:
    struct Rules {
        QStringList hosts; ///< own addresses and names; IPv6 without brackets
        quint16 port = 0;  ///< the real port
        QUrl publicUrl;
        bool behindProxy = false; ///< Host is not ours to judge, Origin must be the public one
    };
    enum class Origin { Optional, Required };

    OriginCheck() = default;
    explicit OriginCheck(Rules rules);

    /** 0, or the status to answer: 400 and 421 for the Host, 403 for the Origin. */
    int check(const HttpRequest &request, bool loopbackPeer, Origin origin) const;

private:
    struct Authority {
        QString host;  ///< lower case; an IPv6 address in its canonical form, without brackets
        int port = -1; ///< -1: not given
    };

    static std::optional<Authority> parse(const QByteArray &text);
    static bool isPublic(const Authority &authority, const QUrl &url);
    bool isOwn(const Authority &authority, bool loopbackPeer) const;
    int checkHost(const HttpRequest &request, bool loopbackPeer) const;
    bool isOriginAllowed(const QByteArray &origin, bool loopbackPeer) const;

    Rules m_rules;
};

} // namespace oriel
