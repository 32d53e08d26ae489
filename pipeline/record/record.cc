#include "pipeline/record/record.h"

namespace bmas::record {

const char* Name(Status status) {
  switch (status) {
    case Status::kOk:
      return "ok";
    case Status::kPartial:
      return "partial";
    case Status::kFailed:
      return "failed";
  }
  return "failed";
}

}  // namespace bmas::record
