#include <poppler/Annot.h>
#include <poppler/Catalog.h>
#include <poppler/Error.h>
#include <poppler/ErrorCodes.h>
#include <poppler/GlobalParams.h>
#include <poppler/Link.h>
#include <poppler/Object.h>
#include <poppler/PDFDoc.h>
#include <poppler/Page.h>
#include <poppler/Stream.h>
#include <poppler/UTF.h>
#include <poppler/goo/gmem.h>
#include <poppler/poppler-config.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <optional>

#include "pipeline/base/utf8.h"
#include "pipeline/pdf/collector.h"
#include "pipeline/pdf/pdf.h"
#include "pipeline/pdf/upright.h"
#include "pipeline/pdf/words.h"

namespace bmas::pdf {
namespace {

constexpr std::size_t kMostDiagnostics = 20;
constexpr int kPinnedPages =
    20;  // looked at for attachments; releases are short

// Poppler reports through one global callback; the document being read
// collects what it says.
thread_local std::vector<Diagnostic>* current_diagnostics = nullptr;
thread_local int current_page = 0;

void OnPopplerError(ErrorCategory /*category*/, Goffset /*position*/,
                    const char* message) {
  if (current_diagnostics == nullptr) return;
  if (current_diagnostics->size() >= kMostDiagnostics) return;
  std::size_t replaced = 0;
  Diagnostic said{"syntax", Repair(message, &replaced), current_page};
  const auto same = [&](const Diagnostic& d) {
    return d.code == said.code && d.message == said.message;
  };
  if (std::ranges::none_of(*current_diagnostics, same)) {
    current_diagnostics->push_back(std::move(said));
  }
}

class DiagnosticScope {
 public:
  explicit DiagnosticScope(std::vector<Diagnostic>* into) {
    if (!globalParams) globalParams = std::make_unique<GlobalParams>();
    setErrorCallback(&OnPopplerError);
    current_diagnostics = into;
    current_page = 0;
  }
  DiagnosticScope(const DiagnosticScope&) = delete;
  DiagnosticScope& operator=(const DiagnosticScope&) = delete;
  ~DiagnosticScope() { current_diagnostics = nullptr; }
};

// An information string (ISO 32000-1, 7.9.2.2), in whichever encoding.
std::string InfoString(PDFDoc& file, const char* key) {
  const std::unique_ptr<GooString> value = file.getDocInfoStringEntry(key);
  if (!value) return {};
  Unicode* points = nullptr;
  const int count = TextStringToUCS4(value->toStr(), &points);
  std::string out;
  for (int i = 0; i < count; ++i) AppendCodePoint(out, points[i]);
  gfree(points);
  return out;
}

// Text needs no colour, and an output intent makes Poppler build profiles for
// every page: a seventh of all time over real releases.
void DropOutputIntents(PDFDoc& file) {
  Object catalog = file.getXRef()->getCatalog();
  if (catalog.isDict()) catalog.dictRemove("OutputIntents");
}

std::vector<Link> ReadLinks(PDFDoc& file, int number) {
  std::vector<Link> links;
  ::Page* page = file.getPage(number);
  const std::unique_ptr<Links> found = file.getLinks(number);
  if (page == nullptr || !found) return links;
  std::array<double, 6> ctm{};
  page->getDefaultCTM(ctm.data(), 72, 72, 0, /*useMediaBox=*/false,
                      /*upsideDown=*/true);
  for (const AnnotLink* annotation : found->getLinks()) {
    const auto* target = dynamic_cast<const LinkURI*>(annotation->getAction());
    if (target == nullptr) continue;
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    annotation->getRect(&x0, &y0, &x1, &y1);
    const auto at = [&](double x, double y) {
      return std::pair{ctm[0] * x + ctm[2] * y + ctm[4],
                       ctm[1] * x + ctm[3] * y + ctm[5]};
    };
    const auto a = at(x0, y0);
    const auto b = at(x1, y1);
    std::size_t replaced = 0;
    links.push_back({std::min(a.first, b.first), std::min(a.second, b.second),
                     std::max(a.first, b.first), std::max(a.second, b.second),
                     Repair(target->getURI(), &replaced)});
  }
  return links;
}

Result<bool> CheckOpen(PDFDoc& file) {
  if (!file.isOk()) {
    if (file.getErrorCode() == errEncrypted) {
      return Fail(ErrorCode::kEncrypted, "needs a password");
    }
    return Fail(ErrorCode::kDamaged, "is damaged beyond repair");
  }
  if (file.getNumPages() < 1) {
    return Fail(ErrorCode::kDamaged, "has no pages");
  }
  return true;
}

// What Poppler said before the first page is why it rebuilt the index.
void AddRepaired(std::vector<Diagnostic>* diagnostics) {
  std::string message = "the file is damaged; Poppler rebuilt its index";
  const auto opening = [](const Diagnostic& said) {
    return said.code == "syntax" && said.page == 0;
  };
  const auto first = std::ranges::find_if(*diagnostics, opening);
  if (first != diagnostics->end()) message += " (" + first->message + ")";
  std::erase_if(*diagnostics, opening);
  diagnostics->insert(diagnostics->begin(), {"repaired", message, 0});
}

bool FinitePage(::Page& page) {
  const double width = page.getCropWidth();
  const double height = page.getCropHeight();
  return std::isfinite(width) && std::isfinite(height) && width > 0 &&
         height > 0;
}

// What the file holds beside its pages, where a release may well be.
void AddBeside(PDFDoc& file, std::vector<Diagnostic>* diagnostics) {
  Catalog* catalog = file.getCatalog();
  if (catalog == nullptr || !catalog->isOk()) return;
  const int files = catalog->numEmbeddedFiles();
  int pinned = 0;  // to a place on a page
  for (int number = 1; number <= std::min(file.getNumPages(), kPinnedPages);
       ++number) {
    ::Page* page = file.getPage(number);
    Annots* annotations = page == nullptr ? nullptr : page->getAnnots();
    if (annotations == nullptr) continue;
    pinned += static_cast<int>(std::ranges::count_if(
        annotations->getAnnots(), [](const Annot* annotation) {
          return annotation->getType() == Annot::typeFileAttachment;
        }));
  }
  if (files + pinned > 0) {
    diagnostics->push_back(
        {"attachments",
         std::to_string(files + pinned) + " attached files are not read", 0});
  }
  if (catalog->getFormType() == Catalog::XfaForm) {
    diagnostics->push_back(
        {"xfa", "the form may show other text than its pages", 0});
  }
}

// Draws a page; where it draws letters twice, or letters nobody sees, once
// more without them. Returns how many of the latter there were.
std::size_t Draw(PDFDoc& file, int number, Collector& device) {
  const auto draw = [&] {
    file.displayPage(&device, number, 72, 72, 0, /*useMediaBox=*/false,
                     /*crop=*/true, /*printing=*/false);
  };
  draw();
  const bool may_hide = MayHide(device.Glyphs(), device.Paints());
  if (may_hide) {
    device.WithPictures(true);
    draw();
  }
  const Sight sight = Look(device.Glyphs(), device.Paints(), may_hide);
  if (std::ranges::find(sight.drop, true) != sight.drop.end()) {
    device.Without(&sight.drop);
    draw();
    device.Without(nullptr);
  }
  device.WithPictures(false);
  return sight.hidden;
}

// Reads one page into `out`; false when Poppler has no such page.
bool ReadPage(PDFDoc& file, int number, Collector& device, FontTable& fonts,
              Page* out, std::size_t* hidden) {
  ::Page* page = file.getPage(number);
  if (page == nullptr || !page->isOk() || !FinitePage(*page)) return false;
  out->width = page->getCropWidth();
  out->height = page->getCropHeight();
  if (page->getRotate() % 180 != 0) std::swap(out->width, out->height);
  *hidden = Draw(file, number, device);
  const std::unique_ptr<TextWordList> list = device.makeWordList();
  out->words = ReadWords(*list, fonts);
  out->rulings = device.TakeRulings();
  out->marks = device.TakeMarks();
  out->links = ReadLinks(file, number);
  return true;
}

// Why this page and those after it are left out, if they are.
std::optional<Diagnostic> CutBefore(int number, std::uint64_t words, int pages,
                                    const Limits& limits) {
  if (limits.stop_before > 0 && number >= limits.stop_before) {
    return Diagnostic{limits.stop_why.code, limits.stop_why.message, number};
  }
  if (number > limits.pages) {
    return Diagnostic{"page-limit",
                      "only " + std::to_string(limits.pages) + " of " +
                          std::to_string(pages) + " pages read",
                      number};
  }
  if (words > limits.words) {
    return Diagnostic{"word-limit",
                      std::to_string(limits.words) + " words allowed, has " +
                          std::to_string(words) +
                          " so far; the pages after are not read",
                      number};
  }
  return std::nullopt;
}

}  // namespace

bool LooksLikePdf(std::string_view head) {
  return head.substr(0, 1024).find("%PDF") != std::string_view::npos;
}

std::string LibraryVersion() { return POPPLER_VERSION; }

Result<Document> Read(std::string_view bytes, const Limits& limits) {
  if (!LooksLikePdf(bytes)) {
    return Fail(ErrorCode::kUnsupported, "is not a PDF: no %PDF header");
  }
  Document document;
  const DiagnosticScope scope(&document.diagnostics);
  bool repaired = false;
  PDFDoc file(new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()),
                            Object(objNull)),
              {}, {}, nullptr, [&] { repaired = true; });
  if (Result<bool> open = CheckOpen(file); !open) {
    return Fail(open.error());
  }
  DropOutputIntents(file);
  document.page_count = file.getNumPages();
  document.producer = InfoString(file, "Producer");
  document.created = InfoString(file, "CreationDate");

  Collector device;
  FontTable fonts(&document.fonts);
  std::uint64_t words = 0;
  for (int number = 1; number <= document.page_count; ++number) {
    if (auto cut = CutBefore(number, words, document.page_count, limits)) {
      document.complete = false;
      document.diagnostics.push_back(std::move(*cut));
      break;
    }
    if (limits.on_page) limits.on_page(number);
    current_page = number;
    Page page;
    std::size_t hidden = 0;
    if (!ReadPage(file, number, device, fonts, &page, &hidden)) {
      document.complete = false;
      document.diagnostics.push_back(
          {"page-unreadable", "the page cannot be read", number});
    }
    if (hidden > 0) {
      document.diagnostics.push_back(
          {"hidden-text",
           "the page has " + std::to_string(hidden) +
               " letters that no reader sees; they are left out",
           number});
    }
    if (TurnUpright(&page)) {
      document.diagnostics.push_back(
          {"turned-page", "the page's text is not upright; it was turned",
           number});
    }
    words += page.words.size();
    document.pages.push_back(std::move(page));
  }
  AddBeside(file, &document.diagnostics);
  if (repaired) AddRepaired(&document.diagnostics);
  return document;
}

}  // namespace bmas::pdf
