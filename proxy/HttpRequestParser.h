#pragma once

#include "proxy/HttpRequest.h"

#include <functional>

namespace oriel {

/**
 * Reads one HTTP/1.x request (RFC 9112), strictly: lines end in CRLF, no folding, no chunks, the
 * target in origin form. Pure: it is handed everything that was received so far, each time again,
 * so that the bytes of an upgrade can stay in the socket.
 */
namespace HttpRequestParser {

constexpr qsizetype maxLine = 8 * 1024;
constexpr qsizetype maxHead = 32 * 1024;
constexpr qsizetype maxFields = 100;
constexpr qsizetype maxBody = 4 * 1024; ///< unless a BodyLimit says something else

enum class Status {
    Incomplete, ///< more bytes are needed; limits are kept already
    Complete,
    Refused, ///< answer `error` and close: where the next request begins is unknown
};

struct Result {
    Status status = Status::Incomplete;
    int error = 0;          ///< 400, 413, 414, 431 or 501, with Refused
    qsizetype headSize = 0; ///< bytes of the head with its empty line, once it is complete
    qsizetype size = 0;     ///< bytes of the whole request, once the head is complete
    HttpRequest request;    ///< with Complete; before, but for the body, once the head is complete
};

/** How many bytes the body behind this head may have. */
using BodyLimit = std::function<qsizetype(const HttpRequest &head)>;

Result parse(const QByteArray &bytes, const BodyLimit &limit = {});

} // namespace HttpRequestParser
} // namespace oriel
