#include "pipeline/archive/inputs.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <map>

#include "pipeline/base/file.h"
#include "pipeline/pdf/pdf.h"

namespace bmas::archive {
namespace {

namespace fs = std::filesystem;

bool EndsWith(const std::string& name, std::string_view ending) {
  if (name.size() < ending.size()) return false;
  return std::equal(ending.begin(), ending.end(),
                    name.end() - static_cast<std::ptrdiff_t>(ending.size()),
                    [](char a, char b) {
                      return a == std::tolower(static_cast<unsigned char>(b));
                    });
}

std::string Canonical(const std::string& path) {
  std::error_code code;
  const fs::path canonical = fs::weakly_canonical(path, code);
  return code ? path : canonical.string();
}

Where At(const std::string& path) { return {PrintablePath(path), 0, 0, {}}; }

// By its name or, for other names, by its first bytes.
bool IsDocument(const std::string& file, DocumentKind* kind) {
  *kind = DocumentKind::kPdf;
  if (EndsWith(file, ".pdf")) return true;
  if (EndsWith(file, ".txt")) {
    *kind = DocumentKind::kText;
    return true;
  }
  const auto head = ReadHead(file, 1024);
  return head && pdf::LooksLikePdf(*head);
}

FileState StateBehind(const std::string& path) {
  FileState state;
  return OpenFile(path, &state) ? state : FileState{};
}

// An input may have been named twice.
void SortAndDropTwice(std::vector<InputFile>* files) {
  // A walk gives them in order, nearly always.
  if (!std::ranges::is_sorted(*files, {}, &InputFile::path)) {
    std::ranges::stable_sort(*files, {}, &InputFile::path);
  }
  const auto same = [](const InputFile& a, const InputFile& b) {
    return a.path == b.path;
  };
  files->erase(std::unique(files->begin(), files->end(), same), files->end());
}

class Finder {
 public:
  Finder(const std::string& out, const std::function<bool()>& stop)
      : out_(out.empty() ? "" : Canonical(out)), stop_(stop) {}

  Result<Inputs> Run(const std::vector<std::string>& inputs) {
    for (const std::string& input : inputs) {
      std::string path = input;
      std::string name;
      // NAME=DIR, unless a file of just that name is there.
      const std::size_t sign = input.find('=');
      if (sign != std::string::npos && sign > 0 &&
          KindBehind(input) == FileKind::kMissing && input.find('/') > sign) {
        name = input.substr(0, sign);
        path = input.substr(sign + 1);
      }
      // The name becomes a folder of the output.
      if (name == "." || name == "..") {
        return Fail(ErrorCode::kUsage,
                    "a root cannot be named \"" + name + "\"", At(input));
      }
      const FileKind kind = KindBehind(path);
      if (kind == FileKind::kMissing) {
        found_.missing.push_back(
            {ErrorCode::kUsage, "no such file or folder", At(path)});
        // It may be a root that was there in an earlier run.
        const fs::path lost = Canonical(path);
        found_.roots.push_back(
            {name.empty() ? lost.filename().string() : name, path, true});
        continue;
      }
      const std::string canonical = Canonical(path);
      const std::string folder =
          kind == FileKind::kFolder
              ? canonical
              : fs::path(canonical).parent_path().string();
      if (name.empty()) name = fs::path(folder).filename().string();
      if (name.empty()) name = "root";
      const auto [root, added] = roots_.emplace(name, folder);
      if (!added && root->second != folder) {
        return Fail(ErrorCode::kUsage,
                    "two roots are named \"" + PrintablePath(name) +
                        "\"; give one of them another name: NAME=" +
                        PrintablePath(path),
                    At(path));
      }
      if (kind == FileKind::kFolder) {
        found_.roots.push_back({name, path, false});
        Walk(path, name);
      } else {
        InputFile file = NamedFile(path);
        file.path = name + "/" + fs::path(path).filename().string();
        Add(std::move(file));
      }
    }
    SortAndDropTwice(&found_.files);
    return std::move(found_);
  }

 private:
  void Add(InputFile file) { found_.files.push_back(std::move(file)); }

  void Walk(const std::string& folder, const std::string& path) {
    if (stop_ && stop_()) return;
    if (!out_.empty() && Canonical(folder) == out_) return;
    const auto entries = ListFolder(folder);
    if (!entries) {
      found_.unreadable.push_back(entries.error());
      found_.unreadable_paths.push_back(path);
      return;
    }
    for (const FolderEntry& entry : *entries) {
      const std::string file = folder + "/" + entry.name;
      const std::string below = path + "/" + entry.name;
      DocumentKind kind{};
      if (entry.kind == FileKind::kFolder) {
        Walk(file, below);
      } else if (entry.kind == FileKind::kRegular && IsDocument(file, &kind)) {
        Add({file, below, kind, entry.state});
      } else {
        ++found_.ignored;
      }
    }
  }

  std::string out_;
  Inputs found_;
  std::map<std::string, std::string> roots_;
  const std::function<bool()>& stop_;
};

}  // namespace

InputFile NamedFile(const std::string& path) {
  DocumentKind kind{};
  if (!IsDocument(path, &kind)) kind = DocumentKind::kPdf;
  std::string folder =
      fs::path(Canonical(path)).parent_path().filename().string();
  if (folder.empty()) folder = "root";
  return {path, folder + "/" + fs::path(path).filename().string(), kind,
          StateBehind(path)};
}

Result<Inputs> FindInputs(const std::vector<std::string>& inputs,
                          const std::string& out,
                          const std::function<bool()>& stop) {
  return Finder(out, stop).Run(inputs);
}

Result<Inputs> ListedInputs(const std::vector<std::string>& paths,
                            const std::string& base) {
  Inputs inputs;
  if (KindBehind(base) != FileKind::kFolder) {
    return Fail(ErrorCode::kUsage, "no such folder", At(base));
  }
  const std::string root = Canonical(base);
  const std::string name = fs::path(root).filename().string();
  for (const std::string& path : paths) {
    const std::string file = path.starts_with('/') ? path : base + "/" + path;
    const std::string relative =
        fs::path(Canonical(file)).lexically_relative(root).string();
    if (relative.empty() || *fs::path(relative).begin() == "..") {
      return Fail(ErrorCode::kUsage,
                  "does not lie under the base folder " + PrintablePath(base),
                  At(path));
    }
    const std::string below = (name.empty() ? "root" : name) + "/" + relative;
    inputs.files.push_back(
        {file, below,
         EndsWith(file, ".txt") ? DocumentKind::kText : DocumentKind::kPdf,
         StateBehind(file)});
  }
  SortAndDropTwice(&inputs.files);
  return inputs;
}

}  // namespace bmas::archive
