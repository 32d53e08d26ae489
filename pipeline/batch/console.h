// What a run says on standard error while it goes on: text and a progress bar
// for a person, or one JSON object per line.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "pipeline/sink/json_object.h"
#include "pipeline/worker/messages.h"

namespace bmas::batch {

class Console {
 public:
  // `json`: lines for a machine; `quiet`: what is wrong alone.
  Console(bool json, bool quiet);
  ~Console() { ClearBar(); }
  Console(const Console&) = delete;
  Console& operator=(const Console&) = delete;

  // Whatever happens, it is said.
  void Error(const std::string& text);
  // Kept for the summary; said unless --quiet.
  void Warn(const std::string& text);
  void Document(const std::string& path, const char* reason,
                const worker::Reply& reply, double seconds);
  void Progress(std::size_t done, std::size_t all);
  // The last word: text for a person, the object for a machine.
  void Summary(const std::string& text, const sink::JsonObject& object);

  bool Json() const { return json_; }
  const std::vector<std::string>& Warnings() const { return warnings_; }

 private:
  void Line(const sink::JsonObject& object);
  void ClearBar();

  bool json_ = false, quiet_ = false, bar_ = false, drawn_ = false;
  std::chrono::steady_clock::time_point begun_, last_;
  std::vector<std::string> warnings_;
};

}  // namespace bmas::batch
