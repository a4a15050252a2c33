// A line on the control socket and the session it asks for. Input: the line.
#include "app/SessionOptions.h"
#include "tests/fuzz/Fuzz.h"

#include <QJsonDocument>

using namespace oriel;

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const auto request = QJsonDocument::fromJson(fuzz::toBytes(data, size)).object();
    const auto options =
        SessionOptions::fromJson(request.value(QLatin1String("options")).toObject());
    if (!options)
        return 0;
    const SessionPolicy policy = options->appliedTo({});
    fuzz::require(policy.maxViewers >= 1 && policy.maxViewers <= SessionOptions::mostViewers,
                  "a number of viewers that the command line takes");
    fuzz::require(policy.timeout >= policy.timeout.zero() && policy.expire >= policy.expire.zero()
                      && policy.timeout <= SessionOptions::longest
                      && policy.expire <= SessionOptions::longest,
                  "times that the command line takes");
    const auto again = SessionOptions::fromJson(options->toJson());
    fuzz::require(again && again->toJson() == options->toJson(), "options travel unchanged");
    return 0;
}
