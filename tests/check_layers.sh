#!/bin/sh
# Which room may include what: pipeline/README.md says it in words.
#   check_layers.sh [ROOT]       checks ROOT/pipeline; exit 1 names every breach
#   check_layers.sh --self-test  each kind of breach, planted in a copy, is found
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

check() { # root
  # shellcheck disable=SC2016  # awk's own $0
  (cd "$1" && find pipeline \( -name '*.cc' -o -name '*.h' \) | LC_ALL=C sort |
    xargs awk '
    BEGIN {
      # Rooms and their floors. A room sees itself and lower floors, and no
      # other room of its own floor; archive may see pdf because that is lower.
      split("base 0 lexicon 1 text 1 pdf 1 store 1 toml 1 names 2 layout 2 " \
            "marks 3 rules 4 winners 5 record 6 sink 7 archive 7 worker 8 " \
            "workbench 8 batch 9 cli 10", pair, " ")
      for (i = 1; i in pair; i += 2) floor[pair[i]] = pair[i + 1]
      # Libraries, by how their headers begin, and the one room of each.
      split("tl/ base openssl/ base marisa lexicon unicode/ text poppler/ pdf sqlite3 store " \
            "re2/ rules toml++/ toml phonenumbers/ record nlohmann/ sink " \
            "libpq sink postgresql/ sink zstd archive CLI/ cli seccomp worker",
            home, " ")
      # And by the names in them: who sees a library through a header of its
      # room sees it too. Ours are written toml::File, of the library all small.
      split("tl:: base EVP_ base marisa:: lexicon icu:: text sqlite3_ store " \
            "(PDFDoc|GfxState|GooString|TextOutputDev) pdf " \
            "(RE2|re2::) rules toml::[a-z] toml i18n:: record " \
            "nlohmann:: sink ZSTD_ archive CLI:: cli (seccomp_|SCMP_) worker",
            said, " ")
      most = 500
    }
    function complain(what) {
      printf "%s:%d: %s\n", FILENAME, FNR, what
      bad = 1
    }
    FNR == 1 {
      parts = split(FILENAME, part, "/")
      room = parts == 3 ? part[2] : ""
      if (FILENAME != "pipeline/main.cc" && !(room in floor))
        complain("lies in no room: rooms are one level of folders, see " \
                 "tests/check_layers.sh")
    }
    FNR == most + 1 { complain("is longer than " most " lines") }
    /^[ \t]*#[ \t]*include[ \t]*"/ {
      split($0, quoted, "\"")
      if (split(quoted[2], to, "/") != 3 || to[1] != "pipeline" ||
          !(to[2] in floor)) {
        complain("\"" quoted[2] "\" is not of the form pipeline/ROOM/FILE")
      } else if (room in floor && to[2] != room &&
                 floor[to[2]] >= floor[room]) {
        complain(room " (floor " floor[room] ") must not see " to[2] \
                 " (floor " floor[to[2]] ")")
      }
    }
    /^[ \t]*#[ \t]*include[ \t]*</ {
      split($0, angle, /[<>]/)
      known = 0
      for (i = 1; i in home; i += 2)
        if (index(angle[2], home[i]) == 1) {
          known = 1
          if (room != home[i + 1])
            complain("<" angle[2] "> belongs to " home[i + 1] "/ only")
        }
      # The standard library has no dot; POSIX and Linux have no other folder.
      if (!known && angle[2] !~ /^[a-z0-9_]+$/ &&
          angle[2] !~ /^((sys|linux)\/)?[a-z0-9_]+\.h$/)
        complain("<" angle[2] "> is of a library without a room")
    }
    /^[ \t]*#/ { next }
    {
      sub(/\/\/.*/, "")
      gsub(/"[^"]*"/, "")
      for (i = 1; i in said; i += 2)
        if (room != said[i + 1] && $0 ~ ("(^|[^A-Za-z0-9_])" said[i]))
          complain(said[i] " is named in " said[i + 1] "/ only")
    }
    END { exit bad }')
}

# A line added to a file of a copy must be complained of, in these words.
plant() { # file, line, words
  copy=$work/copy
  rm -rf "$copy"
  mkdir "$copy"
  cp -r "$here/pipeline" "$copy/"
  mkdir -p "$(dirname "$copy/$1")"
  printf '%s\n' "$2" >>"$copy/$1"
  if check "$copy" >"$work/said"; then
    echo "not found: $2 in $1" >&2
    return 1
  fi
  grep -F -- "$1:" "$work/said" | grep -qF -- "$3" || {
    echo "expected for $2 in $1: $3; got:" >&2
    cat "$work/said" >&2
    return 1
  }
}

self_test() {
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  plant pipeline/base/file.h '#include "pipeline/text/fold.h"' \
    'base (floor 0) must not see text (floor 1)'
  plant pipeline/layout/join.cc '  # include "pipeline/rules/spec.h"' \
    'layout (floor 2) must not see rules (floor 4)'
  plant pipeline/archive/inputs.cc '#include "pipeline/sink/json.h"' \
    'archive (floor 7) must not see sink (floor 7)'
  plant pipeline/workbench/stats.cc '#include "pipeline/worker/process.h"' \
    'workbench (floor 8) must not see worker (floor 8)'
  plant pipeline/batch/versions.h '#include "pipeline/cli/args.h"' \
    'batch (floor 9) must not see cli (floor 10)'
  plant pipeline/record/names.cc '#include <re2/re2.h>' \
    '<re2/re2.h> belongs to rules/ only'
  plant pipeline/main.cc '#include <CLI/CLI.hpp>' \
    '<CLI/CLI.hpp> belongs to cli/ only'
  plant pipeline/rules/match.cc '#include <sqlite3.h>' \
    '<sqlite3.h> belongs to store/ only'
  plant pipeline/rules/rule_file.cc 'const toml::table* table = nullptr;' \
    'toml::[a-z] is named in toml/ only'
  plant pipeline/workbench/misses.cc 'bool Found(const RE2& pattern);' \
    '(RE2|re2::) is named in rules/ only'
  plant pipeline/text/fold.cc '#include <boost/regex.hpp>' \
    '<boost/regex.hpp> is of a library without a room'
  plant pipeline/text/fold.cc '#include "clean_text.h"' \
    '"clean_text.h" is not of the form'
  plant pipeline/attic/old.cc '// Nobody lives here.' 'lies in no room'
  plant pipeline/text/deep/er.cc '// Nobody lives here.' 'lies in no room'
  plant pipeline/text/long.cc "$(yes '//' | head -n 501)" \
    'is longer than 500 lines'

  # And what is allowed is: archive sees pdf, comments name what they like, a
  # file has just 500 lines.
  mkdir -p "$work/good/pipeline/archive" "$work/good/pipeline/text"
  printf '%s\n' '#include <sys/stat.h>' '#include <vector>' \
    '#include "pipeline/pdf/pdf.h"' '#include "pipeline/base/file.h"' \
    'void Read(const toml::File& file);  // as RE2 and toml::table do' \
    >"$work/good/pipeline/archive/a.cc"
  yes '//' | head -n 500 >"$work/good/pipeline/text/t.cc"
  check "$work/good"
}

case ${1-} in
--self-test) self_test ;;
*) check "${1:-$here}" ;;
esac
