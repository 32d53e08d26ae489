// base/file.h: reading whole files only, publishing whole files only.

#include "pipeline/base/file.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace bmas {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

class Files : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "bmas-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string Path(const std::string& name) const {
    return folder_ + "/" + name;
  }
  std::string Put(const std::string& name, const std::string& content) const {
    std::ofstream(Path(name), std::ios::binary) << content;
    return Path(name);
  }
  // Names in the folder, hidden ones too.
  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    const auto entries = ListFolder(folder_);
    for (const FolderEntry& entry : *entries) names.push_back(entry.name);
    return names;
  }

  std::string folder_;
};

TEST_F(Files, AreReadWholeWithEveryByte) {
  const std::string content("a\0\r\n\xFF", 5);
  EXPECT_EQ(ReadFile(Put("x", content), 5).value(), content);
  EXPECT_EQ(ReadFile(Put("empty", ""), 0).value(), "");
}

TEST_F(Files, ThatCannotBeReadSayWhy) {
  const std::string missing = Path("missing");
  EXPECT_EQ(Render(ReadFile(missing, 9).error()),
            missing + ": cannot open: No such file or directory");
  EXPECT_EQ(ReadFile(missing, 9).error().code, ErrorCode::kIo);
  EXPECT_EQ(Render(ReadFile(folder_, 9).error()),
            folder_ + ": is a folder, not a file");
  EXPECT_EQ(Render(ReadFile(Put("f", "x") + "/y", 9).error()),
            Path("f/y") + ": cannot open: Not a directory");
}

TEST_F(Files, PipesDoNotBlock) {
  ASSERT_EQ(mkfifo(Path("x.pdf").c_str(), 0600), 0);
  EXPECT_EQ(Render(ReadFile(Path("x.pdf"), 9).error()),
            Path("x.pdf") + ": is not a regular file");
  EXPECT_FALSE(ReadHead(Path("x.pdf"), 9).has_value());
}

TEST_F(Files, LargerThanAllowedAreALimit) {
  const auto content = ReadFile(Put("large", "12345"), 4);
  ASSERT_FALSE(content.has_value());
  EXPECT_EQ(content.error().code, ErrorCode::kLimit);
  EXPECT_EQ(Render(content.error()),
            Path("large") + ": file size limit: 4 bytes allowed, has 5");
}

TEST_F(Files, HeadIsAtMostWhatIsThere) {
  const std::string path = Put("x", "12345");
  EXPECT_EQ(ReadHead(path, 3).value(), "123");
  EXPECT_EQ(ReadHead(path, 99).value(), "12345");
}

TEST_F(Files, KindIsThePathsOwnAndWhatStandsBehindIt) {
  Put("file", "x");
  fs::create_symlink(Path("file"), Path("link"));
  fs::create_symlink(Path("nowhere"), Path("dangling"));
  fs::create_directory(Path("folder"));
  ASSERT_EQ(mkfifo(Path("pipe").c_str(), 0600), 0);
  EXPECT_EQ(KindOf(Path("file")), FileKind::kRegular);
  EXPECT_EQ(KindOf(Path("link")), FileKind::kLink);
  EXPECT_EQ(KindBehind(Path("link")), FileKind::kRegular);
  EXPECT_EQ(KindOf(Path("dangling")), FileKind::kLink);
  EXPECT_EQ(KindBehind(Path("dangling")), FileKind::kMissing);
  EXPECT_EQ(KindOf(Path("folder")), FileKind::kFolder);
  EXPECT_EQ(KindOf(Path("pipe")), FileKind::kOther);
  EXPECT_EQ(KindOf(Path("missing")), FileKind::kMissing);
}

TEST_F(Files, AreListedByBytesNotByLocale) {
  for (const char* name : {"b", "B", "ä", "a", "Z", ".hidden"}) Put(name, "");
  EXPECT_THAT(Names(), ElementsAre(".hidden", "B", "Z", "a", "b", "ä"));
  EXPECT_EQ(Render(ListFolder(Path("no")).error()),
            Path("no") + ": cannot read folder: No such file or directory");
}

