// Which documents there are: inputs as given -> files with the paths that
// their records have.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "pipeline/base/file.h"
#include "pipeline/base/result.h"

namespace bmas::archive {

enum class DocumentKind { kPdf, kText };

struct InputFile {
  std::string file;  // to open
  std::string path;  // "<root>/<path under it>", bytes as on disk
  DocumentKind kind = DocumentKind::kPdf;
  FileState state;  // as the scan saw it; all zero if it could not be told
};

// A folder that was read recursively: what it lacks is gone.
struct Root {
  std::string name;
  std::string folder;
  bool missing = false;
};

struct Inputs {
  std::vector<InputFile> files;  // ascending by the bytes of their path
  std::vector<Root> roots;
  std::size_t ignored = 0;  // files that are no documents
  Errors missing;           // inputs that are not there
  Errors unreadable;        // folders that could not be listed
  std::vector<std::string> unreadable_paths;  // theirs, as "<root>/<path>"
};

// A file that was named: taken even if its name does not say what it is. Its
// root is its own folder.
InputFile NamedFile(const std::string& path);

// Each folder is a root, named after its last component or `NAME=DIR`; a file
// has its parent folder's name as root. Folders are read recursively, symbolic
// links, sockets and pipes inside them are not followed, and `out` is skipped
// where it lies under one. Two different roots of one name are an error.
// `stop`, asked between folders, ends the search early.
Result<Inputs> FindInputs(const std::vector<std::string>& inputs,
                          const std::string& out,
                          const std::function<bool()>& stop = {});

// Paths from a list, under `base`, whose last component is the root. Listed
// files are taken as documents whatever they are; what they are not is their
// record's error.
Result<Inputs> ListedInputs(const std::vector<std::string>& paths,
                            const std::string& base);

}  // namespace bmas::archive
