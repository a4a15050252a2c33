#pragma once

#include <QProcess>
#include <QStringList>

namespace oriel::test {

/** A private X server, ended with the object. */
class XServer {
public:
    ~XServer();

    /** Waits until it takes clients. `program` "Xvfb" or "Xvnc". */
    bool start(const QStringList &arguments = {}, const QString &program = QStringLiteral("Xvfb"),
               const QString &geometry = QStringLiteral("640x480"), int depth = 24);
    QString display() const { return m_display; }
    /** As if it crashed. */
    void kill();
    /** Runs a program of the X server's display to its end. */
    bool run(const QString &program, const QStringList &arguments) const;

private:
    QProcess m_process;
    QString m_display;
};

} // namespace oriel::test