TEST_F(Files, WritingMakesFoldersAndLeavesNothingElse) {
  ASSERT_TRUE(WriteFileAtomically(Path("a/b/c.json"), "new").has_value());
  EXPECT_EQ(ReadFile(Path("a/b/c.json"), 99).value(), "new");
  EXPECT_EQ(ListFolder(Path("a/b")).value().size(), 1U);
}

TEST_F(Files, WritingReplacesTheWholeOldFile) {
  Put("x", "a much longer old text");
  ASSERT_TRUE(WriteFileAtomically(Path("x"), "new").has_value());
  EXPECT_EQ(ReadFile(Path("x"), 99).value(), "new");
  EXPECT_THAT(Names(), ElementsAre("x"));
}

// Who has the old file open goes on reading the old file.
TEST_F(Files, ReadersSeeTheOldFileOrTheNewOne) {
  Put("x", "old");
  std::ifstream reader(Path("x"));
  ASSERT_TRUE(WriteFileAtomically(Path("x"), "new!").has_value());
  std::string seen;
  reader >> seen;
  EXPECT_EQ(seen, "old");
}

TEST_F(Files, FailedWritingLeavesTheOldAndNoTemporary) {
  fs::create_directories(Path("x/in-the-way"));
  const auto done = WriteFileAtomically(Path("x"), "new");
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().code, ErrorCode::kOutput);
  EXPECT_EQ(Render(done.error()), Path("x") + ": cannot write: Is a directory");
  EXPECT_THAT(Names(), ElementsAre("x"));
  EXPECT_EQ(KindOf(Path("x/in-the-way")), FileKind::kFolder);
}

TEST_F(Files, FolderThatCannotBeMadeIsAnOutputError) {
  Put("file", "x");
  const auto done = WriteFileAtomically(Path("file/y"), "new");
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().code, ErrorCode::kOutput);
  EXPECT_EQ(ReadFile(Path("file"), 9).value(), "x");
}

TEST_F(Files, TheLongestNameAFileMayHaveCanBeWritten) {
  const std::string name(255, 'n');
  EXPECT_TRUE(WriteFileAtomically(Path(name), "new").has_value());
  EXPECT_THAT(Names(), ElementsAre(name));
}

TEST_F(Files, ABareNameIsWrittenToTheCurrentFolder) {
  const fs::path before = fs::current_path();
  fs::current_path(folder_);
  const auto done = WriteFileAtomically("bare.json", "new");
  fs::current_path(before);
  EXPECT_TRUE(done.has_value()) << Render(done.error());
  EXPECT_THAT(Names(), ElementsAre("bare.json"));
}

TEST(PrintablePath, EscapesWhatATerminalOrJsonCannotHold) {
  EXPECT_EQ(PrintablePath("2017/pm.pdf"), "2017/pm.pdf");
  EXPECT_EQ(PrintablePath("für \"Ämter\"/€"), "für \"Ämter\"/€");
  EXPECT_EQ(PrintablePath("f\xFCr"), "f%FCr");
  EXPECT_EQ(PrintablePath("100%.pdf"), "100%25.pdf");
  EXPECT_EQ(PrintablePath("a\nb\tc\x1B[31m\x7F"), "a%0Ab%09c%1B[31m%7F");
  EXPECT_EQ(PrintablePath("\xE2\x82"), "%E2%82");
  EXPECT_EQ(PrintablePath("\xED\xA0\x80"), "%ED%A0%80");
  EXPECT_EQ(PrintablePath(""), "");
}

// U+009B is the C1 twin of "ESC [", and terminals obey it.
TEST(PrintablePath, EscapesC1ControlCharacters) {
  EXPECT_EQ(PrintablePath("a\u009B31mb"), "a%C2%9B31mb");
  EXPECT_EQ(PrintablePath("\u0080\u009F"), "%C2%80%C2%9F");
}

TEST(PrintablePath, TellsDifferentPathsApart) {
  EXPECT_NE(PrintablePath("f\xFCr"), PrintablePath("f%FCr"));
  EXPECT_NE(PrintablePath("f%FCr"), PrintablePath("f%25FCr"));
}

}  // namespace
}  // namespace bmas
