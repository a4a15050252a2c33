#include "proxy/HttpRequestParser.h"

#include <algorithm>
#include <cstring>

namespace oriel::HttpRequestParser {

namespace {

bool isTokenCharacter(char c) // RFC 9110 §5.6.2
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
        || (c != '\0' && std::strchr("!#$%&'*+-.^_`|~", c));
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

/** No control characters besides the tab: they have no place in any value that we read. */
bool isFieldValue(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
    });
}

bool isTarget(QByteArrayView text)
{
    return text.startsWith('/') && std::all_of(text.begin(), text.end(), [](char c) {
               return c > 0x20 && c < 0x7f && c != '#' && c != '"' && c != '<' && c != '>'
                   && c != '\\';
           });
}

Result refused(int error)
{
    Result result;
    result.status = Status::Refused;
    result.error = error;
    return result;
}

/** The limits of a head that may still be growing; 0 if they are kept. */
int headError(QByteArrayView head)
{
    qsizetype lineStart = 0;
    for (qsizetype i = 0; i <= head.size(); ++i) {
        const bool atEnd = i == head.size();
        if (!atEnd && head[i] != '\n')
            continue;
        if (i - lineStart > maxLine)
            return lineStart == 0 ? 414 : 431;
        if (!atEnd && (i == 0 || head[i - 1] != '\r'))
            return 400;
        lineStart = i + 1;
    }
    return head.size() > maxHead ? 431 : 0;
}

int parseRequestLine(QByteArrayView line, HttpRequest &request)
{
    const QList<QByteArray> words = line.toByteArray().split(' ');
    if (words.size() != 3 || !isToken(words[0]) || !isTarget(words[1]))
        return 400;
    if (words[2] != "HTTP/1.1" && words[2] != "HTTP/1.0")
        return 400;
    request.method = words[0];
    request.minorVersion = words[2].back() - '0';
    const qsizetype mark = words[1].indexOf('?');
    request.path = mark < 0 ? words[1] : words[1].left(mark);
    if (mark >= 0)
        request.query = words[1].mid(mark + 1);
    return 0;
}

int parseField(QByteArrayView line, HttpRequest &request)
{
    const qsizetype colon = line.indexOf(':');
    // A blank before the colon, or in front of a folded line, makes no token.
    if (colon < 1 || !isToken(line.first(colon)) || !isFieldValue(line.sliced(colon + 1)))
        return 400;
    if (request.fields.size() == maxFields)
        return 431;
    request.fields.append({line.first(colon).toByteArray().toLower(),
                           line.sliced(colon + 1).trimmed().toByteArray()});
    return 0;
}

int parseHead(QByteArrayView head, HttpRequest &request)
{
    bool first = true;
    while (!head.isEmpty()) {
        const qsizetype end = head.indexOf("\r\n");
        const QByteArrayView line = head.first(end);
        if (line.contains('\r'))
            return 400;
        const int error = first ? parseRequestLine(line, request) : parseField(line, request);
        if (error)
            return error;
        first = false;
        head = head.sliced(end + 2);
    }
    return 0;
}

/** Size of the body, or minus the status to answer. */
qsizetype bodySize(const HttpRequest &request, const BodyLimit &limit)
{
    if (request.count("transfer-encoding") > 0)
        return -501;
    const qsizetype count = request.count("content-length");
    if (count == 0)
        return 0;
    const QByteArray text = request.field("content-length");
    const bool digits = !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (count > 1 || !digits)
        return -400;
    bool fits = false;
    const qlonglong size = text.toLongLong(&fits);
    const qsizetype most = limit ? limit(request) : maxBody;
    return fits && size <= most ? static_cast<qsizetype>(size) : -413;
}

} // namespace

Result parse(const QByteArray &bytes, const BodyLimit &limit)
{
    const qsizetype blank = bytes.indexOf("\r\n\r\n");
    const qsizetype headSize = blank < 0 ? bytes.size() : blank + 4;
    if (const int error = headError(QByteArrayView(bytes).first(headSize)))
        return refused(error);
    if (blank < 0)
        return {};

    Result result;
    result.headSize = headSize;
    if (const int error = parseHead(QByteArrayView(bytes).first(blank + 2), result.request))
        return refused(error);
    const qsizetype body = bodySize(result.request, limit);
    if (body < 0)
        return refused(static_cast<int>(-body));
    result.size = headSize + body;
    if (bytes.size() < result.size)
        return result;
    result.status = Status::Complete;
    result.request.body = bytes.mid(headSize, body);
    return result;
}

} // namespace oriel::HttpRequestParser
