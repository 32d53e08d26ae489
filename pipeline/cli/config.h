// `--config FILE`: options of `run` as TOML, `--max-pages 10` being
// `max-pages = 10`. `inputs` are the INPUTs. The command line wins.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "pipeline/base/result.h"

namespace bmas::cli {

struct ConfigOption {
  std::string name;  // long, without dashes
  bool flag = false;
  bool list = false;
};

struct Config {
  std::vector<std::string> arguments;  // as they would be typed
  std::vector<std::string> inputs;
};

// `refuses` says what is wrong with one argument, "" if nothing is. All errors
// at once.
Errors ReadConfig(const std::string& path,
                  const std::vector<ConfigOption>& options,
                  const std::function<std::string(const std::string&)>& refuses,
                  Config* out);

// A basic string (TOML 1.0), quoted and escaped.
std::string TomlString(const std::string& text);

}  // namespace bmas::cli
