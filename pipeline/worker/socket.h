// Frames over a stream socket, one of them with a descriptor (unix(7)).
#pragma once

#include <string>
#include <string_view>

#include "pipeline/base/descriptor.h"

namespace bmas::worker {

// A length and that many bytes; false when nobody listens any more.
bool SendFrame(int socket, std::string_view bytes);

// The same, with a descriptor that the other side then owns a copy of.
bool SendJob(int socket, std::string_view bytes, int descriptor);

// Waits for a frame with its descriptor; false at the end of the stream.
bool ReceiveJob(int socket, std::string* bytes, Descriptor* descriptor);

}  // namespace bmas::worker
