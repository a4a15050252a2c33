#pragma once

#include "desktop/CursorShape.h"
#include "vnc/ClientEncodings.h"

namespace oriel {

class RfbClient;

/** The pointer's picture in the forms that clients take. */
namespace CursorEncoder {

/** `form` is not Painted. `client` gives the pixel format that the Rich form needs. */
rfb::CodedRect encode(const CursorShape &shape, ClientEncodings::Cursor form,
                      const RfbClient &client);

} // namespace CursorEncoder
} // namespace oriel
