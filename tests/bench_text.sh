#!/bin/bash
# Clean text against pdftotext's on books of which Debian has the text as well.
#   bench_text.sh BINARY
# A book passes when our F1 is above pdftotext's and our false joins are at most
# a tenth of its.
set -euo pipefail
export LC_ALL=C.UTF-8

binary=$(realpath "$1")
root=$(cd "$(dirname "$0")/.." && pwd)
scorer=$root/../shared/suites/score_text.py
if [ ! -f "$scorer" ]; then
  echo "bench text: ../shared/suites/score_text.py is not there; nothing to measure with"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

plain() { # file, perhaps compressed
  case $1 in
    *.gz) gzip -dc "$1" ;;
    *) cat "$1" ;;
  esac
}

# "F1 joins" of a text.
figures() { # gold, text
  python3 "$scorer" "$1" "$2" |
    sed -nE 's/.* F1 ([0-9.]+) .*falsejoin ([0-9]+) .*/\1 \2/p'
}

failed=0
row='%-22s %8s %8s %10s %10s %8s %8s  %s\n'
# shellcheck disable=SC2059  # one form for all rows
printf "$row" book 'F1 ours' theirs 'joins ours' theirs 's ours' theirs ''
while read -r name pdf gold; do
  if [ ! -f "$pdf" ] || [ ! -f "$gold" ]; then
    echo "$name: not installed"
    failed=1
    continue
  fi
  plain "$pdf" >"$work/book.pdf"
  plain "$gold" >"$work/gold.txt"
  begun=$(date +%s.%N)
  "$binary" show --text "$work/book.pdf" >"$work/ours.txt" || true
  between=$(date +%s.%N)
  pdftotext "$work/book.pdf" "$work/theirs.txt" 2>/dev/null || true
  ended=$(date +%s.%N)
  read -r f1 joins < <(figures "$work/gold.txt" "$work/ours.txt")
  read -r their_f1 their_joins < <(figures "$work/gold.txt" "$work/theirs.txt")
  verdict=$(awk -v f1="$f1" -v their_f1="$their_f1" \
    -v joins="$joins" -v their_joins="$their_joins" \
    'BEGIN { print (f1 > their_f1 && joins * 10 <= their_joins ? "pass" : "FAIL") }')
  [ "$verdict" = pass ] || failed=1
  # shellcheck disable=SC2059
  printf "$row" "$name" "$f1" "$their_f1" "$joins" "$their_joins" \
    "$(awk "BEGIN { printf \"%.1f\", $between - $begun }")" \
    "$(awk "BEGIN { printf \"%.1f\", $ended - $between }")" "$verdict"
done <<'END'
debian-reference /usr/share/debian-reference/debian-reference.de.pdf /usr/share/debian-reference/debian-reference.de.txt.gz
developers-reference /usr/share/developers-reference/de/developers-reference.pdf /usr/share/developers-reference/de/developers-reference.txt.gz
debian-faq /usr/share/doc/debian/FAQ/debian-faq.de.pdf.gz /usr/share/doc/debian/FAQ/debian-faq.de.txt.gz
END
exit "$failed"
