#include "pipeline/batch/console.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <iostream>
#include <sstream>

#include "pipeline/base/clock.h"

namespace bmas::batch {
namespace {

std::string Duration(double seconds) {
  const long whole = std::lround(seconds);
  std::ostringstream text;
  if (whole >= 3600) text << whole / 3600 << ':' << std::setw(2);
  text << std::setfill('0') << whole / 60 % 60 << ':' << std::setw(2)
       << whole % 60;
  return text.str();
}

}  // namespace

Console::Console(bool json, bool quiet)
    : json_(json), quiet_(quiet), begun_(Clock::now()), last_(Clock::now()) {
  bar_ = !json_ && !quiet_ && isatty(STDERR_FILENO) != 0;
}

void Console::Line(const sink::JsonObject& object) {
  std::cerr << object.Line() << "\n" << std::flush;
}

void Console::ClearBar() {
  if (drawn_) std::cerr << "\r\x1b[K" << std::flush;
  drawn_ = false;
}

void Console::Error(const std::string& text) {
  ClearBar();
  if (json_) {
    Line(sink::JsonObject().Set("event", "error").Set("message", text));
  } else {
    std::cerr << text << "\n";
  }
}

void Console::Warn(const std::string& text) {
  warnings_.push_back(text);
  if (quiet_) return;
  ClearBar();
  if (json_) {
    Line(sink::JsonObject().Set("event", "warning").Set("message", text));
  } else {
    std::cerr << "warning: " << text << "\n";
  }
}

void Console::Document(const std::string& path, const char* reason,
                       const worker::Reply& reply, double seconds) {
  const bool good = reply.status == record::Status::kOk;
  if (!json_ || (quiet_ && good)) return;
  sink::JsonObject line;
  line.Set("event", "document").Set("path", path).Set("reason", reason);
  line.Set("status", record::Name(reply.status));
  if (reply.code) {
    line.Set("code", Name(*reply.code)).Set("message", reply.message);
  }
  Line(line.Set("seconds", seconds));
}

void Console::Progress(std::size_t done, std::size_t all) {
  if (all == 0 || (!bar_ && !json_) || quiet_) return;
  const double every = bar_ ? 0.2 : 10;
  if (SecondsSince(last_) < every) return;
  last_ = Clock::now();
  const double taken = SecondsSince(begun_);
  const double rate = static_cast<double>(done) / std::max(taken, 0.001);
  const double left =
      static_cast<double>(all - std::min(done, all)) / std::max(rate, 0.001);
  if (json_) {
    Line(sink::JsonObject()
             .Set("event", "progress")
             .Set("done", done)
             .Set("all", all)
             .Set("per_second", rate)
             .Set("seconds_left", done > 0 ? left : 0.0));
    return;
  }
  constexpr std::size_t kWidth = 30;  // columns: the line fits into 80
  const std::size_t full = std::min(done, all) * kWidth / all;
  std::cerr << "\r\x1b[K[" << std::string(full, '#')
            << std::string(kWidth - full, '.') << "] " << done << " of " << all
            << ", " << std::fixed << std::setprecision(1) << rate
            << std::defaultfloat << " per second";
  if (done > 0) std::cerr << ", " << Duration(left) << " left";
  std::cerr << std::flush;
  drawn_ = true;
}

void Console::Summary(const std::string& text, const sink::JsonObject& object) {
  ClearBar();
  if (json_) {
    sink::JsonObject line;
    Line(line.Set("event", "summary").Set("run", object));
  } else {
    std::cerr << text;
  }
}

}  // namespace bmas::batch
