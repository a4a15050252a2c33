#include "proxy/HttpRequest.h"

#include <algorithm>

namespace oriel {

QByteArray HttpRequest::field(QByteArrayView name) const
{
    for (const Field &field : fields) {
        if (field.name == name)
            return field.value;
    }
    return {};
}

qsizetype HttpRequest::count(QByteArrayView name) const
{
    return std::count_if(fields.begin(), fields.end(),
                         [&](const Field &field) { return field.name == name; });
}

bool HttpRequest::listHolds(QByteArrayView name, QByteArrayView token) const
{
    for (const Field &field : fields) {
        if (field.name != name)
            continue;
        const QList<QByteArray> items = field.value.split(',');
        for (const QByteArray &item : items) {
            if (item.trimmed().compare(token, Qt::CaseInsensitive) == 0)
                return true;
        }
    }
    return false;
}

bool HttpRequest::keepsAlive() const
{
    return minorVersion >= 1 && !listHolds("connection", "close");
}

} // namespace oriel
