// The settings file, whatever somebody's editor or disk made of it. Input: the file.
#include "session/Settings.h"
#include "tests/fuzz/Fuzz.h"

#include <QFile>
#include <QTemporaryDir>

using namespace oriel;

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    static const QTemporaryDir folder;
    static quint64 number = 0; // QSettings remembers files by name
    const QString name = folder.filePath(QString::number(++number));
    const QByteArray bytes = fuzz::toBytes(data, size);
    QFile file(name);
    fuzz::require(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size(),
                  "the file can be written");
    file.close();
    {
        const Settings settings(name);
        const SessionPolicy policy = settings.policy();
        fuzz::require(policy.maxViewers >= 1 && policy.maxViewers <= 16, "1 to 16 viewers");
        fuzz::require(policy.port >= 1024, "no privileged port");
        fuzz::require(policy.timeout >= std::chrono::milliseconds(0)
                          && policy.timeout <= std::chrono::hours(24),
                      "up to a day of inactivity");
        fuzz::require(policy.fileLimit >= 0 && policy.fileLimit <= qint64(1) << 40,
                      "files up to a tebibyte");
        fuzz::require(policy.fileFolder.isEmpty() || policy.fileFolder.startsWith(QLatin1Char('/')),
                      "no folder that depends on where the program was started");
        fuzz::require(policy.consent || bytes.contains("consent"),
                      "nobody comes in unasked unless the file says so");
        settings.preferredAddress();
    }
    QFile::remove(name);
    return 0;
}
