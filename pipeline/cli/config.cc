#include "pipeline/cli/config.h"

#include <algorithm>
#include <sstream>

#include "pipeline/base/did_you_mean.h"
#include "pipeline/base/file.h"
#include "pipeline/toml/file.h"

namespace bmas::cli {
namespace {

// A value as one would type it; nothing if it is none that can be typed.
std::optional<std::string> Typed(const toml::Node& node) {
  if (const auto* text = node.As<std::string>()) return *text;
  if (const auto* number = node.As<std::int64_t>()) {
    return std::to_string(*number);
  }
  if (const auto* number = node.As<double>()) {
    std::ostringstream out;
    out << *number;
    return out.str();
  }
  return std::nullopt;
}

class Reader {
 public:
  Reader(const toml::File& file, const std::vector<ConfigOption>& options,
         const std::function<std::string(const std::string&)>& refuses,
         Config* out)
      : file_(file), options_(options), refuses_(refuses), out_(out) {}

  void Read() {
    std::vector<std::string> names{"inputs"};
    for (const ConfigOption& option : options_) names.push_back(option.name);
    for (const auto& [key, node] : file_.Root()) {
      const std::string& name = key.text;
      if (name == "inputs") {
        for (auto& [text, where] : file_.TextsOf(&node, "inputs")) {
          out_->inputs.push_back(text);
        }
        continue;
      }
      const auto option =
          std::ranges::find(options_, name, &ConfigOption::name);
      if (option == options_.end()) {
        const std::string meant = DidYouMean(name, names);
        file_.Complain(
            file_.AtKey(file_.Root(), name),
            "unknown key \"" + name + "\"" +
                (meant.empty() ? "" : "; did you mean \"" + meant + "\"?"));
        continue;
      }
      ReadOption(*option, node);
    }
  }

 private:
  void ReadOption(const ConfigOption& option, const toml::Node& node) {
    const std::string dashed = "--" + option.name;
    if (option.flag) {
      const bool* flag = node.As<bool>();
      if (flag == nullptr) {
        file_.Complain(file_.At(node),
                       "\"" + option.name + "\" must be true or false");
      } else if (*flag) {
        out_->arguments.push_back(dashed);
      }
      return;
    }
    if (option.list) {
      for (auto& [text, where] : file_.TextsOf(&node, option.name)) {
        out_->arguments.push_back(dashed + "=" + text);
      }
      return;
    }
    const auto typed = Typed(node);
    const std::string argument = dashed + "=" + typed.value_or("");
    const std::string wrong =
        typed ? refuses_(argument) : "must be a text or a number";
    if (wrong.empty()) {
      out_->arguments.push_back(argument);
    } else {
      file_.Complain(file_.At(node), "\"" + option.name + "\": " + wrong);
    }
  }

  const toml::File& file_;
  const std::vector<ConfigOption>& options_;
  const std::function<std::string(const std::string&)>& refuses_;
  Config* out_;
};

}  // namespace

Errors ReadConfig(const std::string& path,
                  const std::vector<ConfigOption>& options,
                  const std::function<std::string(const std::string&)>& refuses,
                  Config* out) {
  constexpr std::uint64_t kMostBytes = 1U << 20U;
  Errors errors;
  const auto content = ReadFile(path, kMostBytes);
  if (!content) return {content.error()};
  const toml::File file(PrintablePath(path), *content, &errors);
  Reader(file, options, refuses, out).Read();
  return errors;
}

std::string TomlString(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      constexpr const char* kHex = "0123456789ABCDEF";
      out += "\\u00";
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

}  // namespace bmas::cli
