#!/bin/sh
# Fits rules/weights.toml anew: by the real and reworded texts beside the
# checkout, the releases in tests/, and the samples. Prints what cross-validation
# says first; with --check it stops there.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root"
shared=../shared
[ -d "$shared/releases/open" ] || {
  echo "weights: $shared/releases is missing, and real texts decide" >&2
  exit 2
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/samples" "$work/foreign"

# Samples and documents that are no releases are read as the program reads them.
text_of() { # file, folder, name
  build/release/bmas-extract show --text "$1" >"$2/$3.txt" 2>/dev/null ||
    rm -f "$2/$3.txt"
}
for folder in samples/*/; do
  name=$(basename "$folder")
  if [ ! -f "$folder/expected.json" ] || [ ! -f "$folder/$name.pdf" ]; then
    continue
  fi
  text_of "$folder/$name.pdf" "$work/samples" "$name"
  cp "$folder/expected.json" "$work/samples/$name.json"
done
# The seed is a sample by another extractor.
for file in "$shared"/seed/*.txt; do
  cp "$file" "$work/samples/seed.txt"
  cp samples/netzwerke-2017/expected.json "$work/samples/seed.json"
done
for file in "$shared"/suites/foreign/*; do
  name=$(basename "$file")
  text_of "$file" "$work/foreign" "$name"
  printf '{"source": "foreign:%s", "awards": []}\n' "$name" \
    >"$work/foreign/$name.json"
done

build/release/tests/dump_evidence --candidates "$shared"/releases/open/*.txt \
  "$shared"/releases/ministries/*.txt tests/releases/*/*.txt \
  "$work"/foreign/*.txt "$work"/samples/*.txt >"$work/candidates.jsonl"
set -- "$work/candidates.jsonl" "$shared/releases/open" \
  "$shared/releases/ministries" tests/releases/*/ "$work/foreign" \
  "$work/samples" ${1+"$@"}
case " $* " in
*" --check "*) /usr/bin/python3 tests/fit_weights.py "$@" ;;
*) /usr/bin/python3 tests/fit_weights.py "$@" --write rules/weights.toml ;;
esac
