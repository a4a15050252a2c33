#include "session/SourceAddress.h"

#include <QStringList>

namespace oriel {

QString sourceOf(const QString &address)
{
    constexpr int groupsInAll = 8; // RFC 4291 §2.2
    constexpr int groupsOfNetwork = 4;
    if (!address.contains(u':'))
        return address;
    const auto groupsOf = [](const QString &text) {
        return text.isEmpty() ? QStringList() : text.split(u':');
    };
    const qsizetype gap = address.indexOf(u"::");
    QStringList groups = groupsOf(gap < 0 ? address : address.left(gap));
    if (gap >= 0) {
        const QStringList tail = groupsOf(address.mid(gap + 2));
        // An IPv4 address at the end stands for two groups.
        qsizetype size = groups.size() + tail.size();
        if (!tail.isEmpty() && tail.last().contains(u'.'))
            ++size;
        for (; size < groupsInAll; ++size)
            groups.append(QStringLiteral("0"));
        groups += tail;
    }
    return groups.mid(0, groupsOfNetwork).join(u':') + QStringLiteral("::/64");
}

} // namespace oriel
