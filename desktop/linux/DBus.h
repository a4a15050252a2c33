#pragma once

#include <QDBusConnection>
#include <QDBusMessage>

#include <optional>

namespace oriel::DBus {

/** Nothing where no such bus runs: asking the library would try to start one. */
std::optional<QDBusConnection> sessionBus();
std::optional<QDBusConnection> systemBus();

/** A call that never starts the service it is for. */
QDBusMessage call(const QString &service, const QString &path, const QString &interface,
                  const QString &method, const QVariantList &arguments = {});

} // namespace oriel::DBus
