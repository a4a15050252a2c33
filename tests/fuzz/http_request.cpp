// The HTTP parser. Input: how it arrives, then the bytes of a connection.
#include "proxy/HttpRequestParser.h"
#include "tests/fuzz/Fuzz.h"

#include <algorithm>

using namespace oriel;
using HttpRequestParser::Result;
using HttpRequestParser::Status;

namespace {

bool isClean(const QByteArray &text)
{
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

void checkComplete(const Result &result, const QByteArray &bytes)
{
    const HttpRequest &request = result.request;
    fuzz::require(result.headSize <= HttpRequestParser::maxHead, "no head is above its limit");
    fuzz::require(request.body.size() <= HttpRequestParser::maxBody, "no body is, either");
    fuzz::require(request.fields.size() <= HttpRequestParser::maxFields, "nor the fields' number");
    fuzz::require(result.size <= bytes.size(), "a request is no longer than what came");
    fuzz::require(bytes.mid(result.headSize, result.size - result.headSize) == request.body,
                  "the body stands behind the head");
    fuzz::require(request.path.startsWith('/') && isClean(request.path + request.query),
                  "a target is a path in one line");
    for (const HttpRequest::Field &field : request.fields)
        fuzz::require(isClean(field.name + field.value) && field.name == field.name.toLower(),
                      "a field is one line, its name lower case");
}

bool isSame(const HttpRequest &a, const HttpRequest &b)
{
    const auto sameField = [](const HttpRequest::Field &x, const HttpRequest::Field &y) {
        return x.name == y.name && x.value == y.value;
    };
    return a.method == b.method && a.path == b.path && a.query == b.query && a.body == b.body
        && a.minorVersion == b.minorVersion
        && std::equal(a.fields.begin(), a.fields.end(), b.fields.begin(), b.fields.end(),
                      sameField);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    QByteArray bytes = fuzz::toBytes(data, size);
    const quint8 seed = fuzz::takeByte(bytes);
    const Result whole = HttpRequestParser::parse(bytes);
    if (whole.status == Status::Complete)
        checkComplete(whole, bytes);

    QByteArray sofar;
    Result inPieces;
    for (const QByteArray &piece : fuzz::inPieces(bytes, seed)) {
        sofar += piece;
        inPieces = HttpRequestParser::parse(sofar);
        if (inPieces.status != Status::Incomplete)
            break;
    }
    fuzz::require(inPieces.status == whole.status, "pieces are judged as the whole");
    fuzz::require(inPieces.size == whole.size && isSame(inPieces.request, whole.request),
                  "pieces make the same request as the whole");
    return 0;
}
