// Tiny PDFs as bytes: pages of drawing operators, with fonts whose glyphs are
// all half as wide as the font is high, so that tests can count positions.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "pipeline/pdf/pdf.h"

namespace bmas {

class PdfBuilder {
 public:
  struct Page {
    std::string content;
    std::string keys = {};  // more of the page dictionary: "/Rotate 90"
    std::vector<std::string> annotations = {};
  };

  // Fonts /F1 regular, /F2 bold, /F3 italic, /F4 monospaced, each one by name
  // only; /F5 maps "A" to a lone surrogate and "B" to "ä".
  std::string Build(const std::vector<Page>& pages,
                    const std::string& info = "") {
    objects_.assign(2, "");
    std::string fonts;
    int number = 1;
    for (const std::string name :
         {"Otter", "ABCDEF+Otter-Bold", "Otter-Oblique", "OtterMono"}) {
      fonts += "/F" + std::to_string(number++) + " " + Ref(Add(Font(name, "")));
    }
    const int map = Add(
        Stream("begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n"
               "2 beginbfchar <41> <D800> <42> <00E4> endbfchar endcmap"));
    fonts += "/F5 " + Ref(Add(Font("Mapped", "/ToUnicode " + Ref(map))));
    std::string kids;
    for (const Page& page : pages) {
      std::string annotations;
      for (const std::string& a : page.annotations) annotations += Ref(Add(a));
      const int content = Add(Stream(page.content));
      const bool boxed = page.keys.find("/MediaBox") != std::string::npos;
      kids += Ref(Add(
          "<</Type/Page/Parent 2 0 R/Contents " + Ref(content) +
          "/Resources<</Font<<" + fonts + ">>>>/Annots[" + annotations + "]" +
          (boxed ? "" : "/MediaBox[0 0 600 800]") + page.keys + ">>"));
    }
    objects_[0] = "<</Type/Catalog/Pages 2 0 R>>";
    objects_[1] = "<</Type/Pages/Kids[" + kids + "]/Count " +
                  std::to_string(pages.size()) + ">>";
    return Finish(info.empty() ? 0 : Add("<<" + info + ">>"));
  }

  // A word or line at a place, in points from the lower left.
  static std::string Show(int font, int size, int x, int y,
                          const std::string& text) {
    return "BT /F" + std::to_string(font) + " " + std::to_string(size) +
           " Tf " + std::to_string(x) + " " + std::to_string(y) + " Td (" +
           text + ") Tj ET\n";
  }

  static std::string LinkTo(const std::string& uri, const std::string& rect) {
    return "<</Type/Annot/Subtype/Link/Rect[" + rect + "]/A<</S/URI/URI(" +
           uri + ")>>>>";
  }

 private:
  int Add(std::string body) {
    objects_.push_back(std::move(body));
    return static_cast<int>(objects_.size());
  }
  static std::string Ref(int number) {
    return std::to_string(number) + " 0 R ";
  }
  static std::string Stream(const std::string& content) {
    return "<</Length " + std::to_string(content.size()) + ">>stream\n" +
           content + "\nendstream";
  }
  static std::string Font(const std::string& name, const std::string& keys) {
    std::string widths;
    // "~" is wider, or Poppler calls the font monospaced.
    for (int i = 32; i < 256; ++i) widths += i == '~' ? " 600" : " 500";
    return "<</Type/Font/Subtype/Type1/BaseFont/" + name +
           "/FirstChar 32/LastChar 255/Widths[" + widths +
           "]/Encoding/WinAnsiEncoding/FontDescriptor<</Type/FontDescriptor"
           "/Flags 32/FontName/" +
           name +
           "/Ascent 800/Descent -200/ItalicAngle 0/CapHeight 700/StemV 80"
           "/FontBBox[0 -200 500 800]>>" +
           keys + ">>";
  }
  std::string Finish(int info) const {
    std::string out = "%PDF-1.4\n";
    std::vector<std::size_t> offsets;
    for (std::size_t i = 0; i < objects_.size(); ++i) {
      offsets.push_back(out.size());
      out += std::to_string(i + 1) + " 0 obj\n" + objects_[i] + "\nendobj\n";
    }
    const std::size_t xref = out.size();
    const std::string size = std::to_string(objects_.size() + 1);
    out += "xref\n0 " + size + "\n0000000000 65535 f \n";
    for (const std::size_t offset : offsets) {
      const std::string digits = std::to_string(offset);
      out += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
    }
    out += "trailer\n<</Size " + size + "/Root 1 0 R";
    if (info > 0) out += "/Info " + Ref(info);
    return out + ">>\nstartxref\n" + std::to_string(xref) + "\n%%EOF\n";
  }

  std::vector<std::string> objects_;
};

}  // namespace bmas

namespace bmas::pdf {

inline std::string Show(int font, int size, int x, int y,
                        const std::string& text) {
  return PdfBuilder::Show(font, size, x, y, text);
}

inline Document MustOpen(const std::string& bytes, const Limits& limits = {}) {
  Result<Document> document = Read(bytes, limits);
  if (document) return *document;
  ADD_FAILURE() << Render(document.error());
  Document empty;
  empty.pages.resize(9);
  return empty;
}

inline Document Open(const std::vector<PdfBuilder::Page>& pages,
                     const std::string& info = "") {
  return MustOpen(PdfBuilder().Build(pages, info));
}

inline std::vector<std::string> Texts(const Page& page) {
  std::vector<std::string> texts;
  for (const Word& word : page.words) texts.push_back(word.text);
  return texts;
}

inline std::vector<std::string> Codes(const Document& document) {
  std::vector<std::string> codes;
  for (const Diagnostic& d : document.diagnostics) codes.push_back(d.code);
  return codes;
}

inline const std::string kAue = Show(1, 10, 72, 700, "Bad Aue");

}  // namespace bmas::pdf
