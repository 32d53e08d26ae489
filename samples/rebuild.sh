#!/bin/bash
# Rebuilds the PDFs of the sample corpus from their sources.
# Usage: samples/rebuild.sh [NAME…]   (without names: every sample)
# Needs: libreoffice-writer, chromium, groff, qpdf, poppler-utils, fonts-liberation, fonts-dejavu.
set -euo pipefail
export LC_ALL=C.UTF-8 TZ=UTC SOURCE_DATE_EPOCH=1718000000

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

from_fodt() { # source, target
  soffice "-env:UserInstallation=file://$work/office" --headless --convert-to pdf \
    --outdir "$work" "$1" >"$work/log" 2>&1
  mv "$work/source.pdf" "$2"
}

from_html() { # source, target
  chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync \
    --no-pdf-header-footer "--user-data-dir=$work/chromium" "--print-to-pdf=$2" \
    "file://$1" >"$work/log" 2>&1
}

from_groff() { # source, target
  groff -k -mde -ms -t -Tpdf -P-pa4 "$1" >"$2" 2>"$work/log"
}

# The pages of a PDF as grey pictures in a new PDF: no text is left.
as_picture() { # source PDF, target
  pdftoppm -gray -r 75 -jpeg -jpegopt quality=40 "$1" "$work/page"
  {
    echo '<!DOCTYPE html><title>Scan</title>'
    echo '<style>@page{size:A4;margin:0}body{margin:0}img{display:block;height:296mm}</style>'
    for picture in "$work"/page*.jpg; do
      printf '<img src="data:image/jpeg;base64,%s">\n' "$(base64 -w0 "$picture")"
    done
  } >"$work/picture.html"
  from_html "$work/picture.html" "$2"
}

build() { # name
  local name=$1 source raw=$work/raw.pdf
  [ ! -f "$here/$name/$name.txt" ] || return 0 # a text, and its own source
  for source in "$here/$name"/source.*; do
    case $source in
      *.fodt) from_fodt "$source" "$raw" ;;
      *.html) from_html "$source" "$raw" ;;
      *.ms) from_groff "$source" "$raw" ;;
      *) echo "rebuild.sh: $name: no source" >&2; return 1 ;;
    esac
  done
  case $name in
    verschluesselt) qpdf --encrypt geheim besitzer 256 -- "$raw" "$work/done.pdf" ;;
    nur-bild) as_picture "$raw" "$work/done.pdf" ;;
    abgeschnitten) head -c 12000 "$raw" >"$work/done.pdf" ;;
    # The map from glyphs to letters is named what nobody knows.
    ohne-zuordnung) sed 's#/ToUnicode#/ToNothing#g' "$raw" >"$work/done.pdf" ;;
    ohne-ende) head -c -40 "$raw" >"$work/done.pdf" ;; # no startxref, no %%EOF
    *) mv "$raw" "$work/done.pdf" ;;
  esac
  mv "$work/done.pdf" "$here/$name/$name.pdf"
  echo "$name"
}

if [ $# -eq 0 ]; then
  for folder in "$here"/*/; do
    set -- "$@" "$(basename "$folder")"
  done
fi
for name in "$@"; do
  build "$name" || { cat "$work/log" >&2; exit 1; }
done
